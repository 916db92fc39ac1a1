using System.Runtime.CompilerServices;
using BackCare.Domain.Catalog.Files;

namespace BackCare.App.Catalog.Import;

/// <summary>Rows of a file as they are read; memory is bounded by the longest row.</summary>
internal static class FileText
{
    private const int Letters = 1 << 15;

    /// <summary>The rows, the header first. A fault of the file ends them and is told to <paramref name="onFault"/>.</summary>
    public static async IAsyncEnumerable<CsvRecord> RowsAsync(
        Stream bytes, FileEncoding encoding, char delimiter, Action<CsvFault> onFault, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(bytes, FileEncodings.ReaderOf(encoding), detectEncodingFromByteOrderMarks: true, bufferSize: Letters, leaveOpen: true);
        var lexer = new CsvLexer(delimiter);
        char[] letters = new char[Letters];
        List<CsvRecord> ready = [];
        while (lexer.Fault is null && await reader.ReadAsync(letters, cancellationToken) is var read and > 0)
        {
            Take(lexer, letters.AsSpan(0, read), ready);
            foreach (CsvRecord record in ready)
                yield return record;
            ready.Clear();
        }

        if (lexer.End() is { } last)
            yield return last;
        if (lexer.Fault is { } fault)
            onFault(fault);
    }

    private static void Take(CsvLexer lexer, ReadOnlySpan<char> text, List<CsvRecord> into)
    {
        while (lexer.TryRead(ref text, out CsvRecord? record))
            into.Add(record!);
    }
}
