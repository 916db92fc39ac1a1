using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class RoutedRowsTests
{
    [Fact]
    public void Rows_are_counted_where_they_fall_and_an_inner_value_is_the_mean_of_its_leaves()
    {
        // Node 0: x <= 1 ? node 1 : leaf of 10.  Node 1: x <= 0 ? leaf of 30 : leaf of 20.
        RegressionTree tree = MLNetTreeConversion.Convert(
            new MLNetTree([1, ~2], [~0, ~1], [0, 0], [1, 0], [null, null], [10, 20, 30], [0, 0]));

        RegressionTree filled = RoutedRows.Fill([tree], new FeatureMatrix(4, 1, [0, 1, 2, 3]))[0];

        Assert.Equal([4, 2], filled.InternalCount);
        Assert.Equal([(30 + 20 + 10 + 10) / 4.0, 25], filled.InternalValue);
        Assert.Equal(new Dictionary<double, int> { [10] = 2, [20] = 1, [30] = 1 },
            filled.LeafValue.Zip(filled.LeafCount).ToDictionary(leaf => leaf.First, leaf => leaf.Second));
    }

    [Fact]
    public void A_column_is_described_by_its_range_or_as_unused()
    {
        Assert.Equal(["[-1.5:2]", "none"], RoutedRows.Describe(new FeatureMatrix(3, 2, [2, -1.5f, float.NaN, 7, float.NaN, 7])));
    }
}
