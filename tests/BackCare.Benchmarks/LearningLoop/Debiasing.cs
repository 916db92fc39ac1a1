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
    private static readonly string[] Names = ["random", "prior", "naive", "debiased", "oracle"];

    internal static int Run(Arguments arguments)
    {
        int sessions = arguments.Number("sessions", 100_000), tests = arguments.Number("tests", 3_000), seeds = arguments.Number("seeds", 5), first = arguments.Number("first-seed", 1);
        var results = new LoopResults(arguments);
        for (int seed = first; seed < first + seeds; seed++)
        {
            if (!results.Has(seed, sessions, [.. Names, "debiased − prior"]))
                Measure(results, seed, sessions, tests);
            Console.WriteLine($"seed {seed}: {string.Join(", ", Names.Select(name => $"{name} {LoopResults.Text(results[seed, sessions, name])}"))}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  debiased − naive {LoopResults.Text(results[seed, sessions, "debiased − naive"])}; of the oracle: prior {Of(seed, "prior"):0.000}, naive {Of(seed, "naive"):0.000}, debiased {Of(seed, "debiased"):0.000}"));
        }

        int[] all = [.. Enumerable.Range(first, seeds)];
        Console.WriteLine($"{seeds} seeds from {first}, mean with Student's 95 % interval over seeds: {string.Join(", ", Names.Select(name => $"{name} {Over(seed => results[seed, sessions, name].Estimate)}"))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  of the oracle: prior {Over(seed => Of(seed, "prior"))}, naive {Over(seed => Of(seed, "naive"))}, debiased {Over(seed => Of(seed, "debiased"))} (lowest {all.Min(seed => Of(seed, "debiased")):0.000}); debiased − naive {Over(seed => results[seed, sessions, "debiased − naive"].Estimate)}"));
        return 0;

        double Of(int seed, string name) => results[seed, sessions, name].Estimate / results[seed, sessions, "oracle"].Estimate;

        string Over(Func<int, double> value) => LoopResults.Text(LoopResults.OverSeeds([.. all.Select(value)]));
    }

    private static void Measure(LoopResults results, int seed, int sessions, int tests)
    {
        long started = Stopwatch.GetTimestamp();
        SimulatedWorld world = SimulatedWorld.Run((ulong)seed, sessions, tests);
        double simulated = Seconds(ref started);
        TrainingSet log = world.Log()!;
        TrainingParts parts = TrainingParts.Of(log, TimeSplitOptions.For(log.Groups.Count), new TrainingSetOptions().Examination).Parts!;
        double built = Seconds(ref started);
        var bootstrap = new BootstrapOptions();
        var per = new Dictionary<string, IReadOnlyList<double>> { ["random"] = world.Ndcg(world.NoScores()), ["prior"] = world.Ndcg(world.PriorScores()), ["debiased"] = Learned(world, parts) };
        double trained = Seconds(ref started);
        per["naive"] = Learned(world, parts with { Train = parts.Train.Weighted(ExaminationCurve.Flat), Validation = parts.Validation.Weighted(ExaminationCurve.Flat) });
        per["oracle"] = Oracle(world, world.WithTruth(parts.Train), world.WithTruth(parts.Validation));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {world.Lists} lists, {world.Events} events, {parts.Train.Responses + parts.Validation.Responses} responses learned from; simulated in {simulated:0} s, set built in {built:0.0} s, debiased model trained in {trained:0} s"));
        Console.WriteLine($"  examination {string.Join(' ', parts.Train.Examination!.Chances.Take(10).Select(c => c.ToString("0.000", CultureInfo.InvariantCulture)))}");
        foreach (string name in Names)
            results.Keep(seed, sessions, name, PairedBootstrap.Mean(per[name], bootstrap));
        results.Keep(seed, sessions, "debiased − naive", PairedBootstrap.Difference(per["debiased"], per["naive"], bootstrap));
        results.Keep(seed, sessions, "debiased − prior", PairedBootstrap.Difference(per["debiased"], per["prior"], bootstrap));
    }

    private static IReadOnlyList<double> Learned(SimulatedWorld world, TrainingParts parts) =>
        world.Ndcg(world.Scores(TrainingPlan.Managed(parts, 1).Grow(new LambdaMart(), null, null, default).Forest));

    private static IReadOnlyList<double> Oracle(SimulatedWorld world, TrainingSet train, TrainingSet validation)
    {
        var options = new TrainerOptions { Trees = 400, Leaves = 31, MinDataInLeaf = 100, LambdaL2 = 5, EarlyStoppingRounds = 50 };
        return world.Ndcg(world.Scores(new LambdaMart().Train(train.Data, validation.Data, options, null, default).Forest));
    }

    private static double Seconds(ref long since)
    {
        double seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        since = Stopwatch.GetTimestamp();
        return seconds;
    }
}
