using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Cli.Evaluate;

/// <summary>Reads test texts: a CSV with the columns text, expected_symptoms and expected_red_flags, lists joined by <c>|</c>.</summary>
internal static class LinkerCaseFile
{
    public static IReadOnlyList<LinkerCase> Read(string path)
    {
        using (InputFile.Open(path))
        {
            // Only to refuse a wrong path in the words of every other verb.
        }

        KnowledgeTable table = KnowledgeFolder.ReadCsv("cases", path);
        int text = Column("text"), symptoms = Column("expected_symptoms"), flags = Column("expected_red_flags");
        int id = table.Columns.ToList().IndexOf("id");
        return
        [
            .. table.Rows.Select(row => new LinkerCase(
                id >= 0 ? Cell(row, id) : FormattableString.Invariant($"line {row.Line}"), Cell(row, text), List(Cell(row, symptoms)), List(Cell(row, flags)))),
        ];

        int Column(string name) => table.Columns.ToList().IndexOf(name) is >= 0 and var index ? index
            : throw new RefusedException($"{path} has no column '{name}'; it must have text, expected_symptoms and expected_red_flags.");
    }

    private static string Cell(KnowledgeRow row, int index) => index < row.Cells.Count ? row.Cells[index] : "";

    private static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
