using BackCare.Ranking.Data;

namespace BackCare.Cli.Ltr;

/// <summary>Names columns, and fits a matrix to the columns a model knows: an absent LibSVM entry is 0, and what the model has not seen cannot count.</summary>
internal static class Columns
{
    /// <summary>The names of a file with one a line.</summary>
    public static IReadOnlyList<string> NamesIn(string path)
    {
        using StreamReader source = InputFile.Open(path);
        return [.. source.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The same rows with names.</summary>
    /// <param name="data">Rows with at most as many columns as there are names: a LibSVM file ends where its last value does.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="file">Where the names come from, for a refusal.</param>
    public static RankingData Named(RankingData data, IReadOnlyList<string> names, string file)
    {
        FeatureMatrix matrix = data.Features;
        if (matrix.Columns > names.Count)
            throw new RefusedException($"{file} names {names.Count} columns, the data has {matrix.Columns}; write one name a line, in the order of the columns.");
        float[][] columns = [.. Enumerable.Range(0, names.Count).Select(column => column < matrix.Columns ? matrix.Column(column).ToArray() : new float[matrix.Rows])];
        try
        {
            return new RankingData(FeatureMatrix.OverColumns(matrix.Rows, columns, names), data.Grades, data.GroupStarts, data.Weights);
        }
        catch (ArgumentException fault)
        {
            throw new RefusedException($"{file}: {fault.Message.Split(" (Parameter")[0]}");
        }
    }

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
