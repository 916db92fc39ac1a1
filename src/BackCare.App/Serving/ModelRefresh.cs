using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Looks every half second whether the champion moved; it reads files alone, so a slow database never holds a swap up.</summary>
internal sealed partial class ModelRefresh(ModelHost models, TimeProvider clock, ILogger<ModelRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                models.Refresh();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Whatever lies in the models folder must not take the shop down: what serves goes on serving.
                CannotLook(log, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The models folder could not be looked at; what serves goes on serving.")]
    private static partial void CannotLook(ILogger log, Exception error);
}
