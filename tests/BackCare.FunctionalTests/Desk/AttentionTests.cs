using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Catalog;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Desk;
using BackCare.App.Reviews;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using BackCare.FunctionalTests.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Desk;

public sealed class AttentionTests(RulesSite site) : IClassFixture<RulesSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ10")]
    public async Task What_found_nothing_is_told_from_ten_on_and_by_what_was_understood_alone()
    {
        for (int i = 0; i < 9; i++)
            await site.Http.RecommendAsync(new { text = "where is my parcel" });
        await FlushAsync();
        GetAttention.Item nine = await CheckAsync("found_nothing");
        await site.Http.RecommendAsync(new { text = "where is my parcel, secretword" });
        for (int i = 0; i < 10; i++)
            await site.AskAsync(new SearchProducts.Query("zeppelinhangar"));
        await FlushAsync();
        GetAttention.Item ten = await CheckAsync("found_nothing");

        Assert.Equal(0, nine.Count);
        Assert.Equal([("report:not_understood", "10 reports in three months"), ("search:not_understood", "10 searches in three months")], ten.Entries.Select(e => (e.Id, e.Detail)));
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        Assert.Equal([1, 1], (await db.UnmetNeeds.Select(n => n.MonthUtc.Day).ToListAsync(Cancelled)));
    }

    [Fact]
    public async Task A_search_that_only_its_facets_emptied_is_not_counted_as_found_nothing()
    {
        await FlushAsync();
        long before = await SearchesAsync();
        SearchProducts.Response all = await site.AskAsync(new SearchProducts.Query("heel cup"));
        SearchProducts.Response none = await site.AskAsync(new SearchProducts.Query("heel cup", new GetProducts.Query(Brand: "No such brand")));
        await FlushAsync();

        Assert.True(all.Total > 0);
        Assert.Equal(0, none.Total);
        Assert.Equal(before, await SearchesAsync());

        async Task<long> SearchesAsync()
        {
            await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
            return await db.UnmetNeeds.Where(n => n.Kind == "search").SumAsync(n => n.Count, Cancelled);
        }
    }

    [Fact]
    public async Task A_product_that_lists_show_and_nobody_can_buy_is_told()
    {
        JsonObject served = await site.Http.RecommendAsync(new
        {
            text = "tired feet after a long shift",
            visitorId = "v",
            consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" },
        });
        string product = served["products"]![0]!.Text("productId")!;
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Cancelled);
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            (await db.Products.SingleAsync(p => p.Id == product, Cancelled)).StockQuantity = 0;
            await db.SaveChangesAsync(Cancelled);
        }

        await site.Services.GetRequiredService<ShelfHost>().RefreshAsync(Cancelled);
        GetAttention.Response attention = await site.AskAsync(new GetAttention.Query());

        GetAttention.Item found = attention.Items.Single(i => i.Check == "recommended_out_of_stock");
        Assert.Equal((1, product), (found.Count, Assert.Single(found.Entries).Id));
        Assert.Equal("Shown fewer than 10 times lately", found.Entries[0].Detail);
        Assert.True(attention.Shown >= served["products"]!.AsArray().Count);
        Assert.Equal(110, attention.Of);
    }

    [Fact]
    public async Task Waiting_texts_are_counted_on_the_page_with_a_link_to_the_queue()
    {
        await site.AskAsync(new WriteReview.Command(ReviewTopic.Learn, "chain", null, "", "Clear drawing.", ""));
        HttpClient admin = await site.AsAsync(AccountRole.Admin);

        string page = await admin.GetStringAsync("/admin");

        Assert.Contains("href=\"/admin/reviews?tab=pending\"", page, StringComparison.Ordinal);
        Assert.Contains("What needs attention", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_drafts_are_told_until_their_places_are_confirmed()
    {
        const string File = "sku,name,price\nAT-1,Acme gel heel cups,15.00\nAT-2,Coffee mug,9.00\n";
        var by = new Actor("ada", "ada@example.org", AccountRole.Admin);
        string import = (await site.AskAsync(new UploadImport.Command("list.csv", new MemoryStream(Encoding.UTF8.GetBytes(File)), by))).Import.Id;
        await site.AskAsync(new CheckImport.Command(import, new CheckImport.Choices(), Wait: true));
        await site.AskAsync(new ApplyImport.Command(import, false, by, Wait: true));

        GetAttention.Item suggested = await CheckAsync("suggestions_waiting"), drafts = await CheckAsync("drafts_without_evidence");
        string page = await (await site.AsAsync(AccountRole.Admin)).GetStringAsync("/admin", Cancelled);
        await site.AskAsync(new ConfirmSuggestions.Command([new(Assert.Single(suggested.Entries).Id, "heel_cups", "heelcup_gel", ["foot"])], Publish: false, by));
        GetAttention.Item confirmed = await CheckAsync("suggestions_waiting"), left = await CheckAsync("drafts_without_evidence");

        Assert.Equal((1, 2), (suggested.Count, drafts.Count));
        Assert.Equal("Acme gel heel cups", suggested.Entries[0].Name);
        Assert.Matches("^Perhaps Heel cups and heel pads, [6-9][0-9] % sure$", suggested.Entries[0].Detail);
        Assert.Equal(["Acme gel heel cups", "Coffee mug"], drafts.Entries.Select(e => e.Name));
        Assert.Contains("href=\"/admin/imports/suggestions\"", page, StringComparison.Ordinal);
        Assert.Contains("drafts have no evidence profile", page, StringComparison.Ordinal);
        Assert.Equal((0, 1, "Coffee mug"), (confirmed.Count, left.Count, Assert.Single(left.Entries).Name));
    }

    [Fact]
    public async Task A_program_reads_the_same()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);

        JsonNode attention = await (await admin.GetAsync("/v1/admin/attention")).JsonAsync();

        Assert.Contains("conflicting_rules", attention["items"]!.AsArray().Select(i => i!.Text("check")));
        Assert.Equal("110", attention.Text("of"));
    }

    private async Task FlushAsync()
    {
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        await site.Services.GetRequiredService<UnmetTally>().FlushAsync(db, Cancelled);
    }

    private async Task<GetAttention.Item> CheckAsync(string check) => (await site.AskAsync(new GetAttention.Query())).Items.Single(i => i.Check == check);
}
