using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

public class NdcgTests
{
    [Fact]
    public void Gain_is_two_to_the_grade_less_one_and_the_discount_is_the_logarithm_of_the_position()
    {
        // Order by score: grades 0, 2, 1. DCG = 3/log2(3) + 1/log2(4); ideal = 3 + 1/log2(3).
        double dcg = 3 / Math.Log2(3) + 0.5;
        double ideal = 3 + 1 / Math.Log2(3);

        Assert.Equal(dcg / ideal, Ndcg.At(10, [1, 0, 2], [0.1, 0.9, 0.5]), 15);
    }

    [Fact]
    public void The_cut_applies_to_the_order_and_to_the_ideal()
    {
        // At 1 the top row has grade 1 and the best possible top row grade 2.
        Assert.Equal(1.0 / 3, Ndcg.At(1, [1, 2], [0.9, 0.5]), 15);
    }

    [Fact]
    public void Tied_rows_share_the_mean_gain_of_their_block()
    {
        // Both orders of (3, 0) are equally likely: (1 + 1/log2(3)) / 2 of the ideal gain 7 · 1.
        double expected = (1 + 1 / Math.Log2(3)) / 2;

        Assert.Equal(expected, Ndcg.At(5, [3, 0], [0.5, 0.5]), 15);
        Assert.Equal(0.5, Ndcg.At(1, [3, 0], [0.5, 0.5]), 15);
    }

    [Fact]
    public void A_perfect_order_is_one_and_a_group_without_a_relevant_row_has_no_value()
    {
        Assert.Equal(1, Ndcg.At(10, [4, 2, 0], [3, 2, 1]));
        Assert.True(double.IsNaN(Ndcg.At(10, [0, 0], [1, 2])));
        Assert.True(double.IsNaN(Ndcg.At(10, [], [])));
    }

    [Fact]
    public void A_score_that_is_not_a_number_ranks_last()
    {
        Assert.Equal(1 / Math.Log2(3), Ndcg.At(2, [1, 0], [double.NaN, -1e300]), 15);
    }

    [Fact]
    public void Lengths_that_differ_and_a_depth_of_zero_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Ndcg.At(1, [1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ndcg.At(0, [1], [1]));
    }
}
