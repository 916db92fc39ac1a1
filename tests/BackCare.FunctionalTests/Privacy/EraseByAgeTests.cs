using System.Text;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>What is older than the journal is kept goes away, once a day over all replicas.</summary>
public sealed class EraseByAgeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-age-").FullName;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_older_than_the_setting_and_what_was_done_with_them_are_erased_by_one_replica_and_a_replay_says_so()
    {
        await using ShopUnderTest first = await ShopAsync("30"), second = await ShopAsync("30");
        Assert.Null((await first.SendAsync(new SimulateShoppers.Command(120, 1))).Refusal);
        (string oldest, string newest) = await EndsAsync(first);

        Answer<EraseByAge.Response>[] answers = await Task.WhenAll(first.SendAsync(new EraseByAge.Command()), second.SendAsync(new EraseByAge.Command()));

        // Visits lie evenly in the last 90 days, so about two thirds of the lists are older than 30.
        EraseByAge.Response erased = Assert.Single(answers, answer => answer.Refusal is null).Value;
        Assert.Contains("less than a day ago", Assert.Single(answers, answer => answer.Refusal is not null).Refusal!.Reason, StringComparison.Ordinal);
        Assert.InRange(erased.Lists, 60, 100);
        await using BackCareDb db = first.Open();
        Assert.Equal(0, await db.ServedLists.CountAsync(l => l.ServedUtc < erased.OlderThanUtc, Ended));
        Assert.Equal(erased.Lists, await db.ErasedLists.CountAsync(e => e.ByAge, Ended));
        Assert.True(erased.Interactions > erased.Lists);
        Assert.False(await db.Interactions.AnyAsync(i => i.ListId == oldest, Ended));
        Assert.True(await db.ServedLists.AnyAsync(l => l.Id == newest, Ended));

        Answer<ReplayRecommendation.Response> gone = await first.SendAsync(new ReplayRecommendation.Query(oldest)), kept = await first.SendAsync(new ReplayRecommendation.Query(newest));
        Assert.Equal(RefusalKind.Erased, gone.Refusal!.Kind);
        Assert.Contains("erased by age", gone.Refusal.Reason, StringComparison.Ordinal);
        Assert.Null(kept.Refusal);
    }

    [Fact]
    public async Task Who_was_heard_of_only_before_then_is_in_no_statistics_no_checkpoint_and_no_byte_of_the_files()
    {
        await using ShopUnderTest shop = await ShopAsync("30"), replica = await ShopAsync("30"), forEver = await ShopAsync("0");
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(120, 1))).Refusal);
        (string left, string stayed) = await VisitorsAsync(shop);
        StatisticsHost here = shop.Get<StatisticsHost>(), there = replica.Get<StatisticsHost>();
        foreach (StatisticsHost host in new[] { there, forEver.Get<StatisticsHost>() })
            await host.RefreshAsync(Ended);
        Assert.True(await forEver.Get<StatisticsHost>().KeepAsync(Ended));
        Assert.True(here.Current.Visitor(left, null).IsKnown);
        Assert.True(FilesHold(left));

        Assert.Null((await shop.SendAsync(new EraseByAge.Command())).Refusal);

        Assert.Equal((false, true), (here.Current.Visitor(left, null).IsKnown, here.Current.Visitor(stayed, null).IsKnown));
        Assert.Equal((false, true), (FilesHold(left), FilesHold(stayed)));
        await using BackCareDb db = shop.Open();
        Assert.False(await db.StatisticsCheckpoints.AnyAsync(Ended));

        // Another replica forgets before it keeps what it knows.
        Assert.True(there.Current.Visitor(left, null).IsKnown);
        Assert.True(await there.KeepAsync(Ended));
        Assert.Equal((false, true), (there.Current.Visitor(left, null).IsKnown, there.Current.Visitor(stayed, null).IsKnown));
    }

    [Fact]
    public async Task Erasing_that_failed_gives_its_turn_back_and_only_what_was_done_keeps_it_for_a_day()
    {
        await using ShopUnderTest shop = await ShopAsync("30");
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(60, 1))).Refusal);
        await using BackCareDb db = shop.Open();
        await db.Database.ExecuteSqlRawAsync("""CREATE TRIGGER "Full" BEFORE DELETE ON "ServedLists" BEGIN SELECT RAISE(ABORT, 'no space'); END""", Ended);

        await Assert.ThrowsAsync<SqliteException>(() => shop.SendAsync(new EraseByAge.Command()));

        await db.Database.ExecuteSqlRawAsync("""DROP TRIGGER "Full" """, Ended);
        Assert.True((await shop.SendAsync(new EraseByAge.Command())).Value.Lists > 0);
        DateTime until = await db.Leases.Where(lease => lease.Name == "journal:age").Select(lease => lease.ExpiresUtc).SingleAsync(Ended);
        Assert.InRange(until - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromHours(22), TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task Contents_of_a_catalogue_that_no_list_refers_to_go_with_the_lists_and_those_of_the_served_one_stay()
    {
        await using ShopUnderTest shop = await ShopAsync("30");
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(20, 1, ColdShare: 0))).Refusal);
        await using BackCareDb db = shop.Open();
        ShelfSnapshot served = await db.ShelfSnapshots.SingleAsync(Ended);
        int parts = await db.Set<SnapshotPart>().CountAsync(Ended);
        db.Add(new SnapshotPart { Hash = new string('0', 64), Content = [1] });
        db.Add(new ShelfSnapshot { ShelfVersion = "long ago", Manifest = $"products {new string('0', 64)}\n" + served.Manifest, StoredUtc = served.StoredUtc.AddDays(-100) });
        await db.SaveChangesAsync(Ended);

        Assert.Equal(1, (await shop.SendAsync(new EraseByAge.Command())).Value.Snapshots);

        Assert.Equal(served.ShelfVersion, await db.ShelfSnapshots.Select(s => s.ShelfVersion).SingleAsync(Ended));
        Assert.Equal(parts, await db.Set<SnapshotPart>().CountAsync(Ended));
    }

    [Fact]
    public async Task Zero_keeps_everything_for_ever()
    {
        await using ShopUnderTest shop = await ShopAsync("0");
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(20, 1))).Refusal);

        EraseByAge.Response erased = (await shop.SendAsync(new EraseByAge.Command())).Value;

        Assert.Equal((0, null), (erased.Lists, erased.OlderThanUtc));
        await using BackCareDb db = shop.Open();
        Assert.True(await db.ServedLists.AnyAsync(Ended));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("two years")]
    public async Task A_setting_that_is_no_number_of_days_stops_the_start_with_value_and_remedy(string days)
    {
        await using ShopUnderTest shop = New(days);

        Assert.Contains($"Journal:KeepDays is '{days}': write a number of days from 30", (await shop.PrepareAsync()).Refusal, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A visitor who came only before the last 31 days, and one who came in the last 29.</summary>
    private static async Task<(string Left, string Stayed)> VisitorsAsync(ShopUnderTest shop)
    {
        await using BackCareDb db = shop.Open();
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var visitors = await db.ServedLists.GroupBy(l => l.VisitorId!).Select(g => new { Id = g.Key, Last = g.Max(l => l.ServedUtc) }).OrderBy(v => v.Last).ToListAsync(Ended);
        return (visitors.Last(v => v.Last < now.AddDays(-31)).Id, visitors.First(v => v.Last > now.AddDays(-29)).Id);
    }

    private bool FilesHold(string text) => Directory.EnumerateFiles(folder, "backcare.db*").Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private static async Task<(string Oldest, string Newest)> EndsAsync(ShopUnderTest shop)
    {
        await using BackCareDb db = shop.Open();
        string[] inOrder = [.. await db.ServedLists.OrderBy(l => l.Sequence).Select(l => l.Id).ToListAsync(Ended)];
        return (inOrder[0], inOrder[^1]);
    }

    private ShopUnderTest New(string days) => new(new Dictionary<string, string?>
    {
        ["ConnectionStrings:BackCare"] = $"Data Source={Path.Combine(folder, "backcare.db")}",
        ["Models:Path"] = Path.Combine(folder, "models"),
        ["Journal:KeepDays"] = days,
    });

    private async Task<ShopUnderTest> ShopAsync(string days)
    {
        ShopUnderTest shop = New(days);
        Assert.Null((await shop.PrepareAsync()).Refusal);
        return shop;
    }
}
