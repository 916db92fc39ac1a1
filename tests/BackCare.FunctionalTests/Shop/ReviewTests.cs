using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Reviews;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Shop;

public sealed partial class ReviewTests(BackCareSite site)
{
    private const string Attack = "Solid </p><script>alert(1)</script><img src=x onerror=alert(1)> & \"quoted\"";

    [Fact]
    [Trait("Rule", "RQ25")]
    public async Task A_review_is_shown_after_a_moderator_approved_it_and_stays_text()
    {
        const string product = "house_yoga_strap";
        string saved = await WriteAsync(product, "4", "<b>Good</b>", Attack);
        Assert.Contains("edit key", saved, StringComparison.Ordinal);
        Assert.DoesNotContain("Solid", await PageAsync(product), StringComparison.Ordinal);

        await DecideAsync(product, approve: true);
        string page = await PageAsync(product);

        Assert.Contains("Solid", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>Good", page, StringComparison.OrdinalIgnoreCase);
        JsonNode rated = JsonNode.Parse(Block().Match(page).Groups[1].Value)!["@graph"]![0]!["aggregateRating"]!;
        Assert.Equal(("4", "1"), (rated.Text("ratingValue"), rated.Text("reviewCount")));
        Assert.Contains("4 of 5 stars", await site.Http.GetStringAsync("/products?category=stretch_straps"), StringComparison.Ordinal);
        ShelfHost shelves = site.Services.GetRequiredService<ShelfHost>();
        await shelves.RefreshAsync(TestContext.Current.CancellationToken);
        Product onShelf = shelves.Current!.Products[product];
        Assert.Equal((4.0, 1), (onShelf.RatingAverage, onShelf.ReviewCount));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_field_and_what_was_typed_stays()
    {
        string html = await site.Http.PostFormAsync("/reviews/write", ("topic", "product"), ("about", "house_slant_board"), ("text", "keeps my words"), ("name", new string('n', 41)));

        Assert.Contains("id=\"stars-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"authorName-error\"", html, StringComparison.Ordinal);
        Assert.Contains("keeps my words", html, StringComparison.Ordinal);
        Assert.Contains("Please leave your health out", html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "RQ25")]
    public async Task The_key_changes_and_deletes_and_a_wrong_one_does_nothing()
    {
        const string product = "house_cold_foot_ball";
        string key = Key().Match(await WriteAsync(product, "5", "First", "First words")).Groups[1].Value;
        await DecideAsync(product, approve: true);

        string wrong = await site.Http.PostFormAsync("/reviews/mine", ("key", key[..^2] + "xx"), ("act", "delete"));
        Assert.Contains("No review fits this key", wrong, StringComparison.Ordinal);
        Assert.Contains("First words", await PageAsync(product), StringComparison.Ordinal);

        await site.Http.PostFormAsync("/reviews/mine", ("key", key), ("act", "change"), ("topic", "product"), ("stars", "2"), ("text", "Second words"));
        Assert.DoesNotContain("First words", await PageAsync(product), StringComparison.Ordinal);
        Assert.DoesNotContain("Second words", await PageAsync(product), StringComparison.Ordinal);

        string gone = await site.Http.PostFormAsync("/reviews/mine", ("key", key), ("act", "delete"));
        Assert.Contains("Nothing of it is kept", gone, StringComparison.Ordinal);
        Assert.Contains("No review fits this key", await site.Http.PostFormAsync("/reviews/mine", ("key", key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_author_reads_why_and_appeals_once()
    {
        const string product = "house_balance_disc";
        string key = Key().Match(await WriteAsync(product, "1", "", "Call 555-0100 for a better one")).Groups[1].Value;
        await DecideAsync(product, approve: false);

        string own = await site.Http.PostFormAsync("/reviews/mine", ("key", key));
        Assert.Contains("It advertises something.", own, StringComparison.Ordinal);
        await site.Http.PostFormAsync("/reviews/mine", ("key", key), ("act", "appeal"), ("appeal", "It is my own phone."));
        GetModerationQueue.Response appealed = await site.AskAsync(new GetModerationQueue.Query("appealed"));
        string again = await site.Http.PostFormAsync("/reviews/mine", ("key", key), ("act", "appeal"), ("appeal", "Again."));

        Assert.Contains(appealed.Items, i => i is { TopicKey: product, Appeal: "It is my own phone." });
        Assert.Contains("only once", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_buyer_is_marked_and_one_purchase_gives_one_review()
    {
        const string product = "house_foot_file";
        PlaceOrder.Response order = await site.AskAsync(new PlaceOrder.Command([new BasketLine(product, "", 1)], null));
        string saved = await WriteAsync(product, "5", "", "Files well", ("order", order.Token));
        await DecideAsync(product, approve: true);
        Answer<WriteReview.Response> second = await site.SendAsync(new WriteReview.Command(ReviewTopic.Product, product, 5, "", "Again", "", OrderToken: order.Token));
        Answer<WriteReview.Response> other = await site.SendAsync(new WriteReview.Command(ReviewTopic.Product, "house_slant_board", 5, "", "Not bought", "", OrderToken: order.Token));

        Assert.Contains("verified purchase", saved, StringComparison.Ordinal);
        Assert.Contains("Verified purchase", await PageAsync(product), StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Conflict, second.Refusal?.Kind);
        Assert.False(other.Value.VerifiedPurchase);
    }

    [Fact]
    [Trait("Rule", "RQ25")]
    public async Task A_reader_reports_and_the_moderator_sees_why_with_claims_and_health_words_marked()
    {
        const string product = "house_stretch_night_sock";
        await WriteAsync(product, "5", "", "It cures. My heel hurts every morning with the first steps.");
        GetModerationQueue.Item pending = (await site.AskAsync(new GetModerationQueue.Query())).Items.Single(i => i.TopicKey == product);
        await DecideAsync(product, approve: true);
        string thanks = await site.Http.PostFormAsync($"/reviews/{pending.Id}/report", ("reason", "health_claim"));
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string desk = await admin.GetStringAsync("/admin/reviews?tab=reported");

        Assert.Equal(["cures"], pending.Claims.Select(c => c.Phrase));
        Assert.True(pending.TellsHealth);
        Assert.Contains("A person looks at it", thanks, StringComparison.Ordinal);
        Assert.Contains("Reported 1 time: health claim", desk, StringComparison.Ordinal);
        Assert.Contains("may help with comfort", desk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_moderator_is_told_of_the_first_ones_decision()
    {
        const string product = "house_seat_wedge";
        await WriteAsync(product, "3", "", "Firm wedge");
        GetModerationQueue.Item item = (await site.AskAsync(new GetModerationQueue.Query())).Items.Single(i => i.TopicKey == product);
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        (string, string)[] fields = [($"version.{item.Id}", $"{item.Version}"), ("tab", "pending"), ("act", $"approve:{item.Id}")];
        using HttpResponseMessage first = await admin.PostPageAsync("/admin/reviews", "/admin/reviews", fields);
        using HttpResponseMessage second = await admin.PostPageAsync("/admin/reviews", "/admin/reviews", fields);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("decided meanwhile", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_has_no_stars_and_an_unknown_topic_none()
    {
        string page = await site.Http.GetStringAsync("/reviews/write?topic=chain");
        using HttpResponseMessage unknown = await site.Http.GetAsync("/reviews/write?topic=weather");

        Assert.DoesNotContain("name=\"stars\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.NotEmpty((await site.AskAsync(new WriteReview.Command(ReviewTopic.Learn, "chain", null, "", "Clear drawing.", ""))).EditKey);
    }

    private Task<string> WriteAsync(string product, string stars, string title, string text, params (string, string)[] more) =>
        site.Http.PostFormAsync("/reviews/write", [("topic", "product"), ("about", product), ("stars", stars), ("title", title), ("text", text), .. more]);

    private Task<string> PageAsync(string product) => site.Http.GetStringAsync($"/products/{product}");

    private async Task DecideAsync(string product, bool approve)
    {
        GetModerationQueue.Item item = (await site.AskAsync(new GetModerationQueue.Query())).Items.Single(i => i.TopicKey == product);
        ModerateReviews.Response done = await site.AskAsync(
            new ModerateReviews.Command([new(item.Id, item.Version)], approve, approve ? null : "advertising") { By = Actor.Console });
        Assert.Empty(done.Left);
    }

    [GeneratedRegex("<code>([^<]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>")]
    private static partial Regex Block();
}
