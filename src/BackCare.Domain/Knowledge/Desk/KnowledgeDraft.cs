namespace BackCare.Domain.Knowledge.Desk;

/// <summary>What becomes of one row.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Cells">Its cells by column, empty ones left out; null when the row goes.</param>
public sealed record RowChange(string Table, string Key, IReadOnlyDictionary<string, string?>? Cells)
{
    /// <summary>For a removed row that comes back: how many rows of its table stand before it. Null puts a new row at the end.</summary>
    public int? Place { get; init; }

    /// <summary>The cells in the order of the table's columns; what a row does not say is empty.</summary>
    public string[] Ordered(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. columns.Select((column, place) => place == 0 ? Key : Cells?.GetValueOrDefault(column) ?? "")];
    }
}

/// <summary>Something that a change would break, by row and field.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">The row's key; empty when the whole table is meant.</param>
/// <param name="Column">The column; empty when the whole row is meant.</param>
/// <param name="Value">The value found.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record DraftProblem(string Table, string Key, string Column, string Value, string Problem, string Remedy)
{
    /// <summary>One sentence for a person.</summary>
    public string Sentence => $"{(Value.Length > 0 ? $"“{Value}” " : "")}{Problem}. {Remedy}.";
}

/// <summary>The knowledge base with changes that are not saved yet, and what is wrong with it.</summary>
public static class KnowledgeDraft
{
    /// <summary>The tables with every change made: changed rows keep their place, returning ones take theirs, new ones stand at the end in the order given.</summary>
    /// <exception cref="ArgumentException">A change names a table that is not among <paramref name="tables"/>.</exception>
    public static IReadOnlyList<KnowledgeTable> Apply(IReadOnlyList<KnowledgeTable> tables, IReadOnlyList<RowChange> changes)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.FirstOrDefault(c => tables.All(t => t.Name != c.Table)) is { } stray)
            throw new ArgumentException($"There is no table '{stray.Table}'. Use one of the knowledge base.", nameof(changes));
        ILookup<string, RowChange> byTable = changes.ToLookup(c => c.Table, StringComparer.Ordinal);
        return [.. tables.Select(t => byTable.Contains(t.Name) ? Apply(t, byTable[t.Name]) : t)];
    }

    /// <summary>Everything that is wrong with <paramref name="tables"/>, told by row instead of by line.</summary>
    /// <param name="tables">The tables; their lines are not looked at.</param>
    /// <param name="triageCases">Test texts, none of which may be a phrase; null when there are none.</param>
    public static IReadOnlyList<DraftProblem> Problems(IReadOnlyList<KnowledgeTable> tables, KnowledgeTable? triageCases)
    {
        ArgumentNullException.ThrowIfNull(tables);
        KnowledgeTable[] counted = [.. tables.Select(t => t with { File = t.Name, Rows = [.. t.Rows.Select((row, i) => row with { Line = FirstLine + i })] })];
        Dictionary<string, KnowledgeTable> byName = counted.ToDictionary(t => t.Name, StringComparer.Ordinal);
        return [.. KnowledgeCheck.Run(counted, triageCases).Select(p => ByRow(p, byName))];
    }

    /// <summary>What is wrong after a change and was not before it: an old fault elsewhere does not stop an editor.</summary>
    public static IReadOnlyList<DraftProblem> NewProblems(IReadOnlyList<DraftProblem> before, IReadOnlyList<DraftProblem> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        HashSet<DraftProblem> known = [.. before];
        return [.. after.Where(p => !known.Contains(p))];
    }

    // The check speaks of lines; a table from a database has none, so rows are counted from a number that no cell is likely to mention.
    private const int FirstLine = 1_000_001;

    private static KnowledgeTable Apply(KnowledgeTable table, IEnumerable<RowChange> changes)
    {
        Dictionary<string, RowChange> byKey = changes.ToDictionary(c => c.Key, StringComparer.Ordinal);
        HashSet<string> present = [.. table.Rows.Select(r => r.Key)];
        var coming = new Queue<RowChange>(changes.Where(c => c.Cells is not null && !present.Contains(c.Key)).OrderBy(c => c.Place ?? int.MaxValue));
        var rows = new List<KnowledgeRow>(table.Rows.Count + coming.Count);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            while (coming.TryPeek(out RowChange? next) && next.Place <= i)
                rows.Add(Row(coming.Dequeue()));
            if (!byKey.TryGetValue(table.Rows[i].Key, out RowChange? change))
                rows.Add(table.Rows[i]);
            else if (change.Cells is not null)
                rows.Add(table.Rows[i] with { Cells = change.Ordered(table.Columns) });
        }

        rows.AddRange(coming.Select(Row));
        return table with { Rows = rows };

        KnowledgeRow Row(RowChange change) => new(0, change.Ordered(table.Columns));
    }

    private static DraftProblem ByRow(KnowledgeProblem p, Dictionary<string, KnowledgeTable> tables)
    {
        string key = p.Line >= FirstLine && tables.TryGetValue(p.File, out KnowledgeTable? table) ? table.Rows[p.Line - FirstLine].Key : "";
        return new DraftProblem(p.File, key, p.Column, p.Value, NameRows(p.Problem, tables.GetValueOrDefault(p.File)), p.Remedy.Replace(".csv", "", StringComparison.Ordinal));
    }

    private static string NameRows(string problem, KnowledgeTable? table)
    {
        const string Line = "line ";
        problem = problem.Replace("names no row of ", "names nothing in ", StringComparison.Ordinal);
        int at = problem.IndexOf(Line, StringComparison.Ordinal);
        if (at < 0 || table is null)
            return problem;
        int digits = at + Line.Length, end = digits;
        while (end < problem.Length && char.IsAsciiDigit(problem[end]))
            end++;
        return int.TryParse(problem.AsSpan(digits, end - digits), out int line) && line >= FirstLine && line - FirstLine < table.Rows.Count
            ? $"{problem[..at]}{table.Rows[line - FirstLine].Key}{problem[end..]}"
            : problem;
    }
}
