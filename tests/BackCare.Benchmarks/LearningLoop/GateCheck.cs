using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary><c>loop-gate</c>: what the gate says of a model that learned from the log, of one made bad on purpose (its order turned round), and of a younger one against a champion that learned from more.</summary>
internal static class GateCheck
{
    internal static int Run(Arguments arguments)
    {
        int sessions = arguments.Number("sessions", 20_000), seed = arguments.Number("seed", 1);
        SimulatedWorld world = SimulatedWorld.Run((ulong)seed, sessions, 0);
        TrainingSet log = world.Log()!;
        TrainingParts parts = TrainingParts.Of(log, TimeSplitOptions.For(log.Groups.Count), new TrainingSetOptions().Examination).Parts!;
        FlatForest better = Trained(parts), bad = Reversed(better), young = Trained(parts with { Train = Some(parts.Train, 20), Validation = Some(parts.Validation, 20) });
        Say("learned from the log, no champion", parts, better, null);
        Say("its order turned round, no champion", parts, bad, null);
        Say("its order turned round, against it", parts, bad, better);
        Say("learned from a twentieth, against it", parts, young, better);
        Say("learned from the log, against the one from a twentieth", parts, better, young);
        return 0;
    }

    private static FlatForest Trained(TrainingParts parts)
    {
        TrainingPlan plan = TrainingPlan.Managed(parts, 1);
        return plan.Grow(new LambdaMart(), null, null, default).Forest;
    }

    private static TrainingSet Some(TrainingSet set, int of) => set.Take([.. Enumerable.Range(0, set.Groups.Count).Where(group => group % of == 0)]);

    private static FlatForest Reversed(FlatForest forest) => FlatForest.FromTrees(
        forest.FeatureNames, forest.FeatureInfos, [.. forest.Trees.Select(Reversed)]);

    private static RegressionTree Reversed(RegressionTree tree) => new()
    {
        SplitFeature = tree.SplitFeature,
        Threshold = tree.Threshold,
        DecisionType = tree.DecisionType,
        LeftChild = tree.LeftChild,
        RightChild = tree.RightChild,
        LeafValue = [.. tree.LeafValue.Select(value => -value)],
        LeafWeight = tree.LeafWeight,
        LeafCount = tree.LeafCount,
        SplitGain = tree.SplitGain,
        InternalValue = [.. tree.InternalValue.Select(value => -value)],
        InternalWeight = tree.InternalWeight,
        InternalCount = tree.InternalCount,
        CategoryStart = tree.CategoryStart,
        CategoryBits = tree.CategoryBits,
    };

    private static void Say(string name, TrainingParts parts, FlatForest challenger, FlatForest? champion)
    {
        (ForestRanker? ranker, string? refusal) = ForestRanker.For(challenger, "benchmark", "challenger", FeatureSchema.Current.Hash, FeatureSchema.Current);
        ModelEvaluation evaluation = Evaluator.Evaluate(parts, challenger, champion, new EvaluatorOptions());
        var evidence = new GateEvidence(
            FeatureSchema.Current.Hash, FeatureSchema.Current.Hash, evaluation, SafetyCases.Run(SimulatedWorld.Stock, ranker ?? throw new InvalidOperationException(refusal)), ScoringP99Ms: 0);
        GateDecision decision = PromotionGate.Decide(evidence, new GateThresholds());
        Console.WriteLine($"{name}: {decision.VerdictName}");
        foreach (GateReason reason in decision.Reasons.Where(reason => reason.Name is "ndcg" or "slices" or "off_policy" or "safety"))
            Console.WriteLine($"  {reason.Outcome,-7} {reason.Text}");
    }
}
