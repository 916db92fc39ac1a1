using BackCare.App.Data;
using Microsoft.Extensions.Hosting;

namespace BackCare.App.Serving;

/// <summary>Takes new journal entries into the statistics once a second; the first time in the background of a host that serves already.</summary>
internal sealed class StatisticsRefresh(StatisticsHost statistics, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await statistics.KeepAsync(cancellationToken);
        }
        catch (Exception error) when (DatabaseFaults.Is(error) || error is OperationCanceledException)
        {
            // A checkpoint only spares the next start some work.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A start must not wait for this: the first part up to the first await runs on the thread that starts the host.
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await statistics.RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
