using System.Globalization;
using System.Text;
using BackCare.Ranking.Training;

namespace BackCare.App.Learn;

/// <summary>Where one run of this process stands: its stage, trees, times and log. Safe for many threads.</summary>
/// <param name="clock">Tells the time of log lines and how fast trees grow.</param>
/// <param name="listener">Told of every change; null when nobody watches.</param>
internal sealed class RunningTraining(TimeProvider clock, IProgress<TrainingStatus>? listener) : IProgress<TrainingProgress>
{
    private readonly Lock gate = new();
    private readonly StringBuilder log = new();
    private TrainingStatus status = new("starting", 0, 0, null, null, "", "");
    private long growingSince;
    private int logged;

    /// <summary>Where it stands now.</summary>
    public TrainingStatus Status
    {
        get
        {
            lock (gate)
                return status;
        }
    }

    /// <summary>A new stage begins.</summary>
    public void Enter(string stage)
    {
        growingSince = clock.GetTimestamp();
        Change(now => now with { Stage = stage, RemainingSeconds = null }, stage);
    }

    /// <summary>One line for the log.</summary>
    public void Say(string line) => Change(now => now, line);

    /// <summary>What the data checks found, as JSON.</summary>
    public void Keep(string checks) => Change(now => now with { Checks = checks }, null);

    /// <summary>One more tree.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        double elapsed = clock.GetElapsedTime(growingSince).TotalSeconds;
        double? metric = value.ValidationMetric ?? value.TrainMetric;
        Change(
            now => now with
            {
                Iteration = value.Iteration,
                Iterations = value.Iterations,
                Metric = metric,
                RemainingSeconds = elapsed / value.Iteration * (value.Iterations - value.Iteration),
            },
            IsMilestone(value) ? string.Create(CultureInfo.InvariantCulture, $"tree {value.Iteration} of {value.Iterations}{(metric is { } m ? $", validation metric {m:0.0000}" : "")}") : null);
    }

    /// <summary>The first tree and every tenth part of all are worth a line.</summary>
    private bool IsMilestone(TrainingProgress value)
    {
        int tenth = value.Iteration * 10 / Math.Max(1, value.Iterations);
        if (value.Iteration != 1 && tenth == logged)
            return false;
        logged = tenth;
        return true;
    }

    private void Change(Func<TrainingStatus, TrainingStatus> change, string? line)
    {
        TrainingStatus changed;
        lock (gate)
        {
            if (line is not null)
                log.Append(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss} {line}\n");
            changed = status = change(status) with { Log = log.ToString() };
        }

        listener?.Report(changed);
    }
}
