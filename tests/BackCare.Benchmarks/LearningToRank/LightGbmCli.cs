using System.Globalization;
using System.Text.RegularExpressions;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>LightGBM's command line program, built elsewhere; its path is given with <c>--lightgbm</c>.</summary>
internal sealed partial class LightGbmCli(string program)
{
    /// <summary>Trains with the settings of <paramref name="options"/>; the query file lies beside <paramref name="data"/>.</summary>
    internal ProcessRun Train(string data, string? valid, string model, TrainerOptions options, int threads)
    {
        List<string> arguments =
        [
            "task=train", "objective=lambdarank", "metric=ndcg", "label_column=0", $"data={data}", $"output_model={model}",
            $"eval_at={options.Metric.Split('@')[^1]}",
            Text("num_iterations", options.Trees), Text("learning_rate", options.LearningRate), Text("num_leaves", options.Leaves),
            Text("min_data_in_leaf", options.MinDataInLeaf), Text("min_sum_hessian_in_leaf", options.MinHessianInLeaf),
            Text("bagging_fraction", options.BaggingFraction), Text("bagging_freq", options.BaggingFrequency),
            Text("feature_fraction", options.FeatureFraction), Text("max_depth", options.MaxDepth), Text("max_bin", options.MaxBin),
            Text("lambda_l1", options.LambdaL1), Text("lambda_l2", options.LambdaL2), Text("seed", options.Seed),
            Text("num_threads", threads), Text("early_stopping_round", options.EarlyStoppingRounds),
        ];
        if (valid is not null)
            arguments.Add($"valid={valid}");
        return ProcessRun.Of(program, arguments);
    }

    /// <summary>Scores the rows of <paramref name="data"/>.</summary>
    internal double[] Predict(string data, string model)
    {
        string scores = model + ".scores";
        ProcessRun.Of(program, ["task=predict", $"data={data}", $"input_model={model}", $"output_result={scores}", "label_column=0"]);
        return [.. File.ReadLines(scores).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Seconds LightGBM says it spent on its trees, loading and binning left out.</summary>
    internal static double TrainingSeconds(ProcessRun run) =>
        double.Parse(Elapsed().Matches(run.Output)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Seconds LightGBM says it spent on reading and binning.</summary>
    internal static double LoadingSeconds(ProcessRun run) =>
        double.Parse(Loaded().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Text(string name, double value) => FormattableString.Invariant($"{name}={value}");

    [GeneratedRegex(@"([0-9.]+) seconds elapsed, finished iteration")]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"Finished loading data in ([0-9.]+) seconds")]
    private static partial Regex Loaded();
}
