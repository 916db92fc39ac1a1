using Microsoft.Extensions.Hosting;

namespace BackCare.App.Serving;

/// <summary>Looks once a second whether the catalogue moved, also by another replica.</summary>
internal sealed class ShelfRefresh(ShelfHost shelves, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await shelves.RefreshAsync(stoppingToken);
    }
}
