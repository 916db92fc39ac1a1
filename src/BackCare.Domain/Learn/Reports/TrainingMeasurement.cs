using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Reports;

/// <summary>Measures a forest on graded groups: metrics beside baselines, importance, dependence, slices.</summary>
/// <param name="data">The measured groups.</param>
/// <param name="scores">The forest's score of each row.</param>
/// <param name="bestFeature">The single-feature baseline, chosen on other groups.</param>
/// <param name="bootstrap">How intervals are drawn.</param>
public sealed class TrainingMeasurement(RankingData data, double[] scores, FeatureBaseline? bestFeature, BootstrapOptions bootstrap)
{
    private readonly double[] tied = new double[data.Rows];
    private readonly double[]? featureScores = bestFeature?.Scores(data);

    /// <summary>One metric of the model beside its baselines.</summary>
    public MeasuredMetric Metric(RankingMetric metric)
    {
        IReadOnlyList<double> model = PerGroup(metric, scores), random = PerGroup(metric, tied);
        IReadOnlyList<double>? feature = featureScores is null ? null : PerGroup(metric, featureScores);
        return new MeasuredMetric(
            metric.ToString(),
            PairedBootstrap.Mean(model, bootstrap),
            PairedBootstrap.Mean(random, bootstrap),
            feature is null ? null : PairedBootstrap.Mean(feature, bootstrap),
            PairedBootstrap.Difference(model, random, bootstrap),
            feature is null ? null : PairedBootstrap.Difference(model, feature, bootstrap));
    }

    /// <summary>The metric on every slice of the groups.</summary>
    public IReadOnlyList<SliceValue> Slices(RankingMetric metric)
    {
        IReadOnlyList<double> model = PerGroup(metric, scores), random = PerGroup(metric, tied);
        return [.. GroupSlice.Of(data).Select(slice => new SliceValue(
            slice.Name,
            slice.Groups.Count,
            PairedBootstrap.Mean([.. slice.Groups.Select(group => model[group])], bootstrap),
            slice.Groups.Average(group => random[group])))];
    }

    /// <summary>Features by falling mean contribution; those that no tree uses are left out.</summary>
    public static IReadOnlyList<FeatureWeight> Importance(FlatForest forest, Attributions attributions)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ArgumentNullException.ThrowIfNull(attributions);
        double[] gain = Shares(FeatureImportance.Gains(forest));
        double[] splits = Shares([.. FeatureImportance.Splits(forest).Select(count => (double)count)]);
        double[] contribution = Shares(attributions.MeanMagnitudes());
        return
        [
            .. Enumerable.Range(0, forest.Features)
                .Where(feature => splits[feature] > 0)
                .Select(feature => new FeatureWeight(feature, forest.FeatureNames[feature], gain[feature], splits[feature], contribution[feature]))
                .OrderByDescending(weight => weight.Contribution).ThenByDescending(weight => weight.Gain).ThenBy(weight => weight.Feature),
        ];
    }

    /// <summary>The dependence curve of one feature over the sampled rows.</summary>
    public DependenceCurve Dependence(FeatureWeight feature, Attributions attributions) => Dependence(data, feature, attributions);

    /// <summary>The dependence curve of one feature over sampled rows of <paramref name="data"/>.</summary>
    public static DependenceCurve Dependence(RankingData data, FeatureWeight feature, Attributions attributions)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(attributions);
        float[] values = new float[attributions.Rows.Count];
        ReadOnlySpan<float> column = data.Features.Column(feature.Feature);
        for (int i = 0; i < values.Length; i++)
            values[i] = column[attributions.Rows[i]];
        return DependenceCurve.Of(feature.Name, values, attributions.Of(feature.Feature));
    }

    private IReadOnlyList<double> PerGroup(RankingMetric metric, double[] rowScores) =>
        metric.Evaluate(data, rowScores).PerGroup;

    private static double[] Shares(double[] amounts)
    {
        double sum = amounts.Sum();
        return sum > 0 ? [.. amounts.Select(amount => amount / sum)] : amounts;
    }
}
