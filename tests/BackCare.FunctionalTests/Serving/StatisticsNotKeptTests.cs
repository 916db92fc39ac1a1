using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Serving;

/// <summary>A database from which the journal can be read, but which takes no checkpoint.</summary>
public sealed class StatisticsNotKeptTests : IDisposable
{
    private const string NotKept = "Warning The statistics could not be kept in the database; it is tried again in a minute. A start until then folds more of the journal.";

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-not-kept-").FullName;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statistics_that_cannot_be_kept_are_served_all_the_same_and_tried_again_a_minute_later_under_a_message_of_their_own()
    {
        await using ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"));
        Assert.Null((await shop.PrepareAsync()).Refusal);
        await using BackCareDb db = shop.Open();
        await db.Database.ExecuteSqlRawAsync("""CREATE TRIGGER "Full" BEFORE INSERT ON "StatisticsCheckpoints" BEGIN SELECT RAISE(ABORT, 'no space'); END""", Ended);
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(900, 1))).Refusal);
        var said = new StatisticsCheckpointTests.Messages();
        var clock = new Stopwatch();
        using var host = new StatisticsHost(shop.Get<JournalReader>(), shop.Get<Databases>(), shop.Get<ServingSettingsReading>(), new JournalKeeping(null), clock, said);

        await host.RefreshAsync(Ended);
        clock.Elapsed = TimeSpan.FromSeconds(59);
        await host.RefreshAsync(Ended);
        Assert.True(host.Current.Sequence >= 5_000, "enough entries for a checkpoint");
        Assert.Equal([NotKept], Complaints());

        clock.Elapsed = TimeSpan.FromSeconds(60);
        await host.RefreshAsync(Ended);
        Assert.Equal([NotKept, NotKept], Complaints());

        await db.Database.ExecuteSqlRawAsync("""DROP TRIGGER "Full" """, Ended);
        clock.Elapsed = TimeSpan.FromSeconds(120);
        await host.RefreshAsync(Ended);
        Assert.Equal(host.Current.Sequence, await db.StatisticsCheckpoints.Select(c => c.Sequence).SingleAsync(Ended));
        Assert.Equal(2, Complaints().Length);

        string[] Complaints() => [.. said.All.Where(message => !message.StartsWith("Information", StringComparison.Ordinal))];
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The machine's clock for dates; elapsed time is what the test says.</summary>
    private sealed class Stopwatch : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => 1 + Elapsed.Ticks;
    }
}
