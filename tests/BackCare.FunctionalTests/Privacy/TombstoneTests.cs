using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Reviews;
using BackCare.Domain.Catalog;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>What was erased stays erased when an older backup is restored.</summary>
public sealed class TombstoneTests : IDisposable
{
    private const string Leaving = "visitor-who-left", Staying = "visitor-who-stayed";

    private readonly PrivateShop place = new();

    private string Backup => Path.Combine(place.Folder, "older.bak");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ06")]
    [Trait("Rule", "RQ08")]
    public async Task Restoring_a_backup_older_than_an_erasure_brings_nobody_back()
    {
        string leaving;
        await using (ShopUnderTest shop = await place.OpenAsync())
        {
            foreach (string visitor in new[] { Leaving, Staying })
                await StoreAsync(shop, visitor);
            leaving = shop.Get<Pseudonyms>().Of(Leaving);
            await BackUpAsync(shop);
            Assert.Equal(1, (await shop.SendAsync(new EraseMine.Command(Leaving))).Value.Lists);
            Assert.Equal(new EraseShopping.Response(1, 1, 0), (await shop.SendAsync(new EraseShopping.Command(Leaving))).Value);
        }

        Assert.False(place.FilesHold("review of " + Leaving));
        Restore();
        Assert.True(place.FilesHold(leaving));
        var restored = new ShopUnderTest(Settings());
        StartupReport report = await restored.PrepareAsync();

        Assert.Contains("older than 1 erasures that visitors asked for; they were done again: 1 lists, 0 interactions and 2 orders, reviews and plans", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Empty((await restored.SendAsync(new ExportMine.Query(Leaving))).Value.Lists);
        ExportShopping.Response shopping = (await restored.SendAsync(new ExportShopping.Query(Leaving))).Value;
        Assert.Equal((0, 0), (shopping.Orders.Count, shopping.Reviews.Count));
        Assert.Single((await restored.SendAsync(new ExportMine.Query(Staying))).Value.Lists);
        Assert.False(place.FilesHold("review of " + Leaving));
        Assert.Equal(0, (await restored.SendAsync(new ReapplyErasures.Command())).Value.Visitors);
        await restored.DisposeAsync();
    }

    [Fact]
    public async Task What_a_visitor_lets_keep_after_the_erasure_is_left_alone()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        await PrivateShop.KeepListAsync(shop, Leaving);
        Assert.Null((await shop.SendAsync(new EraseMine.Command(Leaving))).Refusal);
        await PrivateShop.KeepListAsync(shop, Leaving);

        // As after a restore: the mark is gone, the list of after the erasure is there.
        await using (BackCareDb db = shop.Open())
            await db.ErasedVisitors.ExecuteDeleteAsync(Ended);
        ReapplyErasures.Response again = (await shop.SendAsync(new ReapplyErasures.Command())).Value;

        Assert.Equal((1, 0), (again.Visitors, again.Lists));
        Assert.Single((await shop.SendAsync(new ExportMine.Query(Leaving))).Value.Lists);
    }

    [Fact]
    public async Task A_file_that_was_lost_is_written_again_from_the_marks_and_a_line_cut_short_is_passed_over()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        Assert.Null((await shop.SendAsync(new EraseMine.Command(Leaving))).Refusal);
        Tombstones tombstones = shop.Get<Tombstones>();
        Assert.Equal(shop.Get<Pseudonyms>().Of(Leaving), Assert.Single(tombstones.Read()).Visitor);
        File.Delete(tombstones.Path);

        Assert.Equal(1, (await shop.SendAsync(new ReapplyErasures.Command())).Value.Noted);
        await File.AppendAllTextAsync(tombstones.Path, "2026-11-26T20:0", Ended);

        Assert.Single(tombstones.Read());
        Assert.Equal(0, (await shop.SendAsync(new ReapplyErasures.Command())).Value.Noted);
    }

    [Fact]
    public async Task Erasing_goes_on_where_the_file_cannot_be_written()
    {
        await using ShopUnderTest shop = await place.OpenAsync(("Privacy:TombstonesPath", Path.Combine(place.Folder, "models", "champion", "file")));
        Directory.CreateDirectory(Path.Combine(place.Folder, "models"));
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "models", "champion"), "a file where a folder should be", Ended);
        await PrivateShop.KeepListAsync(shop, Leaving);

        Assert.Equal(1, (await shop.SendAsync(new EraseMine.Command(Leaving))).Value.Lists);
    }

    [Fact]
    public async Task Many_erasures_at_once_leave_a_line_each()
    {
        await using ShopUnderTest first = await place.OpenAsync(), second = await place.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).SendAsync(new EraseMine.Command($"crowd-{i}"))));

        Assert.Equal(40, first.Get<Tombstones>().Read().Count);
    }

    public void Dispose() => place.Dispose();

    private static async Task StoreAsync(ShopUnderTest shop, string visitor)
    {
        await PrivateShop.KeepListAsync(shop, visitor);
        Assert.Null((await shop.SendAsync(new PlaceOrder.Command([new BasketLine("house_slant_board", "", 1)], visitor))).Refusal);
        Assert.Null((await shop.SendAsync(new WriteReview.Command(ReviewTopic.Product, "house_slant_board", 3, "", "review of " + visitor, "", VisitorId: visitor))).Refusal);
    }

    private async Task BackUpAsync(ShopUnderTest shop)
    {
        await using BackCareDb db = shop.Open();
        string target = Backup;
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {target}", Ended);
    }

    private void Restore()
    {
        foreach (string file in Directory.EnumerateFiles(place.Folder, "backcare.db*").Where(f => !f.EndsWith(".tombstones", StringComparison.Ordinal)))
            File.Delete(file);
        File.Copy(Backup, place.Database);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["ConnectionStrings:BackCare"] = $"Data Source={place.Database};Pooling=false",
        ["Models:Path"] = Path.Combine(place.Folder, "models"),
    };
}
