using BackCare.Ranking.Data;

namespace BackCare.Cli.Ltr;

/// <summary>Fits a matrix to the columns a model knows: an absent LibSVM entry is 0, and what the model has not seen cannot count.</summary>
internal static class Columns
{
    public static FeatureMatrix Fitted(FeatureMatrix matrix, int columns, string file, TextWriter error)
    {
        if (matrix.Columns == columns)
            return matrix;
        if (matrix.Columns > columns)
            error.WriteLine($"{file}: features from index {columns} on are not known to the model and are passed over.");
        float[][] kept = new float[columns][];
        for (int column = 0; column < columns; column++)
            kept[column] = column < matrix.Columns ? matrix.Column(column).ToArray() : new float[matrix.Rows];
        return FeatureMatrix.OverColumns(matrix.Rows, kept);
    }
}
