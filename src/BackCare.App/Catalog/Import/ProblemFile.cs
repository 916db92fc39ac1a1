using System.Globalization;
using System.Text;
using BackCare.App.Data;
using BackCare.Domain.Catalog.Files;

namespace BackCare.App.Catalog.Import;

/// <summary>Every problem of an import as a CSV file, stored piece by piece.</summary>
internal sealed class ProblemFile(Databases databases, string importId)
{
    private const int PartLetters = 1 << 18;

    /// <summary>The line of column names.</summary>
    public static readonly string Header = CsvCells.Line(["line", "column", "value", "kind", "what is wrong", "what to do"]);

    private readonly StringBuilder text = new();
    private int ordinal;

    public void Add(FileProblem problem) => text.Append(CsvCells.Line(
        [problem.Line.ToString(CultureInfo.InvariantCulture), problem.Column, problem.Value, problem.Blocks ? "error" : "warning", problem.Problem, problem.Remedy]));

    /// <summary>Stores what has gathered; without <paramref name="whole"/> only when it is much.</summary>
    public async Task FlushAsync(bool whole, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || (!whole && text.Length < PartLetters))
            return;
        await using BackCareDb db = databases.Open();
        db.ImportParts.Add(new ImportPart { ImportId = importId, Kind = ImportPart.Problems, Ordinal = ordinal++, Bytes = Encoding.UTF8.GetBytes(text.ToString()) });
        await db.SaveChangesAsync(cancellationToken);
        text.Clear();
    }
}
