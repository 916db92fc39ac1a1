using BackCare.App.Data;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Knowledge;

/// <summary>Stored rows as the tables of text they came from. Their lines are unknown (0); problems name them by table.</summary>
internal static class StoredTables
{
    /// <summary>The products table of a knowledge base whose products are read as products.</summary>
    public static KnowledgeTable NoProducts { get; } = new(KnowledgeSchema.Products, "products.csv", KnowledgeSchema.ByName[KnowledgeSchema.Products].Columns, []);

    public static IEnumerable<KnowledgeTable> From(IEnumerable<KnowledgeEntry> entries)
    {
        ILookup<string, KnowledgeEntry> byTable = entries.ToLookup(e => e.Table, StringComparer.Ordinal);
        return KnowledgeSchema.Tables.Where(t => t.Name != KnowledgeSchema.Products).Select(shape =>
        {
            string[] columns = [.. shape.Columns, .. shape.OptionalColumns];
            return new KnowledgeTable(shape.Name, shape.File, columns,
                [.. byTable[shape.Name].OrderBy(e => e.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal)
                    .Select(e => new KnowledgeRow(0, KnowledgeCells.FromJson(e.Cells, columns)))]);
        });
    }
}
