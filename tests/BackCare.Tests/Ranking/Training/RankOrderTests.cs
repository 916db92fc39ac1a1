using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class RankOrderTests
{
    [Fact]
    public void Higher_scores_come_first_and_ties_keep_row_order()
    {
        int[] order = [3, 2, 1, 0];

        RankOrder.Restore(order, [1, 5, 1, 5]);

        Assert.Equal([1, 3, 0, 2], order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(2_000)]
    public void Any_starting_order_gives_the_same_result(int rows)
    {
        Random random = new(rows);
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(0, rows / 2 + 1))];
        int[] expected = [.. Enumerable.Range(0, rows).OrderByDescending(row => scores[row]).ThenBy(row => row)];
        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order);

        RankOrder.Restore(order, scores);

        Assert.Equal(expected, order);
    }
}
