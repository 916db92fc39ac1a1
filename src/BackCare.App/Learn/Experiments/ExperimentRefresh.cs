using BackCare.App.Data;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Learn.Experiments;

/// <summary>Looks every two seconds which experiment runs, adds the counts to the database, and stops an experiment whose guardrail is broken.</summary>
internal sealed partial class ExperimentRefresh(ExperimentHost host, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExperimentRefresh> log) : BackgroundService
{
    private const int LooksBetweenGuards = 15;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LookAsync(guard: false, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (int look = 1; await timer.WaitForNextTickAsync(stoppingToken); look++)
            await LookAsync(guard: look % LooksBetweenGuards == 0, stoppingToken);
    }

    private async Task LookAsync(bool guard, CancellationToken cancellationToken)
    {
        try
        {
            await host.FlushAsync(cancellationToken);
            await host.RefreshAsync(cancellationToken);
            if (guard && host.IsRunning) await GuardAsync(cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.Is(fault))
        {
            // What ran before keeps running; the counts wait for the next time.
            Unreachable(log, fault.Message);
        }
    }

    private async Task GuardAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new GuardExperiments.Command(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The experiments could not be looked at: {Reason}")]
    private static partial void Unreachable(ILogger log, string reason);
}
