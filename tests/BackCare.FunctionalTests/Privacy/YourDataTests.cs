using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Orders;
using BackCare.App.Reviews;
using BackCare.Domain.Catalog;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Privacy;

public sealed partial class YourDataTests(BackCareSite site)
{
    [Fact]
    [Trait("Rule", "RQ02")]
    [Trait("Rule", "RQ13")]
    public async Task Looking_sets_no_cookie_and_only_the_button_gives_consent()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        using HttpResponseMessage looked = await shopper.GetAsync("/your-data");
        Assert.False(looked.Headers.Contains("Set-Cookie"));
        Assert.Contains("You have not agreed to anything", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using HttpResponseMessage granted = await shopper.PostAsync("/your-data/consent", new FormUrlEncodedContent([]));
        string cookie = Assert.Single(granted.Headers.GetValues("Set-Cookie"));

        Assert.Matches("^backcare-consent=2026-11\\.[0-9]+\\.[0-9a-f]{32}; max-age=15552000; path=/; samesite=lax; httponly$", cookie.ToLowerInvariant());
        Assert.Contains("You agreed on", await shopper.GetStringAsync("/your-data"), StringComparison.Ordinal);
        await shopper.PostAsync("/your-data/withdraw", new FormUrlEncodedContent([]));
        Assert.Contains("You have not agreed to anything", await shopper.GetStringAsync("/your-data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_lists_are_kept_is_told_in_days_or_as_for_ever()
    {
        Assert.Contains("365 days, or until you erase it", await site.Http.GetStringAsync("/your-data"), StringComparison.Ordinal);
        using var spanish = new HttpRequestMessage(HttpMethod.Get, "/your-data") { Headers = { { "Accept-Language", "es" } } };
        using HttpResponseMessage answer = await site.Http.SendAsync(spanish);
        Assert.Contains("365 d&#xED;as, o hasta que lo borre", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var forEver = new KeepingForEver();
        string html = await forEver.Http.GetStringAsync("/your-data");
        Assert.Contains(">Until you erase it<", html, StringComparison.Ordinal);
        Assert.DoesNotContain("365 days, or until you erase it", html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "RQ08")]
    public async Task What_is_stored_is_exported_and_erased_with_a_receipt()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        string visitor = await ConsentAsync(shopper);
        await StoreAsync(visitor, "house_slant_board");
        string link = PlanLink().Match(await shopper.PostFormAsync("/plan/keep", ("symptom", "heel_pain_first_step"), ("agree", "yes"))).Value;
        Assert.Equal(HttpStatusCode.OK, (await shopper.GetAsync(link)).StatusCode);

        JsonNode export = JsonNode.Parse(await shopper.GetStringAsync("/v1/me/export"))!;
        Assert.Equal("house_slant_board", export["orders"]![0]!["lines"]![0]!.Text("productId"));
        Assert.Equal("Mine alone", export["reviews"]![0]!.Text("text"));
        Assert.Equal("2026-11", export["consent"]!.Text("version"));
        Assert.NotEmpty(export["plans"]![0]!["content"]!["phases"]!.AsArray());
        Assert.DoesNotContain(link["/plan/".Length..], export.ToJsonString(), StringComparison.Ordinal);

        string unsure = await shopper.PostFormAsync("/your-data/erase");
        string receipt = await shopper.PostFormAsync("/your-data/erase", ("sure", "yes"));
        using HttpResponseMessage after = await shopper.GetAsync("/v1/me/export");

        Assert.Contains("Tick the box to erase", unsure, StringComparison.Ordinal);
        Assert.Matches("<dt>Orders</dt><dd>1</dd>", Spaces().Replace(receipt, ""));
        Assert.Matches("<dt>Reviews and comments</dt><dd>1</dd>", Spaces().Replace(receipt, ""));
        Assert.Matches("<dt>Kept plans</dt><dd>1</dd>", Spaces().Replace(receipt, ""));
        Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync(link)).StatusCode);
        Assert.Equal("no_visitor", (await after.ProblemAsync()).Text("code"));
        Assert.Empty(JsonNode.Parse(await NamedAsync(visitor))!["orders"]!.AsArray());
    }

    [Fact]
    public async Task The_api_erases_for_whoever_presents_the_id_and_for_nobody_else()
    {
        const string visitor = "a-client-of-a-foreign-shop";
        await StoreAsync(visitor, "house_yoga_strap");
        using HttpResponseMessage nobody = await site.Http.DeleteAsync("/v1/me");
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/me") { Headers = { { "X-Visitor-Id", visitor } } };
        using HttpResponseMessage erased = await site.Http.SendAsync(request);
        JsonNode receipt = JsonNode.Parse(await erased.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Equal(("1", "1"), (receipt.Text("orders"), receipt.Text("reviews")));
        Assert.NotEmpty(receipt.Text("receiptId")!);
    }

    [Theory]
    [InlineData("2026-11.99999999999.0123456789abcdef0123456789abcdef")]
    [InlineData("2020-01.1700000000.0123456789abcdef0123456789abcdef")]
    [InlineData("2026-11.1600000000.0123456789abcdef0123456789abcdef")]
    [InlineData("2026-11.1790000000.sim-01")]
    public async Task A_consent_of_the_future_of_another_text_too_old_or_misshapen_counts_for_nothing(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/your-data") { Headers = { { "Cookie", $"backcare-consent={value}" } } };
        using HttpResponseMessage answer = await site.Http.SendAsync(request);

        Assert.Contains("You have not agreed to anything", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> ConsentAsync(HttpClient shopper)
    {
        using HttpResponseMessage granted = await shopper.PostAsync("/your-data/consent", new FormUrlEncodedContent([]));
        return granted.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('.')[^1];
    }

    private async Task StoreAsync(string visitor, string product)
    {
        await site.AskAsync(new PlaceOrder.Command([new BasketLine(product, "", 1)], visitor));
        await site.AskAsync(new WriteReview.Command(ReviewTopic.Product, product, 3, "", "Mine alone", "", VisitorId: visitor));
    }

    private async Task<string> NamedAsync(string visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me/export") { Headers = { { "X-Visitor-Id", visitor } } };
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private sealed class KeepingForEver : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Journal:KeepDays"] = "0" };
    }

    [GeneratedRegex(@"/plan/[\w-]{32}(?=[""<])")]
    private static partial Regex PlanLink();

    [GeneratedRegex("(?<=>)\\s+(?=<)")]
    private static partial Regex Spaces();
}
