using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Privacy;

/// <summary>Asks once an hour for what is too old to be kept; over all replicas it is erased once a day. A start is left in peace.</summary>
internal sealed partial class JournalAgeing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JournalAgeing> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10), Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                Answer<EraseByAge.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EraseByAge.Command(), stoppingToken);
                if (answer.Refusal is { Kind: RefusalKind.Unmet } refused)
                    Refused(log, refused.Reason);
                if (answer.Refusal is null && answer.Value is { OlderThanUtc: not null } erased)
                    Erased(log, erased.Lists, erased.Interactions, erased.Snapshots, erased.OlderThanUtc.Value);
            }
            catch (Exception error) when (DatabaseFaults.Is(error))
            {
                // What is old waits; a database that is away must not end the host.
                CannotErase(log, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased by age: {Lists} served lists, {Interactions} interactions and {Snapshots} catalogue versions older than {OlderThanUtc:yyyy-MM-dd}.")]
    private static partial void Erased(ILogger log, int lists, int interactions, int snapshots, DateTime olderThanUtc);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is erased by age: {Reason}")]
    private static partial void Refused(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old lists could not be erased; it is tried again in an hour.")]
    private static partial void CannotErase(ILogger log, Exception error);
}
