using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.Domain.Editing;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

public abstract partial class DatabaseContract
{
    private static readonly Actor Editor = new("editor-1", "editor@example.org", AccountRole.Admin);

    private static readonly Dictionary<string, string?> First = new() { ["name"] = "Board", ["price"] = "10.00" };
    private static readonly Dictionary<string, string?> Second = new() { ["name"] = "Board", ["price"] = "12.00" };

    [Fact]
    public async Task A_history_tells_newest_first_what_was_changed_and_what_was_taken_back()
    {
        long created = await ChangeAsync(ChangeKinds.Create, null, First, 1);
        long dearer = await ChangeAsync(ChangeKinds.Edit, First, Second, 2);
        long undo = await ChangeAsync(ChangeKinds.Undo, Second, First, 3, dearer);
        long redo = await ChangeAsync(ChangeKinds.Undo, First, Second, 4, undo);

        await using BackCareDb db = shop.Open();
        IReadOnlyList<HistoryEntry> read = await new EditHistory(db, TimeProvider.System).ReadAsync("product", "x", null, 10, Cancelled);

        Assert.Equal([redo, undo, dearer, created], read.Select(e => e.Id));
        Assert.Equal([null, redo, null, null], read.Select(e => e.UndoneBy));
        Assert.Equal([new FieldChange("price", "10.00", "12.00")], read[2].Changes);
        Assert.Equal(("editor@example.org", 2L, ChangeKinds.Edit), (read[2].By, read[2].Version, read[2].Kind));
    }

    [Fact]
    public async Task An_older_version_is_told_only_when_every_change_since_was_recorded()
    {
        await ChangeAsync(ChangeKinds.Create, null, First, 1);
        await ChangeAsync(ChangeKinds.Edit, First, Second, 2);
        await using BackCareDb db = shop.Open();
        var history = new EditHistory(db, TimeProvider.System);

        Assert.True(FieldDiff.AreSame(First, await history.StateAtAsync("product", "x", 1, Second, 2, Cancelled)));
        Assert.Null(await history.StateAtAsync("product", "x", 1, Second, 3, Cancelled));
        Assert.Null(await history.StateAtAsync("product", "x", 9, Second, 2, Cancelled));
    }

    [Fact]
    public async Task A_history_pages_by_cursor_without_repeats()
    {
        for (int version = 1; version <= 5; version++)
            await ChangeAsync(ChangeKinds.Edit, new Dictionary<string, string?> { ["n"] = $"{version - 1}" }, new Dictionary<string, string?> { ["n"] = $"{version}" }, version);

        List<long> versions = [];
        string? cursor = null;
        do
        {
            GetHistory.Response page = (await shop.SendAsync(new GetHistory.Query("product", "x", cursor, 2))).Value;
            versions.AddRange(page.Items.Select(i => i.Version));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal([5, 4, 3, 2, 1], versions);
        Assert.NotNull((await shop.SendAsync(new GetHistory.Query("product", "y", Cursor.After("history:product:x", "3")))).Refusal);
    }

    [Fact]
    public async Task The_history_of_changes_cannot_be_changed_or_shortened()
    {
        await ChangeAsync(ChangeKinds.Edit, First, Second, 2);
        await using BackCareDb db = shop.Open();
        StoredChange change = await db.Changes.SingleAsync(Cancelled);
        change.ActorName = "somebody else";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancelled));

        db.Entry(change).State = EntityState.Deleted;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancelled));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_not_recorded()
    {
        await using BackCareDb db = shop.Open();
        Assert.Null(new EditHistory(db, TimeProvider.System).Record("product", "x", ChangeKinds.Edit, First, new Dictionary<string, string?>(First), Editor, 2));
    }

    [Fact]
    public async Task A_write_with_a_key_runs_once_and_is_then_answered_again()
    {
        WriteLedger ledger = shop.Get<WriteLedger>();
        WriteLedger.Claim first = await ledger.ClaimAsync("editor-1", "k1", "request-1", Cancelled);
        WriteLedger.Claim meanwhile = await ledger.ClaimAsync("editor-1", "k1", "request-1", Cancelled);
        (first.Write.Status, first.Write.Body, first.Write.ETag) = (201, [1, 2, 3], "\"1\"");
        await ledger.FinishAsync(first.Write, Cancelled);
        WriteLedger.Claim again = await ledger.ClaimAsync("editor-1", "k1", "request-1", Cancelled);

        Assert.Equal((WriteLedger.Standing.New, WriteLedger.Standing.UnderWay, WriteLedger.Standing.Done), (first.Standing, meanwhile.Standing, again.Standing));
        Assert.Equal((201, "\"1\""), (again.Write.Status, again.Write.ETag));
        Assert.Equal([1, 2, 3], again.Write.Body);
        Assert.Equal(WriteLedger.Standing.OtherRequest, (await ledger.ClaimAsync("editor-1", "k1", "request-2", Cancelled)).Standing);
        Assert.Equal(WriteLedger.Standing.New, (await ledger.ClaimAsync("editor-2", "k1", "request-2", Cancelled)).Standing);
    }

    [Fact]
    public async Task A_write_that_was_refused_gives_its_key_back()
    {
        WriteLedger ledger = shop.Get<WriteLedger>();
        await ledger.ReleaseAsync((await ledger.ClaimAsync("editor-1", "k1", "request-1", Cancelled)).Write, Cancelled);

        Assert.Equal(WriteLedger.Standing.New, (await ledger.ClaimAsync("editor-1", "k1", "request-2", Cancelled)).Standing);
    }

    [Fact]
    public async Task Of_many_writes_with_one_key_at_the_same_time_exactly_one_runs()
    {
        WriteLedger ledger = shop.Get<WriteLedger>();
        WriteLedger.Claim[] claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ledger.ClaimAsync("editor-1", "k1", "request-1", Cancelled), Cancelled)));

        Assert.Equal(1, claims.Count(c => c.Standing == WriteLedger.Standing.New));
        Assert.Equal(7, claims.Count(c => c.Standing == WriteLedger.Standing.UnderWay));
    }

    [Fact]
    public async Task An_import_goes_on_beside_products_of_the_desk_that_state_less_than_the_files_must()
    {
        await AddAsync(new StoredProduct { Id = "own", Sku = "OWN-1", Name = "Own", Brand = "Own", CategoryId = "calf_stretchers", EvidenceProfile = "", Currency = "USD", EditedUtc = EditedAt, Status = PublicationStatus.Draft });

        Assert.True((await shop.SendAsync(new BackCare.App.Knowledge.ImportKnowledge.Command())).Value.Imported);
    }

    [Fact]
    public async Task An_import_that_takes_away_what_a_product_of_the_desk_names_is_refused_with_the_product()
    {
        await AddAsync(new StoredProduct { Id = "own", Sku = "OWN-1", Name = "Own", Brand = "Own", CategoryId = "own_category", EvidenceProfile = "", Currency = "USD", SourceIds = "NO_SUCH", EditedUtc = EditedAt, Status = PublicationStatus.Draft });

        BackCare.App.Knowledge.ImportKnowledge.Response import = (await shop.SendAsync(new BackCare.App.Knowledge.ImportKnowledge.Command())).Value;

        Assert.False(import.Imported);
        Assert.Equal(["own_category", "NO_SUCH"], import.Problems.Select(p => p.Value));
        Assert.All(import.Problems, p => Assert.Contains("'own'", p.Problem, StringComparison.Ordinal));
    }

    private async Task AddAsync(StoredProduct product)
    {
        await using BackCareDb db = shop.Open();
        db.Products.Add(product);
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<long> ChangeAsync(
        string kind, IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after, long version, long? undoes = null)
    {
        await using BackCareDb db = shop.Open();
        StoredChange change = new EditHistory(db, TimeProvider.System).Record("product", "x", kind, before, after, Editor, version, undoes: undoes)!;
        await db.SaveChangesAsync(Cancelled);
        return change.Id;
    }
}
