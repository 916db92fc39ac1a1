using System.CommandLine;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr evaluate</c>: metrics of a model or a score file, beside a random order.</summary>
internal static class EvaluateCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("evaluate", """
            Measure a model, or scores from anywhere, on graded groups. Tied scores count as their expectation over random orders, so the order of rows never matters.

            Example:
              backcare ltr evaluate --model model.txt --data test.svm --query test.svm.query --metric ndcg@10 map --json
            """);
        options.Data.AddTo(command);
        foreach (Option option in new Option[] { options.Model, options.Scores, options.Metrics, options.Resamples, options.Seed, options.Json })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(options.Model) is null == result.GetResult(options.Scores) is null)
                result.AddError("Give either --model or --scores.");
        });
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options given)
    {
        (RankingData data, double[] scores) = RankedRows.Of(
            given.Data.Files(parsed)!, parsed.GetValue(given.Model), parsed.GetValue(given.Scores), parsed.InvocationConfiguration.Error);
        BootstrapOptions bootstrap = new(parsed.GetValue(given.Resamples), parsed.GetValue(given.Seed));
        double[] tied = new double[data.Rows];
        CardMetric[] metrics =
        [
            .. parsed.GetValue(given.Metrics)!.Select(metric => CardMetric.Of(
                metric, RankedRows.Measure(metric, data, scores), RankedRows.Measure(metric, data, tied), bootstrap)),
        ];
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(given.Json))
            output.WriteLine(JsonSerializer.Serialize(new { data.Rows, data.Groups, Metrics = metrics }, JsonText.Indented));
        else
            MetricTable.Print(output, metrics, "test");
        return Root.Done;
    }

    private sealed class Options
    {
        public readonly DataOptions Data = new();
        public readonly Option<string?> Model = new("--model") { HelpName = "model.txt", Description = "Model in LightGBM's text format." };
        public readonly Option<string?> Scores = new("--scores") { HelpName = "scores.txt", Description = "Scores instead of a model, one a line." };
        public readonly Option<RankingMetric[]> Metrics = MetricOption.Several();
        public readonly Option<int> Resamples = NumberOption.Whole("--resamples", 2_000, 100, "Bootstrap resamples, at least 100.");
        public readonly Option<ulong> Seed = NumberOption.Of<ulong>("--seed", 1, _ => true, "a whole number, at least 0", "Seed of the resamples.");
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    }
}
