using System.Buffers;
using System.Globalization;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>One row of a table as text.</summary>
/// <param name="Line">Line of the file that it starts on, 1-based.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Problem">Why it cannot be trusted; null when it is well formed.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Cells, string? Problem = null);

/// <summary>Why the rest of a file cannot be read.</summary>
/// <param name="Line">Line, 1-based.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record CsvFault(int Line, string Problem, string Remedy)
{
    /// <summary>As one sentence.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture, $"Line {Line} {Problem}. {Remedy}.");
}

/// <summary>Splits text into rows of cells as it arrives (RFC 4180, any delimiter, any line end); memory is bounded by the longest row allowed.</summary>
/// <remarks>A quote inside a cell that does not begin with one is a letter: <c>foam roller 12" long</c>. Rows without any text are passed over.</remarks>
public sealed class CsvLexer(char delimiter)
{
    /// <summary>Most UTF-16 units of one row.</summary>
    public const int LongestRow = 1 << 20;

    /// <summary>Most cells of one row.</summary>
    public const int MostCells = 400;

    private readonly SearchValues<char> endsBare = SearchValues.Create([delimiter, '\r', '\n', '\0']);
    private readonly SearchValues<char> endsQuoted = SearchValues.Create(['"', '\r', '\n', '\0']);
    private readonly StringBuilder cell = new();
    private List<string> cells = [];
    private State state = State.CellStart;
    private int line = 1, recordLine = 1, quoteLine, recordLength;
    private bool afterReturn;
    private string? problem;

    private enum State
    {
        CellStart,
        Bare,
        Quoted,
        QuoteInQuoted,
        AfterQuoted,
    }

    /// <summary>Why reading stopped; null while it goes on.</summary>
    public CsvFault? Fault { get; private set; }

    /// <summary>Takes the next row off the text; false when the text is used up or a fault ends the reading.</summary>
    /// <param name="text">What is left to read; shortened by what was taken.</param>
    /// <param name="record">The row.</param>
    public bool TryRead(ref ReadOnlySpan<char> text, out CsvRecord? record)
    {
        record = null;
        while (!text.IsEmpty && Fault is null)
        {
            if (Take(ref text) && Finish() is { } whole)
            {
                record = whole;
                return true;
            }
        }

        return false;
    }

    /// <summary>The last row, when the file does not end with a line end.</summary>
    public CsvRecord? End()
    {
        if (Fault is not null)
            return null;
        if (state == State.Quoted)
        {
            Fault = new CsvFault(quoteLine, "opens a quote that is never closed", "Close the cell with a quote, or double the quotes inside it");
            return null;
        }

        if (state != State.CellStart || cells.Count > 0)
            cells.Add(cell.ToString());
        cell.Clear();
        return Finish();
    }

    /// <summary>One step; true when a row has ended.</summary>
    private bool Take(ref ReadOnlySpan<char> text)
    {
        char c = text[0];
        if (afterReturn)
        {
            afterReturn = false;
            if (c == '\n')
            {
                if (state == State.Quoted)
                    cell.Append('\n');
                text = text[1..];
                return false;
            }
        }

        if (c == '\0')
        {
            Fault = new CsvFault(line, "holds a zero byte, so the file is damaged or is no text", "Export it again as CSV in UTF-8");
            return false;
        }

        switch (state)
        {
            case State.CellStart when c == '"':
                (state, quoteLine) = (State.Quoted, line);
                text = text[1..];
                return Grow(1);
            case State.CellStart or State.Bare:
                return TakeBare(ref text);
            case State.Quoted:
                return TakeQuoted(ref text);
            case State.QuoteInQuoted when c == '"':
                cell.Append('"');
                state = State.Quoted;
                text = text[1..];
                return Grow(1);
            default:
                return TakeBehindQuote(ref text, c);
        }
    }

    private bool TakeBare(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(endsBare);
        int length = end < 0 ? text.Length : end;
        cell.Append(text[..length]);
        if (length > 0)
            state = State.Bare;
        text = text[length..];
        Grow(length);
        return end >= 0 && Fault is null && text[0] != '\0' && EndCell(ref text);
    }

    private bool TakeQuoted(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(endsQuoted);
        int length = end < 0 ? text.Length : end;
        cell.Append(text[..length]);
        text = text[length..];
        Grow(length);
        if (end < 0 || Fault is not null || text[0] == '\0')
            return false;
        if (text[0] == '"')
        {
            state = State.QuoteInQuoted;
        }
        else
        {
            cell.Append(text[0]);
            afterReturn = text[0] == '\r';
            line++;
        }

        text = text[1..];
        return Grow(1);
    }

    private bool TakeBehindQuote(ref ReadOnlySpan<char> text, char c)
    {
        state = State.AfterQuoted;
        if (c == delimiter || c is '\r' or '\n')
            return EndCell(ref text);
        if (c != ' ')
            problem ??= "has text behind a closing quote";
        text = text[1..];
        return Grow(1);
    }

    private bool EndCell(ref ReadOnlySpan<char> text)
    {
        char c = text[0];
        text = text[1..];
        cells.Add(cell.ToString());
        cell.Clear();
        state = State.CellStart;
        if (cells.Count > MostCells)
        {
            Fault = new CsvFault(recordLine, string.Create(CultureInfo.InvariantCulture, $"has more than {MostCells} columns"),
                "A product file has a few dozen: check the delimiter, or delete the columns that are not about products");
            return false;
        }

        if (c == delimiter)
            return Grow(1);
        afterReturn = c == '\r';
        line++;
        return true;
    }

    private bool Grow(int units)
    {
        recordLength += units;
        if (recordLength > LongestRow)
        {
            Fault = state == State.Quoted
                ? new CsvFault(quoteLine, "opens a quote that is not closed within 1 MB", "Close the cell with a quote, or double the quotes inside it")
                : new CsvFault(recordLine, "is longer than 1 MB", "A product takes a few thousand letters: check that the file has line ends");
        }

        return false;
    }

    private CsvRecord? Finish()
    {
        CsvRecord? record = cells.Exists(static c => c.Length > 0) ? new CsvRecord(recordLine, cells, problem) : null;
        cells = new List<string>(cells.Count);
        (state, recordLine, recordLength, problem) = (State.CellStart, line, 0, null);
        return record;
    }
}
