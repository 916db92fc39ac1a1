namespace BackCare.Domain.Knowledge;

/// <summary>Finds each table by name and reads its rows.</summary>
internal sealed class TableSource(IReadOnlyList<KnowledgeTable> tables, List<KnowledgeProblem> problems)
{
    public IReadOnlyList<T> Read<T>(string name, Func<RowReader, T> read)
    {
        KnowledgeTable? table = tables.FirstOrDefault(t => t.Name == name);
        if (table is null)
        {
            problems.Add(Missing(name));
            return [];
        }

        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int c = 0; c < table.Columns.Count; c++)
            index.TryAdd(table.Columns[c], c);

        var reader = new RowReader(table, index, problems);
        var rows = new List<T>(table.Rows.Count);
        foreach (KnowledgeRow row in table.Rows)
        {
            reader.MoveTo(row);
            rows.Add(read(reader));
        }

        return rows;
    }

    internal static KnowledgeProblem Missing(string table) =>
        new(KnowledgeSchema.ByName[table].File, 0, "", "", "is missing", "Put the file beside the others");
}
