using BackCare.Ranking.Data;

namespace BackCare.Ranking.Training;

/// <summary>The bins of every row for the features worth splitting on: one byte a cell, row by row for histograms, column by column for
/// partitioning rows.</summary>
internal sealed unsafe class BinnedMatrix : IDisposable
{
    private readonly AlignedMemory<byte> _byRow;
    private readonly AlignedMemory<byte>? _byColumn;

    private BinnedMatrix(int rows, int[] columns, FeatureBins[] bins, bool keepColumns)
    {
        Rows = rows;
        Columns = columns;
        Bins = bins;
        Stride = (columns.Length + 7) & ~7;
        _byRow = new AlignedMemory<byte>((long)rows * Stride);
        _byColumn = keepColumns ? new AlignedMemory<byte>((long)rows * columns.Length) : null;
    }

    internal int Rows { get; }

    /// <summary>Number of features kept.</summary>
    internal int Features => Columns.Length;

    /// <summary>Column of the feature matrix each kept feature comes from, rising.</summary>
    internal int[] Columns { get; }

    /// <summary>Bins of each kept feature.</summary>
    internal FeatureBins[] Bins { get; }

    /// <summary>Bytes from one row to the next, a multiple of 8; places beyond the last feature hold 0.</summary>
    internal int Stride { get; }

    internal byte* ByRow => _byRow.Pointer;

    internal byte* Column(int feature) => _byColumn!.Pointer + (long)feature * Rows;

    /// <summary>Bins training rows and drops features no split of which leaves <paramref name="minRowsInLeaf"/> rows on both sides.</summary>
    /// <param name="matrix">Training rows.</param>
    /// <param name="allBins">Bins of every column of <paramref name="matrix"/>.</param>
    /// <param name="minRowsInLeaf">Fewest rows in a leaf.</param>
    /// <param name="pool">Threads to work with.</param>
    internal static BinnedMatrix ForTraining(FeatureMatrix matrix, FeatureBins[] allBins, int minRowsInLeaf, WorkerPool pool)
    {
        byte[]?[] cells = new byte[]?[matrix.Columns];
        pool.ForEach(matrix.Columns, (column, _) => cells[column] = CellsOf(matrix.Column(column), allBins[column], minRowsInLeaf));
        int[] columns = [.. Enumerable.Range(0, matrix.Columns).Where(column => cells[column] is not null)];
        BinnedMatrix binned = new(matrix.Rows, columns, [.. columns.Select(column => allBins[column])], keepColumns: true);
        for (int feature = 0; feature < columns.Length; feature++)
        {
            cells[columns[feature]].CopyTo(new Span<byte>(binned.Column(feature), matrix.Rows));
            cells[columns[feature]] = null;
        }

        pool.ForBlocks(matrix.Rows, 4_096, (start, end, _) => binned.FillRows(start, end));
        return binned;
    }

    /// <summary>Bins other rows, for example validation rows, the way <paramref name="training"/> was binned; row by row only.</summary>
    internal static BinnedMatrix Like(BinnedMatrix training, FeatureMatrix matrix, WorkerPool pool)
    {
        BinnedMatrix binned = new(matrix.Rows, training.Columns, training.Bins, keepColumns: false);
        pool.ForEach(binned.Features, (feature, _) =>
        {
            ReadOnlySpan<float> values = matrix.Column(binned.Columns[feature]);
            byte* cell = binned.ByRow + feature;
            for (int row = 0; row < values.Length; row++)
                cell[(long)row * binned.Stride] = (byte)binned.Bins[feature].BinOf(values[row]);
        });
        return binned;
    }

    public void Dispose()
    {
        _byRow.Dispose();
        _byColumn?.Dispose();
    }

    private static byte[]? CellsOf(ReadOnlySpan<float> values, FeatureBins bins, int minRowsInLeaf)
    {
        if (bins.Bins <= 1)
            return null;
        byte[] cells = new byte[values.Length];
        Span<int> rowsInBin = stackalloc int[256];
        rowsInBin.Clear();
        for (int row = 0; row < cells.Length; row++)
        {
            cells[row] = (byte)bins.BinOf(values[row]);
            rowsInBin[cells[row]]++;
        }

        return FeatureBins.CanSplit(rowsInBin[..bins.Bins], minRowsInLeaf) ? cells : null;
    }

    private void FillRows(int start, int end)
    {
        for (int feature = 0; feature < Features; feature++)
        {
            byte* from = Column(feature);
            byte* to = ByRow + feature;
            for (int row = start; row < end; row++)
                to[(long)row * Stride] = from[row];
        }
    }
}
