using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Reports;

/// <summary>The best order one feature alone gives: the baseline a trained model has to beat.</summary>
/// <param name="Feature">Column of the feature.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rising">Whether higher values come first.</param>
public sealed record FeatureBaseline(int Feature, string Name, bool Rising)
{
    private const int GroupsLookedAt = 2_000;

    /// <summary>Tries every feature in both directions on the training groups, so that the choice has not seen the groups it is measured on.</summary>
    /// <param name="train">Training groups; beyond 2,000, that many evenly spaced ones are looked at.</param>
    /// <param name="metric">What better means.</param>
    /// <returns>Ties go to the lower column and to rising. Null when no training group has a relevant row.</returns>
    public static FeatureBaseline? ChosenOn(RankingData train, RankingMetric metric)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(metric);
        FeatureBaseline? best = null;
        double bestValue = double.NegativeInfinity;
        for (int feature = 0; feature < train.Features.Columns; feature++)
        {
            foreach (bool rising in new[] { true, false })
            {
                double value = MeanOf(train, metric, feature, rising);
                if (value <= bestValue || double.IsNaN(value))
                    continue;
                bestValue = value;
                best = new FeatureBaseline(feature, train.Features.FeatureNames[feature], rising);
            }
        }
        return best;
    }

    /// <summary>One score per row; a missing value stays NaN, which ranks last in either direction.</summary>
    public double[] Scores(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        double[] scores = new double[data.Rows];
        Fill(data.Features.Column(Feature), Rising, scores);
        return scores;
    }

    private static double MeanOf(RankingData data, RankingMetric metric, int feature, bool rising)
    {
        ReadOnlySpan<float> column = data.Features.Column(feature);
        int looked = Math.Min(data.Groups, GroupsLookedAt);
        double[] values = new double[looked], scores = [];
        for (int i = 0; i < looked; i++)
        {
            int group = (int)((long)i * data.Groups / looked);
            Range rows = data.GroupStarts[group]..data.GroupStarts[group + 1];
            int count = column[rows].Length;
            if (scores.Length < count)
                scores = new double[count];
            Fill(column[rows], rising, scores);
            values[i] = metric.Of(data.Grades[rows], scores.AsSpan(0, count));
        }
        return MetricValues.From(values).Mean;
    }

    private static void Fill(ReadOnlySpan<float> values, bool rising, double[] scores)
    {
        for (int row = 0; row < values.Length; row++)
            scores[row] = rising ? values[row] : -values[row];
    }
}
