using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class SamplingTests
{
    [Fact]
    public void About_the_wanted_share_of_rows_is_drawn_in_rising_order()
    {
        int[] rows = Sampling.Rows(100_000, 0.3, seed: 7, draw: 2);

        Assert.InRange(rows.Length, 29_300, 30_700);
        Assert.Equal(rows.Order().Distinct(), rows);
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_draw_or_seed_does_not()
    {
        int[] rows = Sampling.Rows(1_000, 0.5, seed: 1, draw: 0);

        Assert.Equal(rows, Sampling.Rows(1_000, 0.5, seed: 1, draw: 0));
        Assert.NotEqual(rows, Sampling.Rows(1_000, 0.5, seed: 1, draw: 1));
        Assert.NotEqual(rows, Sampling.Rows(1_000, 0.5, seed: 2, draw: 0));
    }

    [Theory]
    [InlineData(40, 0.5, 20)]
    [InlineData(40, 0.01, 1)]
    [InlineData(3, 0.5, 2)]
    [InlineData(7, 1, 7)]
    public void The_wanted_number_of_features_is_drawn(int features, double fraction, int expected)
    {
        Assert.Equal(expected, Sampling.Features(features, fraction, seed: 3, tree: 9).Count(chosen => chosen));
    }
}
