using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>Everything that was measured of a challenger on the test part, beside its baselines.</summary>
public sealed record ModelEvaluation
{
    /// <summary>Lists of the test part.</summary>
    public required int Groups { get; init; }

    /// <summary>Lists of the test part with a response; the others tell no order.</summary>
    public required int Counted { get; init; }

    /// <summary>What the challenger is compared with by the gate: <c>champion</c>, or <c>knowledge</c> when none serves.</summary>
    public required string Reference { get; init; }

    /// <summary>The champion among the baselines is a starter and not the reference.</summary>
    public bool BesideStarter { get; init; }

    /// <summary>Metrics, the gate's NDCG@10 among them.</summary>
    public required IReadOnlyList<MetricFigures> Metrics { get; init; }

    /// <summary>The gate's metric on parts of the lists.</summary>
    public required IReadOnlyList<SliceFigures> Slices { get; init; }

    /// <summary>Coverage, diversity and novelty, by ranker.</summary>
    public required IReadOnlyList<QualityFigures> Quality { get; init; }

    /// <summary>Off-policy values by reward, clicks first; empty when no test list was randomised.</summary>
    public required IReadOnlyList<OffPolicyComparison> OffPolicy { get; init; }

    /// <summary>Whether predicted response rates come true; null when the model could not be fitted.</summary>
    public required CalibrationCurve? Calibration { get; init; }

    /// <summary>The metric that the gate looks at.</summary>
    public MetricFigures Gate => Metrics.First(metric => metric.Name == GateMetric);

    /// <summary>Name of the gate's metric.</summary>
    public const string GateMetric = "ndcg@10";
}

/// <summary>One metric of the challenger and of every baseline.</summary>
/// <param name="Name">As <c>ndcg@10</c>.</param>
/// <param name="Weighted">Whether responses count by inverse propensity.</param>
/// <param name="Challenger">The challenger's value.</param>
/// <param name="Baselines">Each baseline's value and what the challenger gains over it, paired over lists.</param>
public sealed record MetricFigures(string Name, bool Weighted, Interval Challenger, IReadOnlyList<BaselineFigure> Baselines)
{
    /// <summary>One baseline; null when it was not measured.</summary>
    public BaselineFigure? Of(string baseline) => Baselines.FirstOrDefault(b => b.Name == baseline);
}

/// <summary>A baseline beside the challenger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Gain">Challenger minus baseline on the same lists.</param>
public sealed record BaselineFigure(string Name, Interval Value, Interval Gain);

/// <summary>The gate's metric on a part of the lists.</summary>
/// <param name="Name">What the lists have in common.</param>
/// <param name="Groups">Lists with a response.</param>
/// <param name="Challenger">The challenger's value.</param>
/// <param name="Reference">The reference's value.</param>
/// <param name="Gain">Challenger minus reference.</param>
public sealed record SliceFigures(string Name, int Groups, Interval Challenger, Interval Reference, Interval Gain);

/// <summary>List quality under one ranker.</summary>
/// <param name="Name">The ranker.</param>
/// <param name="Quality">The figures.</param>
public sealed record QualityFigures(string Name, ListQuality Quality);
