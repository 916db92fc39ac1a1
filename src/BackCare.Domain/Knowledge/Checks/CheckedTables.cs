using System.Globalization;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>The tables under check, with a place to note what is wrong.</summary>
internal sealed class CheckedTables
{
    private readonly Dictionary<string, CheckedTable> tables;

    public CheckedTables(IReadOnlyList<KnowledgeTable> tables) =>
        this.tables = tables.GroupBy(t => t.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new CheckedTable(g.First(), this), StringComparer.Ordinal);

    public List<KnowledgeProblem> Problems { get; } = [];

    public CheckedTable? Find(string name) => tables.GetValueOrDefault(name);

    /// <summary>Rows of a table that have the right number of cells; none when the table is missing.</summary>
    public IReadOnlyList<CheckedRow> Rows(string table) => Find(table)?.Rows ?? [];

    /// <summary>Rows by key, the first of each.</summary>
    public IReadOnlyDictionary<string, CheckedRow> ByKey(string table) => Find(table)?.ByKey ?? new Dictionary<string, CheckedRow>();
}

/// <summary>One table under check.</summary>
internal sealed class CheckedTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> keys;

    public CheckedTable(KnowledgeTable table, CheckedTables all)
    {
        Table = table;
        All = all;
        for (int c = 0; c < table.Columns.Count; c++)
            columns.TryAdd(table.Columns[c], c);
        keys = table.Rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        Rows = [.. table.Rows.Where(r => r.Cells.Count == table.Columns.Count).Select(r => new CheckedRow(this, r))];
        ByKey = Rows.GroupBy(r => r.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    public KnowledgeTable Table { get; }

    public CheckedTables All { get; }

    public IReadOnlyList<CheckedRow> Rows { get; }

    public IReadOnlyDictionary<string, CheckedRow> ByKey { get; }

    /// <summary>True when a row has this key, also one whose cells cannot be told apart.</summary>
    public bool HasKey(string key) => keys.Contains(key);

    public int? IndexOf(string column) => columns.TryGetValue(column, out int index) ? index : null;
}

/// <summary>One row under check.</summary>
internal readonly struct CheckedRow(CheckedTable table, KnowledgeRow row)
{
    public string Key => row.Key;

    public int Line => row.Line;

    /// <summary>The cell of a column; empty when the table lacks the column, which is noted elsewhere.</summary>
    public string this[string column] => table.IndexOf(column) is { } index ? row.Cells[index] : "";

    /// <summary>Items of a list cell; empty items are noted elsewhere and left out.</summary>
    public string[] List(string column) => this[column].Split('|', StringSplitOptions.RemoveEmptyEntries);

    public double? Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    public T? Choice<T>(string column)
        where T : struct, Enum => SnakeNames.TryParse(this[column], out T value) ? value : null;

    public void Note(string column, string problem, string remedy) => Note(column, this[column], problem, remedy);

    public void Note(string column, string value, string problem, string remedy) =>
        table.All.Problems.Add(new KnowledgeProblem(table.Table.File, row.Line, column, value, problem, remedy));
}
