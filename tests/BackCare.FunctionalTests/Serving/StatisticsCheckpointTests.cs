using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackCare.FunctionalTests.Serving;

/// <summary>Starts that go on from kept statistics, in a shop of simulated shoppers and one who is not.</summary>
public sealed class StatisticsCheckpointTests(StatisticsSite site) : IClassFixture<StatisticsSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_goes_on_from_the_checkpoint_with_the_numbers_of_a_fold_from_the_beginning_and_a_damaged_one_is_passed_over_with_a_message()
    {
        await SimulateAsync(120, seed: 1);
        (StatisticsHost first, _) = NewHost();
        await first.RefreshAsync(Cancelled);
        Assert.True(await first.KeepAsync(Cancelled));
        Assert.False(await first.KeepAsync(Cancelled));
        long keptAt = first.Current.Sequence;
        await SimulateAsync(60, seed: 2);

        (StatisticsHost resumed, Messages said) = NewHost();
        await resumed.RefreshAsync(Cancelled);
        (StatisticsHost damaged, Messages complained) = await WithDamageAsync(NewHost);

        Assert.Contains(said.All, m => m.Contains($"go on from journal entry {keptAt}", StringComparison.Ordinal));
        Assert.Contains(complained.All, m => m.StartsWith("Warning The kept statistics are not used", StringComparison.Ordinal) && m.Contains("SHA-256", StringComparison.Ordinal));
        await first.RefreshAsync(Cancelled);
        Assert.True(first.Current.Sequence > keptAt);
        Assert.Equal(first.StateBytes(), resumed.StateBytes());
        Assert.Equal(first.StateBytes(), damaged.StateBytes());

        // One that was passed over is replaced by the next that is kept.
        Assert.True(await damaged.KeepAsync(Cancelled));
        (StatisticsHost last, Messages calm) = NewHost();
        await last.RefreshAsync(Cancelled);
        Assert.DoesNotContain(calm.All, m => m.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Equal(first.StateBytes(), last.StateBytes());

        await AnErasedVisitorIsInNoCheckpointAsync(last);
    }

    private async Task AnErasedVisitorIsInNoCheckpointAsync(StatisticsHost before)
    {
        await site.ServeAsync("calf_tight", "leaving", "visit");
        await before.RefreshAsync(Cancelled);
        Assert.True(await before.KeepAsync(Cancelled));
        await using (AsyncServiceScope scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EraseMine.Command("leaving"), Cancelled);
        await using (BackCareDb db = Open())
            Assert.Empty(await db.StatisticsCheckpoints.ToListAsync(Cancelled));

        // A host that has not heard of the erasure yet still knows the visitor, and may not keep what it knows.
        await site.ServeAsync("calf_tight", "another", "visit");
        Assert.True(before.Current.Visitor(site.PseudonymOf("leaving"), null).IsKnown);
        Assert.False(await before.KeepAsync(Cancelled));
        await before.RefreshAsync(Cancelled);
        Assert.True(await before.KeepAsync(Cancelled));
        (StatisticsHost after, _) = NewHost();
        await after.RefreshAsync(Cancelled);
        Assert.False(after.Current.Visitor(site.PseudonymOf("leaving"), null).IsKnown);
        Assert.True(after.Current.Visitor(site.PseudonymOf("another"), null).IsKnown);
    }

    private async Task SimulateAsync(int sessions, long seed)
    {
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SimulateShoppers.Command(sessions, seed), Cancelled);
    }

    private async Task<(StatisticsHost, Messages)> WithDamageAsync(Func<(StatisticsHost Host, Messages Said)> newHost)
    {
        await using BackCareDb db = Open();
        StatisticsCheckpoint kept = await db.StatisticsCheckpoints.SingleAsync(Cancelled);
        byte[] damaged = [.. kept.Content];
        damaged[damaged.Length / 2] ^= 1;
        kept.Content = damaged;
        await db.SaveChangesAsync(Cancelled);
        (StatisticsHost host, Messages said) = newHost();
        await host.RefreshAsync(Cancelled);
        return (host, said);
    }

    private BackCareDb Open() => site.Services.GetRequiredService<Databases>().Open();

    private (StatisticsHost Host, Messages Said) NewHost()
    {
        var said = new Messages();
        return (new StatisticsHost(
            site.Services.GetRequiredService<JournalReader>(), site.Services.GetRequiredService<Databases>(), site.Services.GetRequiredService<ServingSettingsReading>(), new JournalKeeping(null), TimeProvider.System, said), said);
    }

    internal sealed class Messages : ILogger<StatisticsHost>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add($"{logLevel} {formatter(state, exception)}");
    }
}
