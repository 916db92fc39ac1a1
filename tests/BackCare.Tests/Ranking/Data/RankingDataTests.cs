using BackCare.Ranking.Data;

namespace BackCare.Tests.Ranking.Data;

public sealed class RankingDataTests
{
    private static readonly FeatureMatrix Three = new(3, 1, [1f, 2f, 3f]);

    [Fact]
    public void Groups_come_from_starts_and_starts_from_sizes()
    {
        RankingData data = new(Three, [0, 1, 2], RankingData.StartsFromSizes([1, 2]));

        Assert.Equal((3, 2), (data.Rows, data.Groups));
        Assert.Equal([0, 1, 3], data.GroupStarts.ToArray());
        Assert.True(data.Weights.IsEmpty);
    }

    [Theory]
    [InlineData(new float[] { 0, 1 }, new[] { 0, 3 }, new float[0], "2 grades were given for 3 rows")]
    [InlineData(new float[] { 0, -1, 0 }, new[] { 0, 3 }, new float[0], "Row 1 has grade -1")]
    [InlineData(new float[] { 0, 0, 31 }, new[] { 0, 3 }, new float[0], "Row 2 has grade 31")]
    [InlineData(new float[] { 0, 1, 0 }, new[] { 0, 2 }, new float[0], "end with the row count 3")]
    [InlineData(new float[] { 0, 1, 0 }, new[] { 0, 2, 2, 3 }, new float[0], "Group 1 has no row")]
    [InlineData(new float[] { 0, 1, 0 }, new[] { 0, 3 }, new float[] { 1 }, "1 weights were given for 3 rows")]
    [InlineData(new float[] { 0, 1, 0 }, new[] { 0, 3 }, new float[] { 1, 1, -2 }, "Row 2 has weight -2")]
    public void What_does_not_fit_is_refused_with_the_place_and_the_value(float[] grades, int[] starts, float[] weights, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new RankingData(Three, grades, starts, weights)).Message, StringComparison.Ordinal);
    }
}
