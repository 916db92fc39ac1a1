using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr compare</c>: two models, or two score files, on the same groups.</summary>
internal static class CompareCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("compare", """
            Compare two models, or scores from anywhere, on the same groups, with a paired bootstrap interval of the difference (challenger − champion).

            Example:
              backcare ltr compare --champion old.txt --challenger new.txt --data test.svm --query test.svm.query --metric ndcg@10
            """);
        options.Data.AddTo(command);
        foreach (Option option in new Option[] { options.Champion, options.ChampionScores, options.Challenger, options.ChallengerScores, options.Metrics, options.Resamples, options.Seed, options.Json })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(options.Champion) is null == result.GetResult(options.ChampionScores) is null)
                result.AddError("Give either --champion or --champion-scores.");
            if (result.GetResult(options.Challenger) is null == result.GetResult(options.ChallengerScores) is null)
                result.AddError("Give either --challenger or --challenger-scores.");
        });
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options given)
    {
        GradedFiles files = given.Data.Files(parsed)!;
        TextWriter error = parsed.InvocationConfiguration.Error, output = parsed.InvocationConfiguration.Output;
        RankingData data = files.Load();
        double[] champion = Scores(parsed.GetValue(given.Champion), parsed.GetValue(given.ChampionScores));
        double[] challenger = Scores(parsed.GetValue(given.Challenger), parsed.GetValue(given.ChallengerScores));
        BootstrapOptions bootstrap = new(parsed.GetValue(given.Resamples), parsed.GetValue(given.Seed));
        Comparison[] rows = [.. parsed.GetValue(given.Metrics)!.Select(metric => Comparison.Of(metric, data, champion, challenger, bootstrap))];
        if (parsed.GetValue(given.Json))
            output.WriteLine(JsonSerializer.Serialize(new { data.Rows, data.Groups, Metrics = rows }, JsonText.Indented));
        else
            Print(output, rows);
        return Root.Done;

        double[] Scores(string? model, string? scores) =>
            model is null ? ScoreFile.Read(scores!, data.Rows) : RankedRows.Scores(ModelFile.Read(model), data, files.Data, error);
    }

    private static void Print(TextWriter output, IReadOnlyList<Comparison> rows)
    {
        output.WriteLine($"{"",-12}{"champion",10}{"challenger",12}{"difference",12}   {"95 % interval",-20}{"groups",7}{"skipped",9}");
        foreach (Comparison row in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Metric,-12}{row.Champion.Estimate,10:0.0000}{row.Challenger.Estimate,12:0.0000}{row.Difference.Estimate,12:+0.0000;-0.0000;0.0000}   {$"[{row.Difference.Lower:0.0000}, {row.Difference.Upper:0.0000}]",-20}{row.Groups,7}{row.Skipped,9}"));
        }
    }

    private sealed record Comparison(string Metric, Value Champion, Value Challenger, Value Difference, int Groups, int Skipped)
    {
        public static Comparison Of(RankingMetric metric, RankingData data, double[] champion, double[] challenger, BootstrapOptions bootstrap)
        {
            MetricValues old = RankedRows.Measure(metric, data, champion), fresh = RankedRows.Measure(metric, data, challenger);
            return new Comparison(
                metric.ToString(),
                Value.Of(PairedBootstrap.Mean(old.PerGroup, bootstrap)),
                Value.Of(PairedBootstrap.Mean(fresh.PerGroup, bootstrap)),
                Value.Of(PairedBootstrap.Difference(fresh.PerGroup, old.PerGroup, bootstrap)),
                old.Counted,
                old.Skipped);
        }
    }

    private sealed class Options
    {
        public readonly DataOptions Data = new();
        public readonly Option<string?> Champion = new("--champion") { HelpName = "old.txt", Description = "Model to compare with." };
        public readonly Option<string?> ChampionScores = new("--champion-scores") { HelpName = "old.scores", Description = "Scores instead, one a line." };
        public readonly Option<string?> Challenger = new("--challenger") { HelpName = "new.txt", Description = "Model that wants to be better." };
        public readonly Option<string?> ChallengerScores = new("--challenger-scores") { HelpName = "new.scores", Description = "Scores instead, one a line." };
        public readonly Option<RankingMetric[]> Metrics = MetricOption.Several();
        public readonly Option<int> Resamples = NumberOption.Whole("--resamples", 2_000, 100, "Bootstrap resamples, at least 100.");
        public readonly Option<ulong> Seed = NumberOption.Of<ulong>("--seed", 1, _ => true, "a whole number, at least 0", "Seed of the resamples.");
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    }
}
