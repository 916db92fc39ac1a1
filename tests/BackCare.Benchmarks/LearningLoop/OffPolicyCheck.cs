using System.Globalization;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary>
/// <c>loop-offpolicy</c>: what IPS, SNIPS and DR say that a policy would earn, beside what it does earn when the same shoppers are shown its lists. The policy is the gate's: it reorders what was
/// shown by a trained model. Its true value is the sum of examination × chance of a click over its places, without any noise; the clicks that simulated shoppers make on its lists are shown beside it.
/// </summary>
internal static class OffPolicyCheck
{
    private static readonly string[] Estimators = ["IPS", "SNIPS", "DR"];

    internal static int Run(Arguments arguments)
    {
        int learned = arguments.Number("learn", 10_000), lists = arguments.Number("lists", 1_000), batches = arguments.Number("batches", 10);
        int seeds = arguments.Number("seeds", 5), first = arguments.Number("first-seed", 1);
        var misses = Estimators.ToDictionary(name => name, _ => new List<(double Error, double Width, bool Covers)>());
        for (int seed = first; seed < first + seeds; seed++)
        {
            SimulatedWorld world = SimulatedWorld.Run((ulong)seed, learned + lists * batches, 0);
            TrainingSet log = world.Log()!;
            if (Parts(log, learned) is not { } parts)
                continue;
            TrainingPlan plan = TrainingPlan.Managed(parts, 1);
            FlatForest forest = plan.Grow(new LambdaMart(), null, null, default).Forest;
            double[] validation = RankerScores.Of("policy", forest, parts.Validation).Scores;
            ResponseModel model = ResponseModel.Fit(parts.Validation, validation, Clicks);
            for (int batch = 0; batch < batches; batch++)
            {
                int from = parts.Test.Groups.Count * batch / batches, to = parts.Test.Groups.Count * (batch + 1) / batches;
                TrainingSet some = parts.Test.Take([.. Enumerable.Range(from, to - from)]);
                double[] scores = RankerScores.Of("policy", forest, some).Scores;
                OffPolicyComparison said = OffPolicyComparison.Of(some, scores, model, "clicks", Clicks, new OffPolicyOptions(new EvaluatorOptions().OffPolicyClip))!;
                (double truth, double clicked) = world.Value(some, TargetPolicy.Reordered(some, scores));
                Interval[] estimates = [said.Estimate.Ips, said.Estimate.Snips, said.Estimate.DoublyRobust!.Value];
                for (int e = 0; e < Estimators.Length; e++)
                    misses[Estimators[e]].Add((estimates[e].Estimate - truth, estimates[e].Upper - estimates[e].Lower, estimates[e].Contains(truth)));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"seed {seed}, {said.Lists} lists: online {truth:0.0000} (clicks {clicked:0.0000}), serving {said.Estimate.Logged.Estimate:0.0000}; {string.Join(", ", Estimators.Zip(estimates, (name, value) => $"{name} {LoopResults.Text(value)}"))}; effective {said.Estimate.EffectiveSampleSize:0}"));
            }
        }

        foreach ((string name, List<(double Error, double Width, bool Covers)> all) in misses)
        {
            Interval bias = LoopResults.OverSeeds([.. all.Select(m => m.Error)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-6} {all.Count} batches: bias {LoopResults.Text(bias)} clicks a list, root mean square error {Math.Sqrt(all.Average(m => m.Error * m.Error)):0.0000}, width of the interval {all.Average(m => m.Width):0.0000}, {all.Count(m => m.Covers)} of {all.Count} intervals hold the online value ({100.0 * all.Count(m => m.Covers) / all.Count:0} %)"));
        }

        return 0;
    }

    /// <summary>The first lists to learn from, a part of them to stop by, all later ones to estimate on.</summary>
    private static TrainingParts? Parts(TrainingSet log, int learned)
    {
        int test = log.Groups.Count - Math.Min(learned, log.Groups.Count - 1);
        return TrainingParts.Of(log, new TimeSplitOptions(ValidationShare: 0.15 * learned / log.Groups.Count, TestShare: (double)test / log.Groups.Count), new TrainingSetOptions().Examination).Parts;
    }

    private static double Clicks(TrainingItem item) => item.Clicked ? 1 : 0;
}
