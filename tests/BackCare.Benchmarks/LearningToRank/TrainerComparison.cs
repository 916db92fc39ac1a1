using System.Globalization;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary><c>ltr-trainers</c>: every trainer of this build and LightGBM's program on the same files with the same settings, then the
/// models that ML.NET trained scored by ML.NET and by our forest.</summary>
internal static class TrainerComparison
{
    private static readonly string[] Metrics = ["ndcg@1", "ndcg@3", "ndcg@5", "ndcg@10"];

    /// <summary>What one trainer reached on the held-out groups, one entry a metric.</summary>
    private sealed record Outcome(string Name, double Seconds, double ProcessorSeconds, double PeakMegabytes, MetricValues[] Held);

    internal static TrainerOptions Options(Arguments arguments) => new()
    {
        Trees = arguments.Number("trees", 200),
        Leaves = 31,
        LearningRate = 0.1,
        MinDataInLeaf = 20,
        Threads = arguments.Number("threads", 2),
        Seed = arguments.Number("seed", 1),
    };

    internal static int Run(Arguments arguments)
    {
        string folder = arguments.Text("data") ?? Directory.CreateTempSubdirectory("backcare-ltr-trainers-").FullName;
        TrainerOptions options = Options(arguments);
        if (arguments.Text("data") is null)
        {
            GradedLists lists = new(arguments.Number("groups", 2_000), 24, 24, 20);
            TrainingSpeed.Save(folder, "train", lists.Make(options.Seed));
            TrainingSpeed.Save(folder, "held", (lists with { Groups = 1_000 }).Make(options.Seed + 1_000));
        }

        RankingData held = TrainingSpeed.Read(folder, "held");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Trees} trees, {options.Leaves} leaves, {options.Threads} threads; held out: {held.Groups} groups, {held.Rows} rows, {held.Features.Columns} features"));
        List<Outcome> outcomes = [.. Trainers.Catalog.Available.Select(trainer => Train(trainer.Name, folder, held, arguments))];
        if (arguments.Text("lightgbm") is { } program)
            outcomes.Add(LightGbm(new LightGbmCli(program), folder, held, options));
        foreach (Outcome outcome in outcomes)
            Print(outcome, outcomes[0]);
        foreach (TrainerListing absent in Trainers.Catalog.All.Where(listing => !listing.IsAvailable))
            Console.WriteLine($"trainer {absent.Name} is not in this build: {absent.WhyAbsent}.");
        return ScoringComparison.Run(folder, held) ? 0 : 1;
    }

    private static Outcome Train(string trainer, string folder, RankingData held, Arguments arguments)
    {
        ProcessRun run = ProcessRun.Of(Environment.ProcessPath!,
        [
            .. TrainingSpeed.OwnArguments(), "ltr-trainers-train", "--trainer", trainer, "--data", folder,
            "--trees", arguments.Text("trees") ?? "200", "--threads", arguments.Text("threads") ?? "2", "--seed", arguments.Text("seed") ?? "1",
        ]);
        using StreamReader file = new(Path.Combine(folder, trainer + ".txt"));
        double[] scores = new double[held.Rows];
        ForestScorer.Score(LightGbmText.Read(file), held.Features, scores);
        double seconds = double.Parse(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture);
        return new Outcome(trainer, seconds, run.ProcessorSeconds, run.PeakMegabytes, Measure(held, scores));
    }

    private static Outcome LightGbm(LightGbmCli program, string folder, RankingData held, TrainerOptions options)
    {
        string model = Path.Combine(folder, "lightgbm-cli.txt");
        ProcessRun run = program.Train(Path.Combine(folder, "train.svm"), null, model, options, options.Threads);
        return new Outcome(
            "lightgbm-cli", LightGbmCli.TrainingSeconds(run), run.ProcessorSeconds, run.PeakMegabytes, Measure(held, program.Predict(Path.Combine(folder, "held.svm"), model)));
    }

    private static MetricValues[] Measure(RankingData held, double[] scores) =>
        [.. Metrics.Select(metric => RankingMetric.Parse(metric).Evaluate(held.Grades, held.GroupStarts, scores))];

    private static void Print(Outcome outcome, Outcome first)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Name,-15} training {outcome.Seconds,7:F2} s   whole process {outcome.ProcessorSeconds,7:F2} processor seconds   peak {outcome.PeakMegabytes,5:F0} MB"));
        for (int metric = 0; metric < Metrics.Length; metric++)
        {
            Interval mean = PairedBootstrap.Mean(outcome.Held[metric].PerGroup, new BootstrapOptions());
            string line = string.Create(CultureInfo.InvariantCulture, $"  {Metrics[metric],-8} {mean.Estimate:F4} [{mean.Lower:F4}, {mean.Upper:F4}]");
            if (outcome != first)
            {
                Interval difference = PairedBootstrap.Difference(outcome.Held[metric].PerGroup, first.Held[metric].PerGroup, new BootstrapOptions());
                line += string.Create(CultureInfo.InvariantCulture,
                    $"   difference to {first.Name} {difference.Estimate:+0.0000;-0.0000} [{difference.Lower:+0.0000;-0.0000}, {difference.Upper:+0.0000;-0.0000}]");
            }

            Console.WriteLine(line);
        }
    }
}
