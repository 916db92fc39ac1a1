using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Serving;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

/// <summary>What every database must do for the shop; run once per provider on a database that start-up has just created.</summary>
public abstract partial class DatabaseContract : IAsyncLifetime
{
    private static readonly DateTime EditedAt = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private ShopUnderTest shop = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = new ShopUnderTest(await SettingsAsync());
        StartupReport report = await shop.PrepareAsync();
        Assert.True(report.Refusal is null, report.Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        if (shop is not null)
        {
            await shop.DisposeAsync();
            await CleanUpAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_seed_is_served() => Assert.Equal(110, shop.Get<ShelfHost>().Current!.Products.Count);

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        long version = await VersionAsync();
        ImportKnowledge.Response again = (await shop.SendAsync(new ImportKnowledge.Command())).Value;

        Assert.True(again.Imported);
        Assert.All(again.Tables, t => Assert.Equal((0, 0, 0, 0), (t.Added, t.Changed, t.Removed, t.Kept)));
        Assert.Equal(version, await VersionAsync());
    }

    [Fact]
    public async Task An_import_keeps_what_an_admin_changed()
    {
        await EditAsync(db => db.Knowledge.SingleAsync(k => k.Table == "qualifiers" && k.Key == "stairs", Cancelled), entry =>
        {
            entry.Cells = entry.Cells.Replace("Is it worse on stairs?", "Do stairs hurt?", StringComparison.Ordinal);
            entry.EditedUtc = EditedAt;
        });
        await EditAsync(db => db.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled), product => (product.PriceMinor, product.EditedUtc) = (2_999, EditedAt));

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command())).Value;

        Assert.Equal(["qualifiers/stairs", "products/house_slant_board"], import.Kept);
        Assert.True(await shop.Get<ShelfHost>().RefreshAsync(Cancelled));
        Assert.Equal("Do stairs hurt?", shop.Get<ShelfHost>().Current!.Knowledge.Qualifiers["stairs"].Question);
        Assert.Equal(2_999, shop.Get<ShelfHost>().Current!.Products["house_slant_board"].Price.Minor);
    }

    [Fact]
    public async Task An_import_does_not_bring_back_what_an_admin_removed()
    {
        await EditAsync(db => db.Knowledge.SingleAsync(k => k.Table == "symptom_phrases" && k.Key == "calf_tight_01", Cancelled), entry => entry.RemovedUtc = EditedAt);

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command())).Value;

        Assert.Equal(["symptom_phrases/calf_tight_01"], import.Kept);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        Assert.DoesNotContain(shop.Get<ShelfHost>().Current!.Knowledge.Rows.Phrases, p => p.Id == "calf_tight_01");
    }

    [Fact]
    public async Task An_import_that_no_longer_fits_what_an_admin_did_is_refused_and_changes_nothing()
    {
        await EditAsync(db => db.Knowledge.SingleAsync(k => k.Table == "stop_rules" && k.Key == "sr_sharp_pain", Cancelled), entry => entry.RemovedUtc = EditedAt);
        long version = await VersionAsync();

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command())).Value;

        Assert.False(import.Imported);
        Assert.Contains(import.Problems, p => p is { File: "exercises.csv", Column: "stop_rules", Value: "sr_sharp_pain" } && p.Line > 1);
        Assert.Equal(version, await VersionAsync());
    }

    [Fact]
    public async Task An_import_takes_over_what_changed_in_the_files_and_removes_what_they_no_longer_hold()
    {
        string folder = SeedCopy.Make();
        SeedCopy.Replace(folder, "qualifiers.csv", "stairs,Is it worse on stairs?,activity", "stairs,Do stairs make it worse?,activity");
        SeedCopy.Replace(folder, "symptom_phrases.csv", SeedCopy.Line(folder, "symptom_phrases.csv", "calf_tight_01,") + "\n", "");

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command(folder))).Value;

        Assert.Equal(1, import.Tables.Single(t => t.Table == "qualifiers").Changed);
        Assert.Equal(1, import.Tables.Single(t => t.Table == "symptom_phrases").Removed);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        Assert.Equal("Do stairs make it worse?", shop.Get<ShelfHost>().Current!.Knowledge.Qualifiers["stairs"].Question);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Damaged_files_change_nothing()
    {
        string folder = SeedCopy.Make();
        SeedCopy.Replace(folder, "links.csv", ",0.75,moderate,", ",0.95,moderate,");
        SeedCopy.Replace(folder, "qualifiers.csv", "stairs,Is it worse on stairs?,activity", "stairs,Do stairs make it worse?,activity");
        long version = await VersionAsync();

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command(folder))).Value;

        Assert.Equal(("links.csv", 2, "strength"), (import.Problems[0].File, import.Problems[0].Line, import.Problems[0].Column));
        Assert.Equal((false, version), (import.Imported, await VersionAsync()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        string folder = SeedCopy.Make();
        SeedCopy.Replace(folder, "qualifiers.csv", "stairs,Is it worse on stairs?,activity", "stairs,Do stairs make it worse?,activity");
        long version = await VersionAsync();

        ImportKnowledge.Response import = (await shop.SendAsync(new ImportKnowledge.Command(folder, DryRun: true))).Value;

        Assert.Equal(1, import.Tables.Single(t => t.Table == "qualifiers").Changed);
        Assert.Equal((false, version), (import.Imported, await VersionAsync()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_second_editor_is_told_of_the_first_ones_change()
    {
        await using BackCareDb first = shop.Open(), second = shop.Open();
        StoredProduct mine = await first.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled);
        StoredProduct theirs = await second.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled);
        (mine.Note, theirs.Note) = ("Mine", "Theirs");

        await first.SaveChangesAsync(Cancelled);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Cancelled));
    }

    [Fact]
    public async Task Every_change_moves_the_catalog_version_and_a_failed_one_does_not()
    {
        long before = await VersionAsync();
        await EditAsync(db => db.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled), product => product.StockQuantity = 3);
        Assert.Equal(before + 1, await VersionAsync());

        await using BackCareDb db = shop.Open();
        db.EvidenceOverrides.Add(new EvidenceOverride { ProductId = "no_such_product", SymptomId = "calf_tight", EditedUtc = EditedAt });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancelled));
        Assert.Equal(before + 1, await VersionAsync());
    }

    [Fact]
    public async Task Times_come_back_as_utc()
    {
        await EditAsync(db => db.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled), product => product.EditedUtc = EditedAt);

        await using BackCareDb db = shop.Open();
        StoredProduct product = await db.Products.AsNoTracking().SingleAsync(p => p.Id == "house_slant_board", Cancelled);
        Assert.Equal((EditedAt, DateTimeKind.Utc), (product.EditedUtc!.Value, product.EditedUtc.Value.Kind));
    }

    [Fact]
    public async Task A_broken_row_leaves_the_old_shelf_in_place_and_says_so()
    {
        ShelfHost shelves = shop.Get<ShelfHost>();
        var served = shelves.Current;
        await EditAsync(db => db.Knowledge.SingleAsync(k => k.Table == "links" && k.Key == "L001", Cancelled), entry => entry.Cells = "{}");

        Assert.False(await shelves.RefreshAsync(Cancelled));
        Assert.Same(served, shelves.Current);
        Assert.NotNull(shelves.Degraded);
    }

    /// <summary>Settings of a database that does not exist yet.</summary>
    protected abstract Task<IReadOnlyDictionary<string, string?>> SettingsAsync();

    protected abstract Task CleanUpAsync();

    private async Task EditAsync<T>(Func<BackCareDb, Task<T>> find, Action<T> change)
    {
        await using BackCareDb db = shop.Open();
        change(await find(db));
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<long> VersionAsync()
    {
        await using BackCareDb db = shop.Open();
        return (await db.CatalogVersions.AsNoTracking().SingleAsync(Cancelled)).Number;
    }
}
