using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Api;

public sealed class EventsApiTests(EventsApiTests.OwnSite site) : IClassFixture<EventsApiTests.OwnSite>
{
    private const string Product = "house_slant_board";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_in_the_documented_shape_is_counted_once()
    {
        string body = $$"""
            { "events": [{ "id": "shape-1", "name": "select_item", "recommendationId": "none", "timestampUtc": "{{Now(0)}}", "visitorId": "v",
              "items": [{ "item_id": "{{Product}}", "index": 1, "quantity": 1, "price": 19.95 }] }] }
            """;

        Assert.Equal("""{"accepted":1,"duplicates":0,"rejected":[],"leftOut":[]}""", (await SendAsync(body)).ToJsonString());
        Assert.Equal("""{"accepted":0,"duplicates":1,"rejected":[],"leftOut":[]}""", (await SendAsync(body)).ToJsonString());
    }

    [Fact]
    public async Task Events_on_a_consented_list_are_journaled_with_it_and_others_are_only_counted()
    {
        string list = await ConsentedListAsync("visitor-of-journal");
        await SendAsync(Batch(
            Event("j-1", "view_item_list", list), Event("j-2", "Product Clicked", list, "\"visitorId\": \"visitor-of-journal\", \"dwellMs\": 4000,"),
            Event("j-3", "purchase", list, "", "\"quantity\": 2, \"price\": 19.95"), Event("j-4", "select_item", "unknown")));

        JournalReader reader = site.Services.GetRequiredService<JournalReader>();
        List<Interaction> stored = await reader.InteractionsOnAsync(list, Cancelled).ToListAsync(Cancelled);

        Assert.Equal([InteractionKind.Impression, InteractionKind.Click, InteractionKind.Purchase], stored.Select(i => i.Kind));
        Assert.Equal((4_000, 2, 1_995L), (stored[1].DwellMs, stored[2].Quantity, stored[2].PriceMinor));
        Assert.All(stored, i => Assert.Equal(stored[0].VisitorId, i.VisitorId));
        Assert.DoesNotContain("visitor-of-journal", stored[0].VisitorId, StringComparison.Ordinal);
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        Assert.False(await db.Interactions.AnyAsync(i => i.EventId == "j-4", Cancelled));
        Assert.True(await db.DailyCounts.AnyAsync(c => c.ProductId == Product && c.Kind == InteractionKind.Click && !c.Journaled, Cancelled));
    }

    [Theory]
    [InlineData("""{ "id": "", "name": "view_item", "items": [{ "item_id": "house_slant_board" }] }""", "id must be 1 to 100 characters")]
    [InlineData("""{ "id": "x", "name": "selectitem", "items": [{ "item_id": "house_slant_board" }] }""", "Did you mean 'select_item'?")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [] }""", "items must hold 1 to 200 products")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [{ "item_id": "nothing_we_sell" }] }""", "No item is a product of the catalogue")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [{ "item_id": "house_slant_board", "index": 0 }] }""", "items[0]: index counts from 1")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [{ "item_id": "house_slant_board", "quantity": 0 }] }""", "items[0]: quantity must be from 1")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [{ "item_id": "house_slant_board", "price": -1 }] }""", "items[0]: price must be from 0")]
    [InlineData("""{ "id": "x", "name": "view_item", "items": [{ "item_id": "house_slant_board", "price": "19.95" }] }""", "See the type of $.items[0].price")]
    [InlineData("""{ "id": "x", "name": "view_item", "colour": 1, "items": [{ "item_id": "house_slant_board" }] }""", "Remove $.colour")]
    [InlineData("""{ "id": "x", "id": "y", "name": "view_item", "items": [{ "item_id": "house_slant_board" }] }""", "Send $.id once")]
    [InlineData("""{ "id": "x", "name": "view_item", "timestampUtc": "2026-01-31T12:00:00", "items": [{ "item_id": "house_slant_board" }] }""", "names no time zone")]
    [InlineData("""{ "id": "x", "name": "view_item", "timestampUtc": "2016-01-31T12:00:00Z", "items": [{ "item_id": "house_slant_board" }] }""", "more than 30 days ago")]
    [InlineData("""{ "id": "x", "name": "view_item", "timestampUtc": "2096-01-31T12:00:00Z", "items": [{ "item_id": "house_slant_board" }] }""", "ahead of the shop's clock")]
    [InlineData("null", "The event is null")]
    public async Task A_faulty_event_is_refused_alone_with_its_place_and_reason(string faulty, string reason)
    {
        string good = Event(Guid.CreateVersion7().ToString("N"), "view_item", "none");
        JsonObject mixed = await SendAsync(Batch(good, faulty));
        using HttpResponseMessage alone = await site.Http.PostJsonAsync("/v1/events", Batch(faulty));
        JsonObject problem = await alone.ProblemAsync();

        Assert.Equal((1, 0), ((int)mixed["accepted"]!, (int)mixed["duplicates"]!));
        JsonNode refused = Assert.Single(mixed["rejected"]!.AsArray())!;
        Assert.Equal((1, 422), ((int)refused["index"]!, (int)refused["status"]!));
        Assert.Contains(reason, refused.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
        Assert.Equal(("events_rejected", 0), (problem.Text("code"), (int)problem["accepted"]!));
        Assert.Contains(reason, problem["rejected"]![0]!.Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_the_catalogue_does_not_know_is_left_out_of_an_order()
    {
        JsonObject answer = await SendAsync(Batch(
            $$"""{ "id": "mixed-order", "name": "Order Completed", "items": [{ "sku": "someone else's" }, { "product_id": "{{Product}}", "position": 2 }] }"""));

        Assert.Equal(1, (int)answer["accepted"]!);
        Assert.Equal((0, 0), ((int)answer["leftOut"]![0]!["index"]!, (int)answer["leftOut"]![0]!["item"]!));
    }

    [Fact]
    public async Task A_clock_that_runs_a_little_ahead_is_taken_as_now()
    {
        string list = await ConsentedListAsync("early-bird");
        DateTime before = DateTime.Parse(Now(0), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        await SendAsync(Batch($$"""{ "id": "early", "name": "view_item", "recommendationId": "{{list}}", "timestampUtc": "{{Now(240)}}", "items": [{ "item_id": "{{Product}}" }] }"""));

        Interaction stored = Assert.Single(await site.Services.GetRequiredService<JournalReader>().InteractionsOnAsync(list, Cancelled).ToListAsync(Cancelled));
        Assert.InRange(stored.OccurredUtc, before, stored.ReceivedUtc);
    }

    [Theory]
    [InlineData("""{ "events": [] }""", HttpStatusCode.BadRequest, "invalid_values")]
    [InlineData("""{ "events": {} }""", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("""[]""", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("""{ "events": [}""", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("""{ "events": [null], "more": 1 }""", HttpStatusCode.BadRequest, "unknown_field")]
    public async Task A_body_that_is_no_batch_is_refused_as_a_whole(string body, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await site.Http.PostJsonAsync("/v1/events", body);

        Assert.Equal((status, code), (answer.StatusCode, (await answer.ProblemAsync()).Text("code")));
    }

    [Fact]
    public async Task A_thousand_events_fit_one_more_does_not_and_neither_do_three_megabytes()
    {
        string[] events = [.. Enumerable.Range(0, 1_001).Select(i => Event(string.Create(CultureInfo.InvariantCulture, $"many-{i:0000}-{new string('x', 60)}"), "view_item_list", "none"))];

        Assert.Equal(1_000, (int)(await SendAsync(Batch(events[..1_000])))["accepted"]!);
        using HttpResponseMessage tooMany = await site.Http.PostJsonAsync("/v1/events", Batch(events));
        using HttpResponseMessage tooLarge = await site.Http.PostJsonAsync("/v1/events", Batch(events) + new string(' ', 3_000_000));
        Assert.Contains("1 to 1000 events", (await tooMany.ProblemAsync())["errors"]![0]!.Text("problem"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    [Fact]
    public async Task Nothing_about_a_shopper_is_stored_without_consent()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, visitorId = "no-consent", sessionId = "s" });
        await SendAsync(Batch(Event("nc-1", "select_item", answer.Text("recommendationId"), "\"visitorId\": \"no-consent\",")));
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Cancelled);

        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        string id = answer.Text("recommendationId")!, visitor = site.PseudonymOf("no-consent")!;
        Assert.False(await db.ServedLists.AnyAsync(l => l.Id == id || l.VisitorId == visitor, Cancelled));
        Assert.False(await db.Interactions.AnyAsync(i => i.ListId == id || i.VisitorId == visitor, Cancelled));
    }

    private static string Now(int secondsAhead) => TimeProvider.System.GetUtcNow().AddSeconds(secondsAhead).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Batch(params string[] events) => $$"""{ "events": [{{string.Join(',', events)}}] }""";

    private static string Event(string id, string name, string? list, string more = "", string ofItem = "\"index\": 1") =>
        $$"""{ "id": "{{id}}", "name": "{{name}}", "recommendationId": "{{list}}", {{more}} "items": [{ "item_id": "{{Product}}", {{ofItem}} }] }""";

    private async Task<string> ConsentedListAsync(string visitor)
    {
        JsonObject answer = await site.Http.RecommendAsync(
            new { symptoms = new[] { "calf_tight" }, visitorId = visitor, consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
        return answer.Text("recommendationId")!;
    }

    private async Task<JsonObject> SendAsync(string body)
    {
        using HttpResponseMessage answer = await site.Http.PostJsonAsync("/v1/events", body);
        string text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonObject>(text)!;
    }

    /// <summary>A site whose journal holds this test's events alone.</summary>
    public sealed class OwnSite : BackCareSite;
}
