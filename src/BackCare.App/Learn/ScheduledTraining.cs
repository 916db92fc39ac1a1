using BackCare.App.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace BackCare.App.Learn;

/// <summary>Trains when the schedule says so. Every replica has the schedule; the lease and the scheduled time let one of them train.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledTraining(IServiceScopeFactory scopes, TrainingSchedule schedule, ILogger<ScheduledTraining> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        DateTime due = (context.ScheduledFireTimeUtc ?? context.FireTimeUtc).UtcDateTime;
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        Answer<TrainModel.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new TrainModel.Command(new TrainModel.Order(schedule.Trainer), TrainingOrder.BySchedule, Wait: true) { ScheduledUtc = due }, cancellationToken);
        if (answer.Refusal is { } refusal)
            NotTrained(log, refusal.Reason);
        else
            Trained(log, answer.Value.Result!.Version, answer.Value.Result.Verdict);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scheduled training gave no model here: {Reason}")]
    private static partial void NotTrained(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Scheduled training made model {Version}, verdict: {Verdict}.")]
    private static partial void Trained(ILogger log, string version, string verdict);
}

/// <summary>Puts the schedule into a host.</summary>
public static class ScheduledTrainingRegistration
{
    /// <summary>Trains by <c>Training:Schedule</c> while the host runs; without that setting nothing of the scheduler is loaded.</summary>
    /// <remarks>The store is in memory: a time that passed while no host ran is not made up for, and the next one comes anyway.</remarks>
    public static IServiceCollection AddScheduledTraining(this IServiceCollection services, TrainingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        services.AddSingleton(schedule);
        if (schedule.Cron is not { } cron)
            return services;
        return services
            .AddQuartz(quartz => quartz.UseInMemoryStore().ScheduleJob<ScheduledTraining>(trigger => trigger.WithIdentity("training")
                .WithCronSchedule(cron, at => at.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))))
            .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
