using System.Diagnostics;
using BackCare.App.Messaging;
using BackCare.Domain.Recommend;

namespace BackCare.App.Telemetry;

/// <summary>Times the steps of one answer for whoever listens: a measurement for the meter, a span for a request that is traced. The decisions have no clock of their own.</summary>
internal sealed class StageWatch
{
    private static readonly string[] Names = [.. Enum.GetNames<Stage>().Select(name => name.ToLowerInvariant())];

    private readonly AnswerMetrics metrics;
    private readonly TimeProvider clock;
    private readonly bool isTraced;
    private DateTimeOffset at;
    private long since;

    private StageWatch(AnswerMetrics metrics, TimeProvider clock, bool isTraced)
    {
        (this.metrics, this.clock, this.isTraced) = (metrics, clock, isTraced);
        if (isTraced)
            at = clock.GetUtcNow();
        since = clock.GetTimestamp();
    }

    /// <summary>A watch that runs from now on; null when nobody listens, which is the usual case and costs nothing.</summary>
    public static StageWatch? Start(AnswerMetrics metrics, TimeProvider clock)
    {
        bool isTraced = Activity.Current is { IsAllDataRequested: true, Source.Name: Traces.SourceName };
        return isTraced || metrics.IsHeard ? new StageWatch(metrics, clock, isTraced) : null;
    }

    /// <summary>A step is done, the next one begins.</summary>
    public void Passed(Stage stage, int count)
    {
        long now = clock.GetTimestamp();
        TimeSpan taken = clock.GetElapsedTime(since, now);
        since = now;
        metrics.Passed(stage, taken, count);
        if (!isTraced)
            return;
        DateTimeOffset ended = at + taken;
        using Activity? span = Traces.Source.StartActivity(Names[(int)stage], ActivityKind.Internal, parentContext: default, startTime: at);
        // Counts of candidates and products; how many symptoms or danger signs one report named is nobody's business.
        if (stage >= Stage.Collect)
            span?.SetTag("backcare.count", count);
        span?.SetEndTime(ended.UtcDateTime);
        at = ended;
    }
}
