using System.Globalization;

namespace BackCare.Ranking.Data;

/// <summary>Parses LibSVM/LETOR lines into growing columns and stops at the first fault.</summary>
internal sealed class LibSvmParser(bool labelsAreGrades, int columns)
{
    private const int HighestIndex = 1_000_000;

    private readonly SparseColumns _columns = new();
    private readonly List<float> _labels = [];
    private readonly List<int> _groupStarts = [];
    private readonly HashSet<string> _closedGroups = new(StringComparer.Ordinal);
    private string? _group;
    private bool? _grouped;

    /// <summary>The line last read, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>Reads to the end or to the first fault.</summary>
    internal DataFault? ReadAll(TextReader data)
    {
        _columns.Widen(Math.Max(1, columns));
        while (data.ReadLine() is { } line)
        {
            Line++;
            if (Parse(line) is { } fault)
                return fault;
        }

        return _labels.Count > 0 ? null : new DataFault("data", Line, 0, "", "the file has no row", "Write one row a line: grade, then index:value entries");
    }

    /// <summary>What was read; the parser is empty afterwards.</summary>
    internal LibSvmRows Take()
    {
        int rows = _labels.Count;
        if (_groupStarts.Count > 0)
            _groupStarts.Add(rows);
        return new LibSvmRows(
            FeatureMatrix.OverColumns(rows, _columns.Take(rows)), [.. _labels], _groupStarts.Count > 0 ? [.. _groupStarts] : null);
    }

    private DataFault? Parse(string line)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        ReadOnlySpan<char> text = comment < 0 ? line : line.AsSpan(0, comment);
        int at = 0;
        if (!NextToken(text, ref at, out Range token))
            return null;
        if (ParseLabel(text, token) is { } bad)
            return bad;
        bool grouped = false, first = true;
        while (NextToken(text, ref at, out token))
        {
            ReadOnlySpan<char> entry = text[token];
            if (first && entry.StartsWith("qid:", StringComparison.Ordinal))
                (grouped, bad) = (true, ParseGroup(entry, token));
            else
                bad = ParseEntry(entry, token);
            first = false;
            if (bad is not null)
                return bad;
        }

        _grouped ??= grouped;
        if (grouped == _grouped)
            return null;
        return Fault(0, "", grouped ? "this row has a qid: entry, rows before it have none" : "this row has no qid: entry, rows before it have one",
            "Put qid:<id> after the grade of every row or of none");
    }

    private DataFault? ParseLabel(ReadOnlySpan<char> text, Range token)
    {
        ReadOnlySpan<char> value = text[token];
        if (!TryNumber(value, out float label) || float.IsNaN(label))
            return Fault(token.Start.Value, value, "the line does not begin with a number", "Begin each row with its grade");
        if (labelsAreGrades && !(label >= 0 && label <= RankingData.HighestGrade))
            return Fault(token.Start.Value, value, $"a grade lies in 0 to {RankingData.HighestGrade}", "Map grades to small whole numbers such as 0 to 4");
        _labels.Add(label);
        return null;
    }

    private DataFault? ParseGroup(ReadOnlySpan<char> entry, Range token)
    {
        ReadOnlySpan<char> id = entry[4..];
        if (id.IsEmpty)
            return Fault(token.Start.Value, entry, "the group id is empty", "Write qid:<id>");
        if (_group is not null && id.SequenceEqual(_group))
            return null;
        if (_group is not null)
            _closedGroups.Add(_group);
        _group = id.ToString();
        if (_closedGroups.Contains(_group))
            return Fault(token.Start.Value, entry, "the group appeared before, other groups lie between", "Keep the rows of a group together");
        _groupStarts.Add(_labels.Count - 1);
        return null;
    }

    private DataFault? ParseEntry(ReadOnlySpan<char> entry, Range token)
    {
        int start = token.Start.Value, colon = entry.IndexOf(':');
        if (colon <= 0)
            return Fault(start, entry, "an entry is written index:value", "Remove it or write it so");
        if (!int.TryParse(entry[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > HighestIndex)
            return Fault(start, entry[..colon], $"an index is a whole number from 0 to {HighestIndex}", "Renumber the features");
        if (!TryNumber(entry[(colon + 1)..], out float value))
            return Fault(start + colon + 1, entry[(colon + 1)..], "not a finite number", "Write a number with a point as decimal sign, or nan for a missing value");
        return _columns.TrySet(_labels.Count - 1, index, value)
            ? null
            : Fault(start, entry, "the index occurs twice in this row", "Keep one of the entries");
    }

    private static bool NextToken(ReadOnlySpan<char> text, ref int at, out Range token)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
            at++;
        int start = at;
        while (at < text.Length && text[at] is not (' ' or '\t'))
            at++;
        token = start..at;
        return at > start;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out float value)
    {
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase) || text.Equals("na", StringComparison.OrdinalIgnoreCase))
        {
            value = float.NaN;
            return true;
        }

        return float.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value)
            && float.IsFinite(value);
    }

    private DataFault Fault(int start, ReadOnlySpan<char> value, string problem, string remedy) =>
        new("data", Line, value.IsEmpty ? 0 : start + 1, DataFault.Shorten(value), problem, remedy);
}
