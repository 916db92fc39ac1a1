using System.Text.RegularExpressions;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Every file is there, has its columns and one cell for each in every row; keys are ids and stand once.</summary>
internal static partial class ShapeRules
{
    public static void Check(CheckedTables tables)
    {
        foreach (KnowledgeTableShape shape in KnowledgeSchema.Tables)
        {
            if (tables.Find(shape.Name) is not { } table)
                continue;
            CheckColumns(table.Table, shape, tables.Problems);
            CheckCells(table.Table, tables.Problems);
            CheckKeys(table);
        }
    }

    private static void CheckColumns(KnowledgeTable table, KnowledgeTableShape shape, List<KnowledgeProblem> problems)
    {
        foreach (string missing in shape.Columns.Except(table.Columns, StringComparer.Ordinal))
            problems.Add(new KnowledgeProblem(table.File, 1, missing, "", "is a missing column", $"The header must name: {string.Join(",", shape.Columns)}"));
        foreach (string unknown in table.Columns.Except([.. shape.Columns, .. shape.OptionalColumns], StringComparer.Ordinal))
            problems.Add(new KnowledgeProblem(table.File, 1, unknown, "", "is not a known column", "Remove it, or correct its name in the header"));
        foreach (IGrouping<string, string> twice in table.Columns.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new KnowledgeProblem(table.File, 1, twice.Key, "", "stands in the header more than once", "Keep one"));
        if (table.Columns.Count > 0 && table.Columns[0] != shape.Columns[0] && table.Columns.Contains(shape.Columns[0]))
            problems.Add(new KnowledgeProblem(table.File, 1, shape.Columns[0], "", "is not the first column", "Move the key to the front"));
    }

    private static void CheckCells(KnowledgeTable table, List<KnowledgeProblem> problems)
    {
        foreach (KnowledgeRow row in table.Rows)
        {
            if (row.Cells.Count != table.Columns.Count)
            {
                problems.Add(new KnowledgeProblem(table.File, row.Line, "", row.Key,
                    FormattableString.Invariant($"has {row.Cells.Count} cells where the header has {table.Columns.Count}"),
                    "Look for a missing comma, or a comma in a cell without quotes"));
                continue;
            }

            for (int c = 0; c < row.Cells.Count; c++)
            {
                if (row.Cells[c].Length > 0 && (char.IsWhiteSpace(row.Cells[c][0]) || char.IsWhiteSpace(row.Cells[c][^1])))
                    problems.Add(new KnowledgeProblem(table.File, row.Line, table.Columns[c], row.Cells[c], "starts or ends with a space", "Remove it"));
                if (row.Cells[c].Any(char.IsControl))
                    problems.Add(new KnowledgeProblem(table.File, row.Line, table.Columns[c], "", "holds a line break, tab or other control character", "Write one line of plain text"));
            }
        }
    }

    private static void CheckKeys(CheckedTable table)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        string key = table.Table.Columns.Count > 0 ? table.Table.Columns[0] : "";
        foreach (CheckedRow row in table.Rows)
        {
            if (row.Key.Length > 0 && !Id().IsMatch(row.Key))
                row.Note(key, "is not an id", "Use letters, digits and underscores, at most 120");
            if (row.Key.Length > 0 && !first.TryAdd(row.Key, row.Line))
                row.Note(key, FormattableString.Invariant($"stands in line {first[row.Key]} already"), "Give this row an id of its own");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_]{1,120}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
