using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Api;

public sealed class ReplayApiTests(ReplayApiTests.OwnSite site) : IClassFixture<ReplayApiTests.OwnSite>
{
    private static readonly object Consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_rebuilt_byte_for_byte_right_after_it_was_served()
    {
        JsonObject served = await site.Http.RecommendAsync(new
        {
            text = "heel hurts when I get out of bed, worse after the marathon",
            side = "left",
            context = new { severity = 6, activity = "trampolining", shoeSizeEu = 42, age = 41, budgetMinor = 9_000 },
            filter = new { inStock = true },
            answers = new[] { new { id = "rf_diabetes_ulcer", answer = "no" } },
            limit = 7,
            explain = true,
            visitorId = "replayed",
            sessionId = "s",
            consent = Consent,
        });

        JsonObject replayed = await ReplayAsync(served.Text("recommendationId"));

        Assert.Equal("exact", replayed["replay"]!.Text("result"));
        Assert.NotEmpty(replayed["products"]!.AsArray());
        Assert.Empty(replayed["replay"]!["missing"]!.AsArray());
        Assert.All(served, member => Assert.Equal(member.Value?.ToJsonString(), replayed[member.Key]?.ToJsonString()));
        Assert.Equal(served["products"]!.AsArray().Select(p => p!.Text("productId")), replayed["replay"]!["items"]!.AsArray().Select(p => p!.Text("productId")));
    }

    [Theory]
    [InlineData("back pain and I can't pee since yesterday", "referral")]
    [InlineData("where is my parcel", "nothing")]
    [InlineData("sciatica down my leg", null)]
    public async Task Answers_without_a_list_are_rebuilt_too(string text, string? outcome)
    {
        JsonObject served = await site.Http.RecommendAsync(new { text, consent = Consent });

        JsonObject replayed = await ReplayAsync(served.Text("recommendationId"));

        Assert.Equal("exact", replayed["replay"]!.Text("result"));
        Assert.Equal(outcome ?? served.Text("outcome"), replayed.Text("outcome"));
    }

    [Fact]
    public async Task A_list_is_rebuilt_from_the_catalogue_of_then()
    {
        JsonObject served = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, consent = Consent });
        await ReplayAsync(served.Text("recommendationId"));
        string product = served["products"]![0]!.Text("productId")!;
        await EditAsync(product, p => (p.Name, p.PriceMinor) = ("Another name", 1));

        JsonObject replayed = await ReplayAsync(served.Text("recommendationId"));
        // A list that was tried out may begin with a product that stands below the tenth place of the list as it is.
        JsonObject now = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, limit = 50 });

        Assert.Contains(now["products"]!.AsArray(), p => p!.Text("name") == "Another name");
        Assert.Equal("exact", replayed["replay"]!.Text("result"));
        Assert.Equal(served["products"]!.ToJsonString(), replayed["products"]!.ToJsonString());
    }

    [Fact]
    public async Task A_catalogue_that_is_not_stored_any_more_is_named_and_what_was_stored_is_told()
    {
        await EditAsync("house_slant_board", p => p.StockQuantity = 77);
        JsonObject served = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, consent = Consent });
        string version = (await ReplayAsync(served.Text("recommendationId")))["replay"]!.Text("shelfVersion")!;
        await EditAsync("house_slant_board", p => p.StockQuantity = 78);
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
            Assert.Equal(1, await db.Set<ShelfSnapshot>().Where(s => s.ShelfVersion == version).ExecuteDeleteAsync(Cancelled));

        JsonNode replay = (await ReplayAsync(served.Text("recommendationId")))["replay"]!;

        Assert.Equal("stored_only", replay.Text("result"));
        Assert.Equal($"The catalogue of version {version} is not stored any more.", Assert.Single(replay["missing"]!.AsArray())!.ToString());
        Assert.Equal(served["products"]!.AsArray().Select(p => p!.Text("productId")), replay["items"]!.AsArray().Select(p => p!.Text("productId")));
    }

    [Fact]
    public async Task A_model_that_is_gone_is_named_and_another_one_under_its_name_is_found_out()
    {
        ModelHost models = site.Services.GetRequiredService<ModelHost>();
        site.Models.Write("v1", "promote");
        File.WriteAllText(site.Models.PathOf("champion.json"), """{ "version": "v1" }""");
        models.Refresh();
        JsonObject served = await site.Http.RecommendAsync(new { symptoms = new[] { "heel_pain_first_step" }, consent = Consent });
        Assert.Equal("v1", served["model"]!.Text("version"));
        Assert.Equal("exact", (await ReplayAsync(served.Text("recommendationId")))["replay"]!.Text("result"));
        File.Delete(site.Models.PathOf("champion.json"));
        models.Refresh();
        Directory.Delete(site.Models.PathOf("v1"), recursive: true);

        JsonNode without = (await ReplayAsync(served.Text("recommendationId")))["replay"]!;

        Assert.Equal("exact", without.Text("result"));
        Assert.Contains("v1 cannot be had", Assert.Single(without["missing"]!.AsArray())!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_changed_in_the_store_is_found_out()
    {
        JsonObject served = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, limit = 3, consent = Consent });
        JsonObject other = await site.Http.RecommendAsync(new { symptoms = new[] { "heel_pain_first_step" }, limit = 3, consent = Consent });
        await ReplayAsync(served.Text("recommendationId"));
        await ReplayAsync(other.Text("recommendationId"));
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            string id = served.Text("recommendationId")!, from = other.Text("recommendationId")!;
            byte[] packed = (await db.ServedLists.SingleAsync(l => l.Id == from, Cancelled)).Packed;
            await db.ServedLists.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Packed, packed), Cancelled);
        }

        JsonNode replay = (await ReplayAsync(served.Text("recommendationId")))["replay"]!;

        Assert.Equal("different", replay.Text("result"));
        Assert.Contains(replay["differences"]!.AsArray(), d => d!.ToString().StartsWith("Position 1: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_consent_or_under_an_unknown_id_there_is_nothing_to_replay()
    {
        JsonObject forgotten = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, visitorId = "v" });

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(forgotten.Text("recommendationId")!));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("0123456789abcdef"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("no%20id"));
    }

    [Fact]
    public async Task A_visitor_gets_everything_that_is_stored_and_can_have_it_erased()
    {
        JsonObject served = await site.Http.RecommendAsync(
            new { text = "my calf is tight, says quokka", context = new { age = 41, activity = "quokka" }, visitorId = "leaving", consent = Consent });
        string id = served.Text("recommendationId")!;
        await site.Http.PostJsonAsync("/v1/events", $$"""
            { "events": [{ "id": "leaving-1", "name": "select_item", "recommendationId": "{{id}}", "visitorId": "leaving", "items": [{ "item_id": "house_slant_board", "index": 1 }] }] }
            """);

        ExportMine.Response export = await SendAsync(new ExportMine.Query("leaving"));
        EraseMine.Response erased = await SendAsync(new EraseMine.Command("leaving"));
        ExportMine.Response after = await SendAsync(new ExportMine.Query("leaving"));
        using HttpResponseMessage replay = await site.Http.GetAsync($"/v1/recommendations/{id}");

        ExportMine.KeptAnswer answer = Assert.Single(export.Lists);
        Assert.Equal((id, 41, "other"), (answer.RecommendationId, answer.Told!.Age, answer.Told.Activity));
        Assert.Equal("select_item", Assert.Single(answer.Events).Name);
        Assert.DoesNotContain("quokka", JsonSerializer.Serialize(export), StringComparison.Ordinal);
        Assert.Equal((1, 1), (erased.Lists, erased.Interactions));
        Assert.Empty(after.Lists);
        Assert.Equal(HttpStatusCode.Gone, replay.StatusCode);
        Assert.Equal("erased", (await replay.ProblemAsync()).Text("code"));
    }

    private async Task<T> SendAsync<T>(IRequest<BackCare.App.Messaging.Answer<T>> request)
        where T : notnull
    {
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, Cancelled)).Value;
    }

    private async Task EditAsync(string product, Action<StoredProduct> change)
    {
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        change(await db.Products.SingleAsync(p => p.Id == product, Cancelled));
        await db.SaveChangesAsync(Cancelled);
        await site.Services.GetRequiredService<ShelfHost>().RefreshAsync(Cancelled);
    }

    private async Task<HttpStatusCode> StatusAsync(string id)
    {
        using HttpResponseMessage response = await site.Http.GetAsync($"/v1/recommendations/{id}");
        return response.StatusCode;
    }

    private async Task<JsonObject> ReplayAsync(string? id)
    {
        using HttpResponseMessage response = await site.Http.GetAsync($"/v1/recommendations/{id}");
        string body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>A site with a models folder and a catalogue of its own, which these tests change.</summary>
    public sealed class OwnSite : BackCareSite
    {
        public ModelsOnDisk Models { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Models:Path"] = Models.Folder };

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing && Directory.Exists(Models.Folder)) Models.Dispose();
        }
    }
}
