using System.Text;
using BackCare.App.Accounts;
using BackCare.App.Catalog;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Export;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Data.Schema;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Reviews;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Simulation;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

/// <summary>What every database must do for the desk, the storefront and the people who run the shop.</summary>
public abstract partial class DatabaseContract
{
    private static readonly Actor Owner = new("owner-1", "owner@example.org", AccountRole.Owner);

    [Fact]
    public async Task The_schema_is_up_to_date_and_says_so()
    {
        GetMigrations.Response found = (await shop.SendAsync(new GetMigrations.Query())).Value;

        Assert.Empty(found.Pending);
        Assert.Empty(found.Unknown);
        Assert.Equal(shop.Get<Databases>().LatestMigration, found.Applied[^1]);
        Assert.Empty((await shop.SendAsync(new MigrateDatabase.Command())).Value.Applied);
    }

    [Fact]
    public async Task Many_entries_at_once_come_back_in_their_order_with_every_value()
    {
        KeptList[] lists = [.. Enumerable.Range(0, 60).Select(i => List($"many-{i:00}", i % 3 == 0 ? "anna" : "bert"))];
        Interaction[] clicks = [.. Enumerable.Range(0, 240).Select(i => Click($"many-click-{i:000}", $"many-{i / 4:00}") with
        {
            OccurredUtc = ServedAt.AddSeconds(20 + i).AddMicroseconds(i), Position = i % 4 == 0 ? null : i % 4, DwellMs = i % 2 == 0 ? i : null, PriceMinor = i % 5 == 0 ? 1_995 : null,
        })];

        Receipt receipt = await Journal.AppendAsync(new JournalBatch(lists, clicks), Cancelled);

        Assert.Equal((60, 240, 0), (receipt.Lists, receipt.Accepted, receipt.Duplicates));
        IReadOnlyList<Interaction> stored = await Reader.InteractionsAfterAsync(0, 1_000, Cancelled);
        Assert.Equal(clicks.Select(c => (c.EventId, c.ListId, c.OccurredUtc, c.Position, c.DwellMs, c.PriceMinor)), stored.Select(c => (c.EventId, c.ListId, c.OccurredUtc, c.Position, c.DwellMs, c.PriceMinor)));
        IReadOnlyList<ServedList> read = await Reader.ListsAfterAsync(0, 1_000, Cancelled);
        Assert.Equal(lists.Select(l => l.List.Id), read.Select(l => l.Id));
        Assert.All(read, l => Assert.Equal(lists[0].List.Scored.Rows.ToArray(), l.Scored.Rows.ToArray()));
    }

    [Fact]
    public async Task The_journal_is_erased_by_age_and_once_a_day()
    {
        await Journal.AppendAsync(new JournalBatch([List("fresh", "anna") with { List = List("fresh", "anna").List with { ServedUtc = TimeProvider.System.GetUtcNow().UtcDateTime.Date } }], []), Cancelled);
        await Journal.AppendAsync(new JournalBatch([List("old", "anna") with { List = List("old", "anna").List with { ServedUtc = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) } }], [Click("e-old", "old")]), Cancelled);

        EraseByAge.Response erased = (await shop.SendAsync(new EraseByAge.Command())).Value;

        Assert.Equal((1, 1), (erased.Lists, erased.Interactions));
        Assert.Equal(["fresh"], (await Reader.ListsAfterAsync(0, 10, Cancelled)).Select(l => l.Id));
        Assert.Equal(RefusalKind.Conflict, (await shop.SendAsync(new EraseByAge.Command())).Refusal!.Kind);
    }

    [Fact]
    public async Task Statistics_are_kept_beside_the_journal_and_taken_up_again()
    {
        await Journal.AppendAsync(new JournalBatch([List("a", "anna")], [Click("e1", "a")]), Cancelled);
        StatisticsHost statistics = shop.Get<StatisticsHost>();
        await statistics.RefreshAsync(Cancelled);

        Assert.True(await statistics.KeepAsync(Cancelled));
        Assert.False(await statistics.KeepAsync(Cancelled));
        await using BackCareDb db = shop.Open();
        Assert.Equal(statistics.Current.Sequence, await db.StatisticsCheckpoints.Select(c => c.Sequence).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task An_account_signs_in_changes_its_role_and_is_the_only_one_with_its_address()
    {
        CreateAccount.Response made = (await shop.SendAsync(new CreateAccount.Command("Anna@Example.org", AccountRole.Analyst, Owner, "correct horse battery staple"))).Value;

        Assert.Equal(RefusalKind.Invalid, (await shop.SendAsync(new CreateAccount.Command("anna@example.org", AccountRole.Analyst, Owner))).Refusal!.Kind);
        Assert.NotNull((await shop.SendAsync(new SignIn.Command("anna@example.org", "wrong horse battery staple", "192.0.2.1"))).Refusal);
        Assert.Equal(made.Id, (await shop.SendAsync(new SignIn.Command("anna@example.org", "correct horse battery staple", "192.0.2.1"))).Value.Account.Id);
        Assert.Equal(AccountRole.Admin, (await shop.SendAsync(new ChangeRole.Command("anna@example.org", AccountRole.Admin, Owner))).Value.Role);
        Assert.NotNull((await shop.SendAsync(new SetAccountDisabled.Command(made.Id, true, Owner))).Value);
        await using BackCareDb db = shop.Open();
        string[] told = await db.AuditEntries.Where(e => e.Target == $"account:{made.Id}").OrderBy(e => e.Id).Select(e => e.Action).ToArrayAsync(Cancelled);
        Assert.Equal(["account.created", "account.role-changed", "account.disabled"], told.Where(a => a is "account.created" or "account.role-changed" or "account.disabled"));
    }

    [Fact]
    public async Task An_order_and_a_review_are_kept_for_a_visitor_and_erased_with_them()
    {
        string product = shop.Get<ShelfHost>().Current!.Items.First(i => i.Product.InStock && !SizeChoice.Of(i.Product).IsNeeded).Product.Id;
        PlaceOrder.Response order = (await shop.SendAsync(new PlaceOrder.Command([new BasketLine(product, "", 2)], "anna"))).Value;
        WriteReview.Response review = (await shop.SendAsync(new WriteReview.Command(
            ReviewTopic.Product, product, 4, "Holds well", "It holds well on hard ground.", "Anna", OrderToken: order.Token, VisitorId: "anna"))).Value;
        await shop.SendAsync(new ModerateReviews.Command([new ModerateReviews.Seen(review.Id, await VersionOfAsync(review.Id))], true) { By = Owner });

        Assert.True(review.VerifiedPurchase);
        Assert.Single((await shop.SendAsync(new ExportShopping.Query("anna"))).Value.Orders);
        EraseShopping.Response erased = (await shop.SendAsync(new EraseShopping.Command("anna"))).Value;
        Assert.Equal((1, 1, 0), (erased.Orders, erased.Reviews, erased.Plans));
        await using BackCareDb db = shop.Open();
        Assert.Equal(0, await db.Set<OrderLine>().CountAsync(Cancelled) + await db.ReviewEvents.CountAsync(Cancelled));
    }

    [Fact]
    public async Task An_order_that_is_reported_twice_is_there_once()
    {
        Product product = shop.Get<ShelfHost>().Current!.Items[0].Product;
        var report = new ReportOrder.Command("shop-1", TimeProvider.System.GetUtcNow().UtcDateTime, "USD", [new ReportOrder.Item(product.Sku, 1, 1_995)]);

        Answer<ReportOrder.Response>[] both = [await shop.SendAsync(report), await shop.SendAsync(report)];

        Assert.Equal([false, true], both.Select(b => b.Value.Duplicate));
        await using BackCareDb db = shop.Open();
        Assert.Equal(1, await db.Orders.CountAsync(Cancelled));
    }

    [Fact]
    public async Task Products_are_found_as_people_type_changed_together_and_taken_back_together()
    {
        GetDeskProducts.Response found = (await shop.SendAsync(new GetDeskProducts.Query("SLANT board"))).Value;
        string[] ids = [.. (await shop.SendAsync(new GetDeskProducts.Query(Limit: 40))).Value.Items.Select(i => i.Id)];

        ChangeProducts.Response changed = (await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body(ids, "set_stock", "7"), Owner))).Value;
        UndoProductChanges.Response undone = (await shop.SendAsync(new UndoProductChanges.Command(null, changed.BatchId, Owner))).Value;

        Assert.Contains("house_slant_board", found.Items.Select(i => i.Id));
        Assert.Equal((40, 40), (changed.Changed, undone.Done.Count));
        await using BackCareDb db = shop.Open();
        Assert.Equal(0, await db.Products.CountAsync(p => p.StockQuantity == 7, Cancelled));
        Assert.Equal(80, await db.Changes.CountAsync(Cancelled));
    }

    [Fact]
    public async Task A_product_file_is_checked_imported_and_taken_back_whole()
    {
        string file = "id,sku,name,category_id,evidence_profile,regions,price,currency,description,status,variants\n"
            + string.Concat(Enumerable.Range(0, 60).Select(i => $"cup-{i},CUP-{i},Gel cup {i},heel_cups,heelcup_gel,foot,{i + 10}.50,USD,Soft cup number {i},published,\n"));
        UploadImport.Response uploaded = (await shop.SendAsync(new UploadImport.Command("cups.csv", new MemoryStream(Encoding.UTF8.GetBytes(file)), Owner))).Value;

        ImportView check = (await shop.SendAsync(new CheckImport.Command(uploaded.Import.Id, new CheckImport.Choices(), Wait: true))).Value.Import;
        ImportView applied = (await shop.SendAsync(new ApplyImport.Command(uploaded.Import.Id, false, Owner, Wait: true))).Value.Import;

        Assert.Equal((60, 0), (check.Counts.Added, check.Counts.Rejected));
        Assert.Equal("imported", applied.State);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        Assert.Equal(170, shop.Get<ShelfHost>().Current!.Products.Count);
        await using (BackCareDb db = shop.Open())
            Assert.Equal(1_050, await db.Products.Where(p => p.Id == "cup-0").Select(p => p.PriceMinor).SingleAsync(Cancelled));
        UndoImport.Response undone = (await shop.SendAsync(new UndoImport.Command(uploaded.Import.Id, Owner))).Value;
        Assert.Equal(("undone", 60), (undone.Import.State, undone.Done.Count));
    }

    [Fact]
    public async Task Products_for_a_load_test_come_and_go_in_thousands()
    {
        Assert.Equal(2_500, (await shop.SendAsync(new AddSimulatedProducts.Command(2_500, 3))).Value.Added);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        Assert.Equal(2_610, shop.Get<ShelfHost>().Current!.Products.Count);

        Assert.Equal(2_500, (await shop.SendAsync(new AddSimulatedProducts.Command(0, 3))).Value.Removed);
        await using BackCareDb db = shop.Open();
        Assert.Equal(0, await db.Products.CountAsync(p => p.Id.StartsWith(SimulatedCatalog.IdPrefix), Cancelled));
    }

    [Fact]
    public async Task A_rule_is_saved_merged_and_served()
    {
        RulePart made = (await shop.SendAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", Brands = ["BackCare"], Description = "mine" }, Owner))).Value.Rule;
        await shop.SendAsync(new SaveRule.Command(made.Id, made.Rule with { Description = "theirs" }, Owner, made.Version, made.Rule));
        SaveRule.Response merged = (await shop.SendAsync(new SaveRule.Command(made.Id, made.Rule with { Priority = 9 }, Owner, made.Version, made.Rule))).Value;

        Assert.Equal(("theirs", 9, 3L), (merged.Rule.Rule.Description, merged.Rule.Rule.Priority, merged.Rule.Version));
        Assert.Single((await shop.SendAsync(new GetRules.Query())).Value.Items);
        Assert.NotEmpty((await shop.SendAsync(new ExportKnowledge.Query())).Value.Content);
    }

    private async Task<long> VersionOfAsync(string review)
    {
        await using BackCareDb db = shop.Open();
        return await db.Reviews.Where(r => r.Id == review).Select(r => r.Version).SingleAsync(Cancelled);
    }
}
