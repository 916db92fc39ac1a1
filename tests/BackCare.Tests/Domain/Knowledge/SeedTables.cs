using BackCare.Domain.Knowledge;

namespace BackCare.Tests.Domain.Knowledge;

/// <summary>Copies of the seed's tables with one thing changed.</summary>
internal static class SeedTables
{
    public static (IReadOnlyList<KnowledgeTable> Tables, KnowledgeRow Row) With(IReadOnlyList<KnowledgeTable> tables, string table, string key, string column, string value)
    {
        KnowledgeTable old = tables.Single(t => t.Name == table);
        int cell = old.Columns.ToList().IndexOf(column);
        KnowledgeRow row = old.Rows.Single(r => r.Key == key);
        KnowledgeRow changed = row with { Cells = [.. row.Cells.Select((text, c) => c == cell ? value : text)] };
        KnowledgeTable next = old with { Rows = [.. old.Rows.Select(r => r == row ? changed : r)] };
        return ([.. tables.Select(t => t.Name == table ? next : t)], changed);
    }

    public static IReadOnlyList<KnowledgeTable> Without(IReadOnlyList<KnowledgeTable> tables, string table, Func<KnowledgeRow, bool> left) =>
        [.. tables.Select(t => t.Name == table ? t with { Rows = [.. t.Rows.Where(r => !left(r))] } : t)];
}
