using System.Diagnostics.CodeAnalysis;

namespace BackCare.Ranking.Data;

/// <summary>Reads LibSVM/LETOR text: <c>grade [qid:id] index:value … [# comment]</c>, one row a line, line by line.</summary>
/// <remarks>Column n of the matrix is index n of the file (LightGBM's reading; a file that counts from 1 leaves column 0 empty). An absent
/// entry is 0; <c>nan</c> or <c>na</c> is a missing value. Groups come from <c>qid:</c> entries or a query file with one group size a line.</remarks>
public static class LibSvmReader
{
    /// <summary>Reads graded groups for training or evaluation.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="queries">Group sizes, one a line; null when the rows carry <c>qid:</c>.</param>
    /// <param name="weights">Row weights, one a line; null for none.</param>
    /// <param name="columns">Least number of columns, for example that of the training data.</param>
    /// <exception cref="FormatException">A line is refused; the message is the <see cref="DataFault"/>.</exception>
    public static RankingData Read(TextReader data, TextReader? queries = null, TextReader? weights = null, int columns = 0) =>
        TryRead(data, queries, weights, columns, out RankingData? read, out DataFault? fault) ? read : throw new FormatException(fault.ToString());

    /// <summary>As <see cref="Read"/>, with the refusal as a value.</summary>
    public static bool TryRead(
        TextReader data,
        TextReader? queries,
        TextReader? weights,
        int columns,
        [NotNullWhen(true)] out RankingData? read,
        [NotNullWhen(false)] out DataFault? fault)
    {
        ArgumentNullException.ThrowIfNull(data);
        read = null;
        LibSvmParser parser = new(labelsAreGrades: true, columns);
        if ((fault = parser.ReadAll(data)) is not null)
            return false;
        LibSvmRows rows = parser.Take();
        int[] starts = rows.GroupStarts ?? [];
        float[] rowWeights = [];
        if (queries is not null)
            fault = SideFiles.ReadGroups(queries, rows.Labels.Length, out starts);
        else if (rows.GroupStarts is null)
            fault = new DataFault("data", parser.Line, 0, "", "no row carries a qid: entry", "Give a query file with one group size a line, or put qid:<id> after the grade");
        if (fault is null && weights is not null)
            fault = SideFiles.ReadWeights(weights, rows.Labels.Length, out rowWeights);
        if (fault is not null)
            return false;
        read = new RankingData(rows.Features, rows.Labels, starts, rowWeights);
        return true;
    }

    /// <summary>Reads rows alone, as prediction needs them: the label may be any number, groups are optional.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="columns">Least number of columns, for example that of the model.</param>
    /// <param name="read">The rows.</param>
    /// <param name="fault">Why the file is refused.</param>
    public static bool TryReadRows(TextReader data, int columns, [NotNullWhen(true)] out LibSvmRows? read, [NotNullWhen(false)] out DataFault? fault)
    {
        ArgumentNullException.ThrowIfNull(data);
        LibSvmParser parser = new(labelsAreGrades: false, columns);
        fault = parser.ReadAll(data);
        read = fault is null ? parser.Take() : null;
        return fault is null;
    }

    /// <summary>As <see cref="TryReadRows"/>, throwing the refusal.</summary>
    /// <exception cref="FormatException">A line is refused; the message is the <see cref="DataFault"/>.</exception>
    public static LibSvmRows ReadRows(TextReader data, int columns = 0) =>
        TryReadRows(data, columns, out LibSvmRows? read, out DataFault? fault) ? read : throw new FormatException(fault.ToString());
}
