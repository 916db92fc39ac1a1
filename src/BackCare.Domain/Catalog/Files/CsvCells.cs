namespace BackCare.Domain.Catalog.Files;

/// <summary>Writes cells so that a spreadsheet runs none of them as a formula, and reads such cells back as they were.</summary>
/// <remarks>A cell that begins with <c>= + - @</c>, a tab or a return, behind any number of apostrophes, gets one apostrophe more; reading takes one away.
/// So the two undo each other for every text (docs/product-files.md).</remarks>
public static class CsvCells
{
    /// <summary>The cell as it is written, quoted where it must be.</summary>
    public static string Write(string text, char delimiter = ',')
    {
        string safe = Escape(text);
        return safe.AsSpan().IndexOfAny(delimiter, '"') >= 0 || safe.AsSpan().IndexOfAny('\r', '\n') >= 0 || (safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' '))
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    /// <summary>One line of cells, with its line end.</summary>
    public static string Line(IEnumerable<string> cells, char delimiter = ',') => string.Join(delimiter, cells.Select(c => Write(c, delimiter))) + "\r\n";

    /// <summary>Makes a cell harmless.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsFormula(text) ? "'" + text : text;
    }

    /// <summary>Takes back what <see cref="Escape"/> did.</summary>
    public static string Unescape(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;
    }

    private static bool IsFormula(string text)
    {
        int first = text.AsSpan().IndexOfAnyExcept('\'');
        return first >= 0 && text[first] is '=' or '+' or '-' or '@' or '\t' or '\r';
    }
}
