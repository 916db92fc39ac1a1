using BackCare.Ranking.Data;
using BackCare.Ranking.MLNet;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class ShuffledRowsTests
{
    [Fact]
    public void Groups_stay_together_and_every_row_comes_once()
    {
        RankingData data = SortedByGrade(groups: 50, size: 9);

        int[] order = ShuffledRows.Order(data, seed: 1);

        for (int group = 0; group < data.Groups; group++)
        {
            Range rows = data.GroupStarts[group]..data.GroupStarts[group + 1];
            Assert.Equal(Enumerable.Range(rows.Start.Value, 9), order[rows].Order());
        }
    }

    [Fact]
    public void Rows_sorted_by_grade_are_not_sorted_any_more()
    {
        RankingData data = SortedByGrade(groups: 1_000, size: 5);
        int[] order = ShuffledRows.Order(data, seed: 1);

        // Where each of the five grades of a group stands: about 2 on average once order and grade have nothing to do with each other.
        double[] mean = new double[5];
        for (int position = 0; position < order.Length; position++)
            mean[(int)data.Grades[order[position]]] += position % 5 / 1_000.0;

        Assert.All(mean, place => Assert.InRange(place, 1.8, 2.2));
    }

    [Fact]
    public void The_order_depends_on_the_seed_alone()
    {
        RankingData data = SortedByGrade(groups: 20, size: 10);

        Assert.Equal(ShuffledRows.Order(data, 7), ShuffledRows.Order(data, 7));
        Assert.NotEqual(ShuffledRows.Order(data, 7), ShuffledRows.Order(data, 8));
    }

    private static RankingData SortedByGrade(int groups, int size)
    {
        int rows = groups * size;
        float[] grades = [.. Enumerable.Range(0, rows).Select(row => (float)(row % size))];
        return new RankingData(new FeatureMatrix(rows, 1, new float[rows]), grades, RankingData.StartsFromSizes([.. Enumerable.Repeat(size, groups)]));
    }
}
