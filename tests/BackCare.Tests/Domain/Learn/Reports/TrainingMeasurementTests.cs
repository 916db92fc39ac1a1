using BackCare.Domain.Learn.Reports;
using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Domain.Learn.Reports;

public class TrainingMeasurementTests
{
    // Two groups of three rows; column 0 falls with the grade, column 1 is noise, column 2 misses a value.
    private static readonly RankingData Data = new(
        FeatureMatrix.FromRows(6, 3, [0.1f, 5, 1, 0.5f, 5, 0, 0.9f, 5, 0, 0.2f, 1, float.NaN, 0.3f, 2, 0, 0.1f, 3, 0]), [2, 1, 0, 1, 0, 2], [0, 3, 6]);

    [Fact]
    public void The_best_single_feature_may_be_one_whose_low_values_come_first()
    {
        FeatureBaseline best = FeatureBaseline.ChosenOn(Data, RankingMetric.Parse("ndcg@3"))!;

        Assert.Equal(new FeatureBaseline(0, "Column_0", Rising: false), best);
        Assert.Equal([-0.1f, -0.5f, -0.9f, -0.2f, -0.3f, -0.1f], best.Scores(Data).Select(score => (float)score));
        Assert.Equal(1, RankingMetric.Parse("ndcg@3").Evaluate(Data.Grades, Data.GroupStarts, best.Scores(Data)).Mean);
    }

    [Fact]
    public void Without_a_relevant_row_there_is_no_best_feature()
    {
        RankingData flat = new(new FeatureMatrix(2, 1, [1, 2]), [0, 0], [0, 2]);

        Assert.Null(FeatureBaseline.ChosenOn(flat, RankingMetric.Parse("ndcg@3")));
        Assert.Empty(GroupSlice.Of(flat));
    }

    [Fact]
    public void A_model_stands_beside_random_and_the_best_feature_with_paired_gains()
    {
        FeatureBaseline feature = new(1, "Column_1", Rising: true);
        TrainingMeasurement measurement = new(Data, [3, 2, 1, 2, 1, 3], feature, new BootstrapOptions(Resamples: 100));

        MeasuredMetric metric = measurement.Metric(RankingMetric.Parse("mrr"));

        // Model: both first rows relevant. Random: 2 of 3 rows relevant, 2/3 + 1/3 · 1/2. Feature: group 1 tied as random, group 2 in order.
        Assert.Equal(1, metric.Model.Estimate);
        Assert.Equal(5.0 / 6, metric.Random.Estimate, 12);
        Assert.Equal((5.0 / 6 + 1) / 2, metric.BestFeature!.Value.Estimate, 12);
        Assert.Equal(1.0 / 6, metric.OverRandom.Estimate, 12);
        Assert.Equal(1.0 / 12, metric.OverBestFeature!.Value.Estimate, 12);
    }

    [Fact]
    public void Slices_part_the_groups_by_length_relevant_rows_and_best_grade()
    {
        // Sizes 1, 1, 2, 2, 3, 3; one relevant row each; best grades 1, 2, 1, 2, 1, 2; a seventh group has none.
        RankingData data = new(
            new FeatureMatrix(14, 1, new float[14]), [1, 2, 1, 0, 2, 0, 1, 0, 0, 2, 0, 0, 0, 0], [0, 1, 2, 4, 6, 9, 12, 14]);

        IReadOnlyList<GroupSlice> slices = GroupSlice.Of(data);

        Assert.Equal(["1 rows", "2 rows", "3 rows", "1 relevant rows", "best grade 1", "best grade 2"], slices.Select(slice => slice.Name));
        Assert.Equal([2, 3], slices[1].Groups);
        Assert.Equal([0, 2, 4], slices[4].Groups);
    }

    [Fact]
    public void A_dependence_curve_bins_rows_by_value_keeps_equal_values_together_and_tells_missing_apart()
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(i => (float)i), 19, float.NaN, float.NaN];
        double[] contributions = [.. Enumerable.Range(0, 20).Select(i => (double)i), 39, 4, 6];

        DependenceCurve curve = DependenceCurve.Of("x", values, contributions);

        Assert.Equal(21, curve.Points.Count);
        Assert.Equal(5, curve.Missing);
        Assert.Equal(new DependenceBin(0, 2, 1, 1, 3), curve.Bins[0]);
        Assert.Equal(new DependenceBin(18, 19, 56.0 / 3, 76.0 / 3, 3), curve.Bins[^1]);
    }

    [Fact]
    public void Attributions_give_mean_magnitudes_and_a_feature_alone()
    {
        Attributions attributions = new([0, 5], 2, [1, -2, -3, 4]);

        Assert.Equal([2, 3], attributions.MeanMagnitudes());
        Assert.Equal([-2, 4], attributions.Of(1));
        Assert.Equal([0, 3, 6], Attributions.Sample(10, 3));
        Assert.Equal([0, 1], Attributions.Sample(2, 3));
    }
}
