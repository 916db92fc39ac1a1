using System.Globalization;
using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;

namespace BackCare.App.Catalog.Import;

/// <summary>The first rows of a stored file.</summary>
/// <param name="Delimiter">What separates its cells.</param>
/// <param name="Header">Column names.</param>
/// <param name="Rows">The first rows.</param>
internal sealed record FileLook(char Delimiter, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int RowsLookedAt = 200, LettersLookedAt = 1 << 16, RowsKept = 3, LongestExample = 80;

    /// <summary>Looks at a file; without a delimiter it is guessed.</summary>
    public static async Task<(FileLook? Look, string? Fault)> AtAsync(Databases databases, string importId, FileEncoding encoding, char? delimiter, CancellationToken cancellationToken)
    {
        char separator = delimiter ?? await GuessAsync(databases, importId, encoding, cancellationToken);
        CsvFault? fault = null;
        List<CsvRecord> rows = [];
        await using (var bytes = new PartStream(databases, importId, ImportPart.File))
        {
            await foreach (CsvRecord row in FileText.RowsAsync(bytes, encoding, separator, f => fault = f, cancellationToken))
            {
                rows.Add(row);
                if (rows.Count > RowsLookedAt)
                    break;
            }
        }

        if (rows.Count < 2)
            return (null, fault?.Sentence ?? "The file has no row of products below its column names. Export it again with the products.");
        string[] header = Names(rows[0].Cells);
        return header.Length < 2
            ? (null, "The file has one column only, so nothing in it can be told apart. Export it as CSV with a column for each of name, SKU and price.")
            : (new FileLook(separator, header, [.. rows.Skip(1).Select(r => r.Cells)]), null);
    }

    /// <summary>Writes what was seen into the import.</summary>
    public void Fill(StoredImport import, FileFormat format)
    {
        (import.Delimiter, import.Format, import.Fingerprint) = (Delimiter.ToString(CultureInfo.InvariantCulture), format.ToString(), FileFormats.Fingerprint(Header));
        ColumnMap map = ColumnMap.Of(format, Header);
        import.Header = Json([.. Header]);
        import.Fields = Json([.. map.Fields.Select(f => f ?? "")]);
        import.Examples = JsonSerializer.Serialize(
            [.. Rows.Take(RowsKept).Select(r => (string[])[.. Header.Select((_, i) => i < r.Count ? Example(r[i]) : "")])], BackCareJson.Default.StringArrayArray);
        int[] prices = [.. map.Fields.Select((f, i) => (f, i)).Where(p => p.f is ProductFields.Price or ProductFields.VariantPrice).Select(p => p.i)];
        import.DecimalSign = PriceText.DecimalSignOf(Rows.SelectMany(r => prices.Where(i => i < r.Count).Select(i => r[i]))).ToString(CultureInfo.InvariantCulture);
    }

    // Columns are told apart by name, so each gets one of its own.
    private static string[] Names(IReadOnlyList<string> cells)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return [.. cells.Select((cell, i) =>
        {
            string name = cell.Trim() is { Length: > 0 } text ? FileProblem.Short(text) : string.Create(CultureInfo.InvariantCulture, $"column {i + 1}");
            return taken.Add(name) ? name : string.Create(CultureInfo.InvariantCulture, $"{name} (column {i + 1})");
        })];
    }

    private static string Json(string[] items) => JsonSerializer.Serialize(items, BackCareJson.Default.StringArray);

    private static string Example(string cell)
    {
        string line = string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestExample ? line : string.Concat(line.AsSpan(0, LongestExample - 1), "…");
    }

    private static async Task<char> GuessAsync(Databases databases, string importId, FileEncoding encoding, CancellationToken cancellationToken)
    {
        await using var bytes = new PartStream(databases, importId, ImportPart.File);
        using var reader = new StreamReader(bytes, FileEncodings.ReaderOf(encoding));
        char[] start = new char[LettersLookedAt];
        int read = await reader.ReadBlockAsync(start, cancellationToken);
        return CsvDelimiter.Guess(start.AsSpan(0, read));
    }
}
