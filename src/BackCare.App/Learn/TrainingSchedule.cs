using Microsoft.Extensions.Configuration;
using Quartz;

namespace BackCare.App.Learn;

/// <summary>When to train without being asked, from <c>Training:Schedule</c> (a cron expression of Quartz, in UTC) and <c>Training:Trainer</c>.</summary>
/// <param name="Cron">The expression; null is never, the default.</param>
/// <param name="Trainer">Name of the trainer.</param>
public sealed record TrainingSchedule(string? Cron, string Trainer)
{
    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static (TrainingSchedule Schedule, string? Refusal) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string? cron = configuration["Training:Schedule"] is { Length: > 0 } set ? set : null;
        string trainer = configuration["Training:Trainer"] is { Length: > 0 } named ? named : TrainingOrder.DefaultTrainer;
        return cron is null || CronExpression.TryParse(cron, out _)
            ? (new TrainingSchedule(cron, trainer), null)
            : (new TrainingSchedule(null, trainer), $"Training:Schedule is '{cron}': write a cron expression with seconds, such as '0 0 3 * * ?' for 03:00 UTC every day, or leave it out.");
    }

    /// <summary>When it trains next; null is never.</summary>
    public DateTime? NextUtc(DateTime nowUtc) =>
        Cron is null ? null : new CronExpression(Cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(new DateTimeOffset(nowUtc, TimeSpan.Zero))?.UtcDateTime;
}
