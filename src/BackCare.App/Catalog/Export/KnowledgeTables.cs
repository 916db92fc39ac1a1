using System.Text;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Export;

/// <summary>Tables of the knowledge base as the text of their files.</summary>
internal static class KnowledgeTables
{
    private static readonly IReadOnlyList<string> PlanColumns = KnowledgeSchema.ByName["plans"].Columns, PhaseColumns = KnowledgeSchema.ByName["plan_phases"].Columns;
    private static readonly HashSet<string> Lists = ["symptoms", "source_ids", "exercises"];

    /// <summary>Lines ended by line feeds; cells are quoted where they must be.</summary>
    public static string Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows.Prepend(columns))
            text.Append(string.Join(',', row.Select(Cell))).Append('\n');
        return text.ToString();
    }

    /// <summary>Plans with their phases, as <c>plans.yaml</c> has them; every text is a quoted scalar.</summary>
    public static string Plans(IEnumerable<KnowledgeEntry> plans, IEnumerable<KnowledgeEntry> phases)
    {
        string[][] all = [.. phases.Select(p => KnowledgeCells.FromJson(p.Cells, PhaseColumns))];
        var text = new StringBuilder("plans:\n");
        foreach (string[] plan in plans.Select(p => KnowledgeCells.FromJson(p.Cells, PlanColumns)))
        {
            for (int c = 0; c < plan.Length; c++)
                text.Append(c == 0 ? "- " : "  ").Append(Entry(PlanColumns[c], plan[c]));
            text.Append("  phases:\n");
            foreach (string[] phase in all.Where(p => p[1] == plan[0]))
            {
                for (int c = 2; c < phase.Length; c++)
                    text.Append(c == 2 ? "  - " : "    ").Append(Entry(PhaseColumns[c], phase[c]));
            }
        }

        return text.ToString();
    }

    private static string Entry(string key, string value) => Lists.Contains(key)
        ? $"{key}: [{string.Join(", ", value.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Quoted))}]\n"
        : $"{key}: {Quoted(value)}\n";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
