using BackCare.Ranking.Data;

namespace BackCare.Cli.Ltr;

/// <summary>Reads LibSVM rows a block at a time, so that memory does not grow with the file.</summary>
internal static class RowBlocks
{
    private const int RowsABlock = 4_096;

    /// <summary>The rows of a file in order, at most 4,096 at once, fitted to <paramref name="columns"/>.</summary>
    public static IEnumerable<FeatureMatrix> Read(string path, int columns, TextWriter error, CancellationToken cancellation)
    {
        using StreamReader file = InputFile.Open(path);
        BlockReader block = new(file, RowsABlock);
        bool told = false;
        while (block.Begin())
        {
            cancellation.ThrowIfCancellationRequested();
            int before = block.LinesBefore;
            if (!LibSvmReader.TryReadRows(block, columns, out LibSvmRows? rows, out DataFault? fault))
                throw new RefusedException($"{path}: {fault with { Line = fault.Line + before }}");
            yield return Columns.Fitted(rows.Features, columns, path, told ? TextWriter.Null : error);
            told |= rows.Features.Columns > columns;
        }
        if (block.LinesBefore == 0 || !block.AnyRow)
            throw new RefusedException($"{path} has no row; write one row a line: a label, then index:value entries.");
    }

    /// <summary>A reader that ends after so many rows and can begin again where it ended; blank and comment lines are handed on but not counted.</summary>
    private sealed class BlockReader(TextReader source, int rows) : TextReader
    {
        private readonly Queue<string> ahead = new();
        private int left, lines;

        /// <summary>Lines of the file before the block's first.</summary>
        public int LinesBefore { get; private set; }

        public bool AnyRow { get; private set; }

        /// <summary>Starts a block; false when no row is left.</summary>
        public bool Begin()
        {
            LinesBefore = lines;
            left = rows;
            while (source.ReadLine() is { } line)
            {
                ahead.Enqueue(line);
                if (IsRow(line))
                    return AnyRow = true;
            }
            LinesBefore = lines + ahead.Count;
            return false;
        }

        public override string? ReadLine()
        {
            if (left == 0)
                return null;
            string? line = ahead.Count > 0 ? ahead.Dequeue() : source.ReadLine();
            if (line is null)
                return null;
            lines++;
            left -= IsRow(line) ? 1 : 0;
            return line;
        }

        private static bool IsRow(string line) => line.AsSpan().TrimStart() is not ([] or ['#', ..]);
    }
}
