using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Learn.Reports;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>How a challenger is measured.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>How intervals are drawn.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new(1_000);

    /// <summary>Largest importance weight of the off-policy estimates. A tenth of the lists explores, so a place that only exploration fills weighs a hundred; uncut, a
    /// handful of such places would decide (docs/decisions/0052-gate-and-off-policy.md).</summary>
    public double OffPolicyClip { get; init; } = 20;

    /// <summary>The champion is a starter: it ships with the program and has met none of this shop's shoppers, so the challenger is held against the knowledge prior, and beside the champion
    /// only not to be worse (docs/decisions/0058-starter.md).</summary>
    public bool Starter { get; init; }

    /// <summary>Likeness of two products by id, in [0, 1]; null when the catalogue is not at hand, and diversity is then not measured.</summary>
    public Func<string, string, double>? Likeness { get; init; }
}

/// <summary>Measures a challenger on lists later than those it learned from, by shoppers it never saw.</summary>
public static class Evaluator
{
    private static readonly int[] Depths = [10, 1, 3, 5];
    private static readonly RankingMetric[] Plain = [RankingMetric.Parse("mrr"), RankingMetric.Parse("recall@5")];

    /// <summary>Measures the challenger beside random, popularity, knowledge prior and champion.</summary>
    /// <param name="parts">The data; only the test part is measured on.</param>
    /// <param name="challenger">The model.</param>
    /// <param name="champion">The model that serves; null when none does.</param>
    /// <param name="options">Intervals and clipping.</param>
    public static ModelEvaluation Evaluate(TrainingParts parts, FlatForest challenger, FlatForest? champion, EvaluatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        TrainingSet test = parts.Test;
        RankerScores own = RankerScores.Of(RankerScores.Challenger, challenger, test);
        RankerScores[] baselines = [.. new[]
        {
            RankerScores.OfRandom(test),
            RankerScores.OfPopularity(parts.Train, test),
            RankerScores.OfKnowledge(test),
            champion is null ? null : RankerScores.Of(RankerScores.Champion, champion, test),
        }.OfType<RankerScores>()];
        bool besideStarter = options.Starter && champion is not null && baselines.Any(b => b.Name == RankerScores.Knowledge);
        RankerScores reference = besideStarter ? baselines.First(b => b.Name == RankerScores.Knowledge) : baselines[^1];
        return new ModelEvaluation
        {
            Groups = test.Groups.Count,
            Counted = test.Groups.Count(TrainingSet.HasPositive),
            Reference = reference.Name,
            BesideStarter = besideStarter,
            Metrics = [.. Depths.Select(depth => Weighted(depth, test, own, baselines, options)), .. Plain.Select(metric => AsObserved(metric, test, own, baselines, options))],
            Slices = Slices(parts, own, reference, options),
            Quality = [.. baselines.Where(b => b.Name != RankerScores.Random).Prepend(own)
                .Select(ranker => new QualityFigures(ranker.Name, ListQuality.Of(parts.Train, test, ranker.Scores, options.Likeness)))],
            OffPolicy = OffPolicy(parts, challenger, own, options),
            Calibration = CalibrationCurve.Of(test, own.Scores, Model(parts, challenger, Clicks), Clicks, options.Bootstrap),
        };
    }

    private static double Clicks(TrainingItem item) => item.Clicked ? 1 : 0;

    private static double Purchases(TrainingItem item) => item.Grade >= JudgementRules.Purchase ? 1 : 0;

    private static MetricFigures Weighted(int depth, TrainingSet test, RankerScores own, RankerScores[] baselines, EvaluatorOptions options)
    {
        WeightedGains gains = WeightedNdcg.Evaluate(depth, test.Data, own.Scores);
        return new MetricFigures($"ndcg@{depth}", true, gains.Interval(options.Bootstrap), [.. baselines.Select(baseline =>
        {
            WeightedGains theirs = WeightedNdcg.Evaluate(depth, test.Data, baseline.Scores);
            return new BaselineFigure(baseline.Name, theirs.Interval(options.Bootstrap), gains.Over(theirs, options.Bootstrap));
        })]);
    }

    private static MetricFigures AsObserved(RankingMetric metric, TrainingSet test, RankerScores own, RankerScores[] baselines, EvaluatorOptions options)
    {
        IReadOnlyList<double> values = metric.Evaluate(test.Data, own.Scores).PerGroup;
        return new MetricFigures(metric.ToString(), false, PairedBootstrap.Mean(values, options.Bootstrap), [.. baselines.Select(baseline =>
        {
            IReadOnlyList<double> theirs = metric.Evaluate(test.Data, baseline.Scores).PerGroup;
            return new BaselineFigure(baseline.Name, PairedBootstrap.Mean(theirs, options.Bootstrap), PairedBootstrap.Difference(values, theirs, options.Bootstrap));
        })]);
    }

    private static IReadOnlyList<SliceFigures> Slices(TrainingParts parts, RankerScores own, RankerScores reference, EvaluatorOptions options)
    {
        WeightedGains gains = WeightedNdcg.Evaluate(10, parts.Test.Data, own.Scores), theirs = WeightedNdcg.Evaluate(10, parts.Test.Data, reference.Scores);
        return [.. EvaluationSlices.Of(parts.Train, parts.Test).Select(slice => SliceOf(slice, gains.Of(slice.Groups), theirs.Of(slice.Groups), options))];
    }

    private static SliceFigures SliceOf(GroupSlice slice, WeightedGains own, WeightedGains reference, EvaluatorOptions options) => new(
        slice.Name, slice.Groups.Count, own.Interval(options.Bootstrap), reference.Interval(options.Bootstrap), own.Over(reference, options.Bootstrap));

    private static IReadOnlyList<OffPolicyComparison> OffPolicy(TrainingParts parts, FlatForest challenger, RankerScores own, EvaluatorOptions options)
    {
        OffPolicyOptions estimation = new(options.OffPolicyClip) { Bootstrap = options.Bootstrap };
        return [.. new (string Name, Func<TrainingItem, double> Reward)[] { ("clicks", Clicks), ("purchases", Purchases) }
            .Select(r => OffPolicyComparison.Of(parts.Test, own.Scores, Model(parts, challenger, r.Reward), r.Name, r.Reward, estimation))
            .OfType<OffPolicyComparison>()];
    }

    // Fitted on the validation part: the test part must not explain itself, and on the training part a model's scores are better than they are. The managed trainer's last trees
    // are grown on both parts, and so are ML.NET's where responses are few: predictions are then a little too bold. The doubly robust value stays right, its propensities are known.
    private static ResponseModel Model(TrainingParts parts, FlatForest challenger, Func<TrainingItem, double> reward) =>
        ResponseModel.Fit(parts.Validation, RankerScores.Of(RankerScores.Challenger, challenger, parts.Validation).Scores, reward);
}
