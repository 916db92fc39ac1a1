using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackCare.App.Telemetry;

/// <summary>What a host that sends telemetry runs beside the shop.</summary>
public static class TelemetryRegistration
{
    /// <summary>Adds the gauges and the watch that feeds them.</summary>
    public static IServiceCollection AddBackCareGauges(this IServiceCollection services) => services
        .AddSingleton<StoreWatch>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<StoreWatch>())
        .AddSingleton<HostGauges>().AddSingleton<IHostedService, GaugesStart>();

    /// <summary>Makes the gauges with the host, so that whoever listens finds them.</summary>
    private sealed class GaugesStart(HostGauges gauges) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(gauges);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
