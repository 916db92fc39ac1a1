using System.Globalization;
using BackCare.App.Learn;

namespace BackCare.Cli.Runs;

/// <summary>A run as a person reads it in a terminal.</summary>
internal static class RunText
{
    public static string Progress(TrainingRun run)
    {
        string trees = run.Iterations == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", tree {run.Iteration} of {run.Iterations}");
        string metric = run.Metric is { } value ? string.Create(CultureInfo.InvariantCulture, $", NDCG@10 {value:0.0000}") : "";
        string left = run.RemainingSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds:0} s left") : "";
        return $"{run.Stage}{trees}{metric}{left}{(run.CancelRequested ? ", asked to stop" : "")}";
    }
}
