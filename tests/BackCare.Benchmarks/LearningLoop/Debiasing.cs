using System.Diagnostics;
using System.Globalization;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary>
/// Whether training on clicks finds what shoppers truly like: NDCG@10 to the true preference of the knowledge prior, of a naive model (clicks at face value), of the
/// debiased one and of the oracle (the same rows with true grades), on lists after the log. Examination is 1 / position.
/// </summary>
internal static class Debiasing
{
    internal static int Run(Arguments arguments)
    {
        int sessions = arguments.Number("sessions", 100_000), tests = arguments.Number("tests", 3_000), seeds = arguments.Number("seeds", 5);
        var bootstrap = new BootstrapOptions();
        var ratios = new List<(double Prior, double Naive, double Debiased)>();
        for (int seed = arguments.Number("first-seed", 1); ratios.Count < seeds; seed++)
        {
            long started = Stopwatch.GetTimestamp();
            SimulatedWorld world = SimulatedWorld.Run((ulong)seed, sessions, tests);
            double simulated = Seconds(ref started);
            TrainingParts parts = TrainingParts.Of(world.Log()!, new TimeSplitOptions(), new ExaminationOptions()).Parts!;
            double built = Seconds(ref started);
            var per = new Dictionary<string, IReadOnlyList<double>>
            {
                ["random"] = world.Ndcg(world.NoScores()),
                ["prior"] = world.Ndcg(world.PriorScores()),
                ["naive"] = Learned(world, parts with { Train = parts.Train.Weighted(ExaminationCurve.Flat), Validation = parts.Validation.Weighted(ExaminationCurve.Flat) }),
            };
            _ = Seconds(ref started);
            per["debiased"] = Learned(world, parts);
            double trained = Seconds(ref started);
            per["oracle"] = Oracle(world, world.WithTruth(parts.Train), world.WithTruth(parts.Validation));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seed {seed}: {world.Lists} lists, {world.Events} events; simulated in {simulated:0} s, set built in {built:0.0} s, debiased model trained in {trained:0} s"));
            Console.WriteLine($"  examination {string.Join(' ', parts.Train.Examination!.Chances.Take(10).Select(c => c.ToString("0.000", CultureInfo.InvariantCulture)))}");
            foreach ((string name, IReadOnlyList<double> values) in per)
                Console.WriteLine($"  {name,-9}{Text(PairedBootstrap.Mean(values, bootstrap))}");
            Console.WriteLine($"  debiased − naive {Text(PairedBootstrap.Difference(per["debiased"], per["naive"], bootstrap))}");
            double oracle = Mean(per["oracle"]);
            ratios.Add((Mean(per["prior"]) / oracle, Mean(per["naive"]) / oracle, Mean(per["debiased"]) / oracle));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  of the oracle: prior {ratios[^1].Prior:0.000}, naive {ratios[^1].Naive:0.000}, debiased {ratios[^1].Debiased:0.000}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"mean of {seeds} seeds, of the oracle: prior {ratios.Average(r => r.Prior):0.000}, naive {ratios.Average(r => r.Naive):0.000}, debiased {ratios.Average(r => r.Debiased):0.000} (lowest {ratios.Min(r => r.Debiased):0.000})"));
        return 0;
    }

    private static IReadOnlyList<double> Learned(SimulatedWorld world, TrainingParts parts)
    {
        TrainingPlan plan = TrainingPlan.Managed(parts, 1);
        return world.Ndcg(world.Scores(new LambdaMart().Train(plan.Train.Data, plan.Validation?.Data, plan.Options, null, default).Forest));
    }

    private static IReadOnlyList<double> Oracle(SimulatedWorld world, TrainingSet train, TrainingSet validation)
    {
        var options = new TrainerOptions { Trees = 400, Leaves = 31, MinDataInLeaf = 100, LambdaL2 = 5, EarlyStoppingRounds = 50 };
        return world.Ndcg(world.Scores(new LambdaMart().Train(train.Data, validation.Data, options, null, default).Forest));
    }

    private static double Mean(IReadOnlyList<double> values) => values.Where(v => !double.IsNaN(v)).Average();

    private static string Text(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:0.0000} [{interval.Lower:0.0000}, {interval.Upper:0.0000}]");

    private static double Seconds(ref long since)
    {
        double seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        since = Stopwatch.GetTimestamp();
        return seconds;
    }
}
