using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Reviews;
using BackCare.FunctionalTests.Hosting;
using BackCare.FunctionalTests.Rules;

namespace BackCare.FunctionalTests.Shop;

public sealed class ModerationTests(RulesSite site) : IClassFixture<RulesSite>
{
    private static readonly Actor First = new("moderator-1", "first@example.org", AccountRole.Admin), Second = new("moderator-2", "second@example.org", AccountRole.Admin);

    [Fact]
    public async Task Many_are_decided_at_once_and_one_that_was_changed_meanwhile_is_left_alone()
    {
        WriteReview.Response[] written = [await CommentAsync("one", "house_slant_board"), await CommentAsync("two", "house_slant_board"), await CommentAsync("three", "house_slant_board")];
        await site.AskAsync(new ChangeReview.Command(written[2].Id, written[2].EditKey, Text: "three, changed"));

        ModerateReviews.Response done = await site.AskAsync(
            new ModerateReviews.Command([.. written.Select(w => new ModerateReviews.Seen(w.Id, 1)), new("nothing", 1)], true) { By = First });

        Assert.Equal([written[0].Id, written[1].Id], done.Decided);
        Assert.Equal([(written[2].Id, "changed"), ("nothing", "gone")], done.Left.Select(l => (l.Id, l.Why)));
        Assert.Equal(2, (await site.AskAsync(new GetReviews.Query(ReviewTopic.ProductComment, "house_slant_board"))).Count);
    }

    [Fact]
    public async Task An_appeal_is_decided_by_somebody_else_when_there_is_somebody()
    {
        await site.MakeAccountAsync(AccountRole.Admin);
        WriteReview.Response written = await CommentAsync("call me", "house_foot_file");
        await RejectAsync(written.Id, 1, First);
        await site.AskAsync(new ChangeReview.Command(written.Id, written.EditKey, Appeal: "It is my own shop."));

        ModerateReviews.Response own = await RejectAsync(written.Id, 3, First);
        ModerateReviews.Response other = await RejectAsync(written.Id, 3, Second);
        GetOwnReview.Response author = await site.AskAsync(new GetOwnReview.Query(written.Id, written.EditKey));
        GetReviewStory.Response story = await site.AskAsync(new GetReviewStory.Query(written.Id));

        Assert.Equal("own_rejection", Assert.Single(own.Left).Why);
        Assert.Equal([written.Id], other.Decided);
        Assert.False(author.AppealIsOpen);
        Assert.Equal(["written", "rejected", "appealed", "appeal_dismissed"], story.Steps.Select(s => s.What));
        Assert.Equal(["", "first@example.org", "", "second@example.org"], story.Steps.Select(s => s.By));
        string page = await site.Http.PostFormAsync("/reviews/mine", ("key", $"{written.Id}.{written.EditKey}"));
        Assert.Contains("A person looked at it again after your appeal", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_followed_appeal_shows_the_text_and_new_words_may_be_appealed_again()
    {
        WriteReview.Response written = await CommentAsync("Firm and long", "house_balance_disc");
        await RejectAsync(written.Id, 1, First);
        await site.AskAsync(new ChangeReview.Command(written.Id, written.EditKey, Appeal: "It is about the product."));
        ModerateReviews.Response followed = await site.AskAsync(new ModerateReviews.Command([new(written.Id, 3)], true) { By = Second });
        GetReviews.Response shown = await site.AskAsync(new GetReviews.Query(ReviewTopic.ProductComment, "house_balance_disc"));
        await site.AskAsync(new ChangeReview.Command(written.Id, written.EditKey, Text: "Firm, long and heavy"));
        await RejectAsync(written.Id, 5, First);
        ChangeReview.Response again = await site.AskAsync(new ChangeReview.Command(written.Id, written.EditKey, Appeal: "These are new words."));

        Assert.Equal([written.Id], followed.Decided);
        Assert.Equal(["Firm and long"], shown.Items.Select(i => i.Text));
        Assert.Equal("rejected", again.State);
    }

    [Fact]
    public async Task Comments_on_a_product_are_asked_for_without_stars_and_stay_text()
    {
        string form = await site.Http.GetStringAsync("/reviews/write?comment=house_yoga_strap");
        string saved = await site.Http.PostFormAsync("/reviews/write", ("topic", "product_comment"), ("about", "house_yoga_strap"), ("text", "Is it <b>washable</b>?"));
        GetModerationQueue.Item item = (await site.AskAsync(new GetModerationQueue.Query(Topic: "product_comment", Key: "house_yoga_strap"))).Items.Single();
        await site.AskAsync(new ModerateReviews.Command([new(item.Id, item.Version)], true) { By = First });
        string page = await site.Http.GetStringAsync("/products/house_yoga_strap");

        Assert.DoesNotContain("name=\"stars\"", form, StringComparison.Ordinal);
        Assert.Contains("Please leave your health out", form, StringComparison.Ordinal);
        Assert.Contains("edit key", saved, StringComparison.Ordinal);
        Assert.Null(item.Stars);
        Assert.Contains("Is it &lt;b&gt;washable&lt;/b&gt;?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("aggregateRating", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_is_narrowed_by_word_kind_and_mark_and_pages_by_cursor()
    {
        await site.AskAsync(new WriteReview.Command(ReviewTopic.Product, "house_cold_foot_ball", 5, "", "It cures quarrelsome cats", "Ana"));
        for (int i = 0; i < 3; i++)
            await CommentAsync($"quarrelsome cat {i}", "house_cold_foot_ball");

        GetModerationQueue.Response claims = await site.AskAsync(new GetModerationQueue.Query(Search: "quarrelsome", Mark: "claims"));
        GetModerationQueue.Response comments = await site.AskAsync(new GetModerationQueue.Query(Search: "quarrelsome", Topic: "product_comment", Limit: 2));
        GetModerationQueue.Response rest = await site.AskAsync(new GetModerationQueue.Query(Search: "quarrelsome", Topic: "product_comment", Limit: 2, Cursor: comments.Next));

        Assert.Equal(["It cures quarrelsome cats"], claims.Items.Select(i => i.Text));
        Assert.Equal(["quarrelsome cat 0", "quarrelsome cat 1", "quarrelsome cat 2"], comments.Items.Concat(rest.Items).Select(i => i.Text));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task A_program_moderates_with_an_admin_key()
    {
        WriteReview.Response written = await CommentAsync("Heavy but steady", "house_seat_wedge");
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        JsonNode queue = await (await admin.GetAsync("/v1/admin/reviews?key=house_seat_wedge")).JsonAsync();
        JsonNode item = queue["items"]![0]!;
        using HttpResponseMessage missing = await admin.WriteAsync(HttpMethod.Post, "/v1/admin/reviews/decide", $$"""{ "items": [{ "id": "{{item.Text("id")}}", "version": {{item.Text("version")}} }], "approve": false }""");
        using HttpResponseMessage decided = await admin.WriteAsync(
            HttpMethod.Post, "/v1/admin/reviews/decide", $$"""{ "items": [{ "id": "{{item.Text("id")}}", "version": {{item.Text("version")}} }], "approve": false, "reason": "off_topic" }""");
        JsonNode story = await (await admin.GetAsync($"/v1/admin/reviews/{written.Id}/history")).JsonAsync();

        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        Assert.Equal([written.Id], (await decided.JsonAsync())["decided"]!.AsArray().Select(i => i!.ToString()));
        Assert.Equal(("rejected", "off_topic"), (story["steps"]![1]!.Text("what"), story["steps"]![1]!.Text("reason")));
    }

    [Fact]
    public async Task The_page_decides_what_is_ticked_with_one_reason()
    {
        WriteReview.Response[] written = [await CommentAsync("tick one", "house_wobble_board"), await CommentAsync("tick two", "house_wobble_board")];
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        (string, string)[] picks = [.. written.SelectMany(w => new[] { ("pick", w.Id), ($"version.{w.Id}", "1") })];

        using HttpResponseMessage nothing = await admin.PostPageAsync("/admin/reviews", "/admin/reviews", [("tab", "pending"), ("act", "reject"), .. picks]);
        using HttpResponseMessage both = await admin.PostPageAsync("/admin/reviews", "/admin/reviews", [("tab", "pending"), ("act", "reject"), ("reason", "not_genuine"), ("note", "Write again."), .. picks]);

        Assert.Contains("Choose the reason; the author is told.", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("2 texts are decided.", await both.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All(written, w => Assert.Equal(("not_genuine", "Write again."), Reason(w)));
    }

    private (string?, string) Reason(WriteReview.Response written)
    {
        GetOwnReview.Response own = site.AskAsync(new GetOwnReview.Query(written.Id, written.EditKey)).GetAwaiter().GetResult();
        return (own.Reason, own.ReasonNote);
    }

    private Task<WriteReview.Response> CommentAsync(string text, string product) =>
        site.AskAsync(new WriteReview.Command(ReviewTopic.ProductComment, product, null, "", text, ""));

    private Task<ModerateReviews.Response> RejectAsync(string id, long version, Actor by) =>
        site.AskAsync(new ModerateReviews.Command([new(id, version)], false, "advertising") { By = by });
}
