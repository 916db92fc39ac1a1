using BackCare.App.Data;
using Microsoft.Extensions.Hosting;

namespace BackCare.App.Privacy;

/// <summary>Looks once a minute whether a key was added, long before it is in force (<see cref="RotatePrivacyKey"/>).</summary>
internal sealed class PrivacyKeyRefresh(PrivacyKeys keys, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.LoadAsync(stoppingToken);
            }
            catch (Exception error) when (DatabaseFaults.Is(error))
            {
                // The keys in memory go on; a database that is away is told of by everything else.
            }
        }
    }
}
