using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.Reports;

/// <summary>Everything a training report shows, as numbers.</summary>
public sealed record TrainingReport
{
    /// <summary>What was trained.</summary>
    public required string Title { get; init; }

    /// <summary>Data, options, seed and hashes, as name and value.</summary>
    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    /// <summary>The metric the report is about.</summary>
    public required RankingMetric Metric { get; init; }

    /// <summary>Whether the measured groups took no part in growing trees; early stopping may still have watched them.</summary>
    public required bool HeldOut { get; init; }

    /// <summary>Whether the number of trees was chosen by the measured groups.</summary>
    public required bool StoppedByThem { get; init; }

    /// <summary>Groups measured.</summary>
    public required int Groups { get; init; }

    /// <summary>Groups left out because they have no relevant row.</summary>
    public required int Skipped { get; init; }

    /// <summary>One entry a tree grown.</summary>
    public required IReadOnlyList<TrainingProgress> LearningCurve { get; init; }

    /// <summary>Trees kept.</summary>
    public required int BestIteration { get; init; }

    /// <summary>What the best single feature is, chosen on the training groups; null when there is none.</summary>
    public required FeatureBaseline? BestFeature { get; init; }

    /// <summary>Metrics of the model beside its baselines.</summary>
    public required IReadOnlyList<MeasuredMetric> Metrics { get; init; }

    /// <summary>Features by falling mean contribution, those that no tree uses left out.</summary>
    public required IReadOnlyList<FeatureWeight> Importance { get; init; }

    /// <summary>Curves of the most important features.</summary>
    public required IReadOnlyList<DependenceCurve> Dependence { get; init; }

    /// <summary>The metric on parts of the groups.</summary>
    public required IReadOnlyList<SliceValue> Slices { get; init; }
}

/// <summary>A metric of a model beside its baselines, on the same groups.</summary>
/// <param name="Name">The metric, as <c>ndcg@10</c>.</param>
/// <param name="Model">The model's mean.</param>
/// <param name="Random">The exact expectation over random orders, averaged over groups.</param>
/// <param name="BestFeature">The best single feature's mean; null when there is none.</param>
/// <param name="OverRandom">Paired difference to random.</param>
/// <param name="OverBestFeature">Paired difference to the best single feature.</param>
public sealed record MeasuredMetric(
    string Name, Interval Model, Interval Random, Interval? BestFeature, Interval OverRandom, Interval? OverBestFeature);

/// <summary>How much a feature matters, each figure as a share of the sum over features.</summary>
/// <param name="Feature">Column.</param>
/// <param name="Name">Its name.</param>
/// <param name="Gain">Share of the total split gain.</param>
/// <param name="Splits">Share of the splits.</param>
/// <param name="Contribution">Share of the summed mean absolute contributions.</param>
public sealed record FeatureWeight(int Feature, string Name, double Gain, double Splits, double Contribution);

/// <summary>The metric on one slice.</summary>
/// <param name="Name">The slice.</param>
/// <param name="Groups">Groups in it.</param>
/// <param name="Model">The model's mean.</param>
/// <param name="Random">Mean expectation of a random order.</param>
public sealed record SliceValue(string Name, int Groups, Interval Model, double Random);
