using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.App.Knowledge.Desk;

/// <summary>The knowledge files that ship with the program, read once: what a row said before anybody edited it, and the safety cases in words.</summary>
public sealed class ShippedKnowledge
{
    private readonly Lazy<Content> content = new(Read);

    /// <summary>The cells of a shipped row by column; null when no such row ships.</summary>
    public IReadOnlyDictionary<string, string?>? Row(string table, string key) => content.Value.Rows.TryGetValue((table, key), out var row) ? row.Cells : null;

    /// <summary>The safety cases in words.</summary>
    public IReadOnlyList<LinkerCase> Cases => content.Value.Cases;

    /// <summary>The texts that must not become phrases; null when none ship.</summary>
    internal KnowledgeTable? TriageCases => content.Value.Triage;

    /// <summary>Hash of a shipped row's content, as an import stores it; null when no such row ships.</summary>
    internal string? HashOf(string table, string key) => content.Value.Rows.TryGetValue((table, key), out var row) ? row.Hash : null;

    private static Content Read()
    {
        KnowledgeFiles files = KnowledgeFolder.Load(KnowledgeFolder.Seed);
        var rows = new Dictionary<(string, string), (IReadOnlyDictionary<string, string?>, string)>();
        foreach (KnowledgeTable table in files.Tables)
        {
            foreach (KnowledgeRow row in table.Rows)
            {
                string json = KnowledgeCells.ToJson(table.Columns, row.Cells);
                rows[(table.Name, row.Key)] = (KnowledgeCells.ByColumn(json), KnowledgeCells.Hash(json));
            }
        }

        return new Content(rows, files.TriageCases, files.TriageCases is { } triage ? [.. triage.Rows.Select(r => Case(triage, r))] : []);
    }

    private static LinkerCase Case(KnowledgeTable table, KnowledgeRow row) =>
        new(row.Key, Cell(table, row, "text"), List(table, row, "expected_symptoms"), List(table, row, "expected_red_flags"));

    private static string[] List(KnowledgeTable table, KnowledgeRow row, string column) => Cell(table, row, column).Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static string Cell(KnowledgeTable table, KnowledgeRow row, string column) =>
        table.Columns.ToList().IndexOf(column) is >= 0 and var at && at < row.Cells.Count ? row.Cells[at] : "";

    private sealed record Content(
        Dictionary<(string Table, string Key), (IReadOnlyDictionary<string, string?> Cells, string Hash)> Rows, KnowledgeTable? Triage, IReadOnlyList<LinkerCase> Cases);
}
