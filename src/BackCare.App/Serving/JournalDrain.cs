using Microsoft.Extensions.Hosting;

namespace BackCare.App.Serving;

/// <summary>Adds the counts of answers to the database every few seconds, and writes out what waits before the host stops.</summary>
internal sealed class JournalDrain(EventJournal journal, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (journal.HasCounts)
                await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await journal.FlushAsync(cancellationToken);
        }
        catch (JournalUnavailableException)
        {
            // Counted and logged by the journal; the counts wait for the next time.
        }
    }
}
