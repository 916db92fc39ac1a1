using System.Diagnostics;
using System.Globalization;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary><c>loop-curve</c>: NDCG@10 to the true preference against the number of sessions learned from, beside the knowledge prior on the same later lists.</summary>
internal static class LearningCurve
{
    internal static int Run(Arguments arguments)
    {
        int tests = arguments.Number("tests", 3_000), seeds = arguments.Number("seeds", 5), first = arguments.Number("first-seed", 1);
        int[] sessions = [.. (arguments.Text("sessions") ?? "0,100,1000,10000,100000").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var results = new LoopResults(arguments);
        foreach (int count in sessions)
        {
            for (int seed = first; seed < first + seeds; seed++)
            {
                if (!results.Has(seed, count, "prior", "debiased", "debiased − prior"))
                    Measure(results, seed, count, tests);
                Console.WriteLine(
                    $"{count,7} sessions, seed {seed}: prior {LoopResults.Text(results[seed, count, "prior"])}, model {LoopResults.Text(results[seed, count, "debiased"])}, model − prior {LoopResults.Text(results[seed, count, "debiased − prior"])}");
            }
        }

        Console.WriteLine($"{seeds} seeds from {first}: mean with Student's 95 % interval over seeds; the lowest difference of a seed with its interval over lists");
        foreach (int count in sessions)
        {
            int[] all = [.. Enumerable.Range(first, seeds)];
            int lowest = all.MinBy(seed => results[seed, count, "debiased − prior"].Estimate);
            Console.WriteLine(
                $"{count,7} sessions: prior {Over("prior")}, model {Over("debiased")}, model − prior {Over("debiased − prior")}; lowest {LoopResults.Text(results[lowest, count, "debiased − prior"])} (seed {lowest})");

            string Over(string name) => LoopResults.Text(LoopResults.OverSeeds([.. all.Select(seed => results[seed, count, name].Estimate)]));
        }

        return 0;
    }

    private static void Measure(LoopResults results, int seed, int sessions, int tests)
    {
        long started = Stopwatch.GetTimestamp();
        SimulatedWorld world = SimulatedWorld.Run((ulong)seed, sessions, tests);
        IReadOnlyList<double> prior = world.Ndcg(world.PriorScores());
        (IReadOnlyList<double> model, string how) = Learned(world) ?? (prior, "nothing to learn from: the knowledge prior serves");
        var bootstrap = new BootstrapOptions();
        results.Keep(seed, sessions, "prior", PairedBootstrap.Mean(prior, bootstrap));
        results.Keep(seed, sessions, "debiased", PairedBootstrap.Mean(model, bootstrap));
        results.Keep(seed, sessions, "debiased − prior", PairedBootstrap.Difference(model, prior, bootstrap));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",7} {how}; {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
    }

    /// <summary>The model that `backcare train` would make of the log; null when it would refuse.</summary>
    private static (IReadOnlyList<double> Ndcg, string How)? Learned(SimulatedWorld world)
    {
        if (world.Log() is not { } log || TrainingParts.Of(log, TimeSplitOptions.For(log.Groups.Count), new TrainingSetOptions().Examination).Parts is not { } parts)
            return null;
        TrainingPlan plan = TrainingPlan.Managed(parts, 1);
        TrainedModel model = plan.Grow(new LambdaMart(), null, null, default);
        return (world.Ndcg(world.Scores(model.Forest)), $"{log.Groups.Count} lists, {parts.Train.Responses + parts.Validation.Responses} responses, {model.Forest.Trees.Length} trees");
    }
}
