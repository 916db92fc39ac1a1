using BackCare.Ranking.Data;

namespace BackCare.Tests.Ranking.Data;

public sealed class FeatureMatrixTests
{
    [Fact]
    public void Columns_and_rows_read_back_from_either_layout()
    {
        FeatureMatrix byColumn = new(2, 3, [1, 2, 3, 4, 5, 6]), byRow = FeatureMatrix.FromRows(2, 3, [1, 3, 5, 2, 4, 6]);
        float[] row = new float[3];

        foreach (FeatureMatrix matrix in new[] { byColumn, byRow })
        {
            matrix.CopyRow(1, row);
            Assert.Equal([2, 4, 6], row);
            Assert.Equal([3, 4], matrix.Column(1).ToArray());
        }

        Assert.Equal(["Column_0", "Column_1", "Column_2"], byColumn.FeatureNames);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_place()
    {
        Assert.Contains("need 6 values, 5 were given", Assert.Throws<ArgumentException>(() => new FeatureMatrix(2, 3, new float[5])).Message, StringComparison.Ordinal);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new FeatureMatrix(0, 2, [], ["a", "a"])).Message, StringComparison.Ordinal);
        Assert.Contains("'a b'", Assert.Throws<ArgumentException>(() => new FeatureMatrix(0, 1, [], ["a b"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FeatureMatrix.OverColumns(3, [new float[2]]));
    }
}
