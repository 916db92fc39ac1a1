using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

public class BinaryMetricTests
{
    [Fact]
    public void Reciprocal_rank_is_that_of_the_first_relevant_row()
    {
        Assert.Equal(0.5, MeanReciprocalRank.At(10, [0, 2, 1], [9, 8, 7]));
        Assert.Equal(0, MeanReciprocalRank.At(1, [0, 2, 1], [9, 8, 7]));
    }

    [Fact]
    public void Reciprocal_rank_of_two_relevant_among_three_tied_rows_is_five_sixths()
    {
        // First relevant at 1 with chance 2/3, at 2 with chance 1/3.
        Assert.Equal(2.0 / 3 + 1.0 / 6, MeanReciprocalRank.At(10, [0, 1, 1], [5, 5, 5]), 15);
    }

    [Fact]
    public void Average_precision_is_the_mean_precision_at_the_relevant_rows()
    {
        // Relevant at 1 and 3: (1/1 + 2/3) / 2.
        Assert.Equal(5.0 / 6, MeanAveragePrecision.At(10, [1, 0, 3, 0], [4, 3, 2, 1]), 15);

        // Cut at 2 only the first counts, over min(2 relevant, 2 positions).
        Assert.Equal(0.5, MeanAveragePrecision.At(2, [1, 0, 3, 0], [4, 3, 2, 1]), 15);
    }

    [Fact]
    public void Expected_reciprocal_rank_stops_by_grade()
    {
        // Stop chances 15/16 (grade 4), then 3/16 (grade 2) for those who read on.
        Assert.Equal(15.0 / 16 + 0.5 * (1.0 / 16) * (3.0 / 16), ExpectedReciprocalRank.At(10, [4, 2], [2, 1]), 15);
    }

    [Fact]
    public void Expected_reciprocal_rank_refuses_a_grade_above_four()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => ExpectedReciprocalRank.At(10, [5, 0], [2, 1]));
        Assert.Contains("5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recall_counts_the_relevant_rows_before_the_cut_and_shares_a_block_that_straddles_it()
    {
        Assert.Equal(0.5, Recall.At(2, [1, 0, 1, 0], [4, 3, 2, 1]), 15);
        Assert.Equal(2.0 / 3, Recall.At(2, [1, 1, 0], [5, 5, 5]), 15);
    }

    [Fact]
    public void Without_a_relevant_row_there_is_no_value()
    {
        foreach (string metric in new[] { "mrr", "map", "err", "recall@3", "ndcg@3" })
            Assert.True(double.IsNaN(RankingMetric.Parse(metric).Of([0, 0], [1, 2])), metric);
    }
}
