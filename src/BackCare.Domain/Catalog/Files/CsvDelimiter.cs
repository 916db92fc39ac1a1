using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Finds out what separates the cells of a file.</summary>
public static class CsvDelimiter
{
    /// <summary>Every delimiter that is understood, in the order that breaks ties.</summary>
    public static IReadOnlyList<char> All { get; } = [',', ';', '\t', '|'];

    private const int RowsLookedAt = 25;

    /// <summary>The delimiter under which the first rows have the most columns in common; a comma when nothing separates anything.</summary>
    /// <param name="start">The first part of the file's text; a last row that is cut short does no harm.</param>
    public static char Guess(ReadOnlySpan<char> start)
    {
        (char best, double score) = (',', 0);
        foreach (char delimiter in All)
        {
            double own = Score(start, delimiter);
            if (own > score)
                (best, score) = (delimiter, own);
        }

        return best;
    }

    /// <summary>What a person calls it.</summary>
    public static string NameOf(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "vertical bar",
        _ => delimiter.ToString(CultureInfo.InvariantCulture),
    };

    private static double Score(ReadOnlySpan<char> text, char delimiter)
    {
        var lexer = new CsvLexer(delimiter);
        int header = 0, rows = 0, alike = 0;
        while (rows < RowsLookedAt && lexer.TryRead(ref text, out CsvRecord? record))
        {
            if (header == 0)
                header = record!.Cells.Count;
            alike += record!.Cells.Count == header ? 1 : 0;
            rows++;
        }

        // Of a single row the columns alone speak; it may also be the whole text without a line end.
        if (rows == 0 && lexer.End() is { } only)
            (header, rows, alike) = (only.Cells.Count, 1, 1);
        return header < 2 ? 0 : header * (alike / (double)rows);
    }
}
