using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

public class RankingMetricTests
{
    [Theory]
    [InlineData("ndcg@10", MetricKind.Ndcg, 10)]
    [InlineData("MAP@5", MetricKind.Map, 5)]
    [InlineData("mrr", MetricKind.Mrr, int.MaxValue)]
    [InlineData("err@20", MetricKind.Err, 20)]
    [InlineData("recall@1", MetricKind.Recall, 1)]
    public void A_metric_is_read_from_its_name_and_depth(string text, MetricKind kind, int depth)
    {
        RankingMetric metric = RankingMetric.Parse(text);

        Assert.Equal(new RankingMetric(kind, depth), metric);
        Assert.Equal(text.ToLowerInvariant(), metric.ToString());
    }

    [Theory]
    [InlineData("auc")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("ndcg@0")]
    [InlineData("ndcg@-1")]
    [InlineData("ndcg@ten")]
    [InlineData("ndcg@")]
    [InlineData("recall")]
    public void A_metric_that_is_not_known_is_refused_with_what_to_write(string text)
    {
        Assert.False(RankingMetric.TryParse(text, out _, out string? problem));
        Assert.Contains("@", problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => RankingMetric.Parse(text));
    }

    [Fact]
    public void Groups_without_a_relevant_row_are_skipped_and_counted()
    {
        // Groups: (1, 0) in order, (0, 0), (0, 1) in the wrong order.
        MetricValues values = RankingMetric.Parse("mrr").Evaluate([1, 0, 0, 0, 0, 1], [0, 2, 4, 6], [2, 1, 2, 1, 2, 1]);

        Assert.Equal(0.75, values.Mean);
        Assert.Equal(1, values.Skipped);
        Assert.Equal(2, values.Counted);
        Assert.Equal([1, double.NaN, 0.5], values.PerGroup);
    }

    [Fact]
    public void All_scores_equal_give_the_expected_value_of_a_random_order()
    {
        MetricValues random = RankingMetric.Parse("mrr").Evaluate([1, 0, 0, 0], [0, 4], [0, 0, 0, 0]);

        Assert.Equal((1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 4, random.Mean, 15);
    }

    [Fact]
    public void Starts_that_do_not_cover_the_rows_are_refused()
    {
        RankingMetric metric = RankingMetric.Parse("mrr");

        Assert.Throws<ArgumentException>(() => metric.Evaluate([1, 0], [0, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => metric.Evaluate([1, 0], [0, 2], [1]));
        Assert.True(double.IsNaN(metric.Evaluate([], [0], []).Mean));
    }
}
