using System.Globalization;
using BackCare.App.Learn;

namespace BackCare.Cli.Training;

/// <summary>A run's progress on the error stream: a line a stage, and while trees grow a line every few seconds.</summary>
internal sealed class RunLines(TextWriter error, TimeProvider clock) : IProgress<TrainingStatus>
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly long start = clock.GetTimestamp();
    private string stage = "";
    private long said;

    public void Report(TrainingStatus value)
    {
        lock (gate)
        {
            bool moved = value.Stage != stage;
            if (!moved && clock.GetElapsedTime(said) < Between)
                return;
            (stage, said) = (value.Stage, clock.GetTimestamp());
            error.WriteLine($"{Clock(clock.GetElapsedTime(start))}  {value.Stage}{(moved ? "" : Trees(value))}");
        }
    }

    private static string Trees(TrainingStatus at) => string.Create(CultureInfo.InvariantCulture,
        $", tree {at.Iteration} of {at.Iterations}{(at.Metric is { } metric ? $", validation {metric:0.0000}" : "")}{(at.RemainingSeconds is { } left ? $", {left:0} s left at most" : "")}");

    private static string Clock(TimeSpan span) => span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
