using Microsoft.Extensions.Hosting;

namespace BackCare.App.Data;

/// <summary>Brings what a host counted in memory into the database, every half minute and when the host stops, so that no request waits for it.</summary>
internal abstract class HalfMinuteFlush(Databases databases, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Stores what was counted and forgets it here; what is not stored is kept for the next time.</summary>
    protected abstract Task StoreAsync(BackCareDb db, CancellationToken cancellationToken);

    /// <summary>Tells the log that the database did not take it.</summary>
    protected abstract void NotStored(Exception fault);

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using BackCareDb db = databases.Open();
            await StoreAsync(db, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotStored(fault);
        }
    }
}
