using System.Globalization;

namespace BackCare.Ranking.Data;

/// <summary>Writes LibSVM/LETOR text that <see cref="LibSvmReader"/> and LightGBM read back to the same floats.</summary>
public static class LibSvmWriter
{
    /// <summary>Writes one line a row: grade, <c>qid:</c> where asked for, then every entry that is not 0; NaN as <c>nan</c>.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="data">The rows.</param>
    /// <param name="withQid">Whether to write <c>qid:1</c>, <c>qid:2</c>, …; LightGBM's own reader wants a query file instead.</param>
    public static void Write(TextWriter into, RankingData data, bool withQid = false)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(data);
        float[] row = new float[data.Features.Columns];
        for (int group = 0; group < data.Groups; group++)
        {
            for (int r = data.GroupStarts[group]; r < data.GroupStarts[group + 1]; r++)
            {
                data.Features.CopyRow(r, row);
                WriteRow(into, data.Grades[r], withQid ? group + 1 : 0, row);
            }
        }
    }

    /// <summary>Writes the group sizes, one a line.</summary>
    public static void WriteGroups(TextWriter into, RankingData data)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(data);
        for (int group = 0; group < data.Groups; group++)
            WriteLine(into, $"{data.GroupStarts[group + 1] - data.GroupStarts[group]}");
    }

    /// <summary>Writes the row weights, one a line; 1 for every row when the data has none.</summary>
    public static void WriteWeights(TextWriter into, RankingData data)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(data);
        for (int row = 0; row < data.Rows; row++)
            WriteLine(into, $"{(data.Weights.IsEmpty ? 1 : data.Weights[row]):R}");
    }

    private static void WriteRow(TextWriter into, float grade, int qid, ReadOnlySpan<float> values)
    {
        into.Write(string.Create(CultureInfo.InvariantCulture, $"{grade:R}"));
        if (qid > 0)
            into.Write(string.Create(CultureInfo.InvariantCulture, $" qid:{qid}"));
        for (int column = 0; column < values.Length; column++)
        {
            if (float.IsNaN(values[column]))
                into.Write(string.Create(CultureInfo.InvariantCulture, $" {column}:nan"));
            else if (values[column] != 0)
                into.Write(string.Create(CultureInfo.InvariantCulture, $" {column}:{values[column]:R}"));
        }

        into.Write('\n');
    }

    private static void WriteLine(TextWriter into, FormattableString text)
    {
        into.Write(FormattableString.Invariant(text));
        into.Write('\n');
    }
}
