using System.Runtime.CompilerServices;

namespace BackCare.Ranking.Training;

/// <summary>Row numbers ordered by leaf: each leaf's rows lie side by side, rising within the leaf.</summary>
internal sealed unsafe class RowPartition : IDisposable
{
    private const int BlockRows = 4_096;

    private readonly AlignedMemory<int> _rows;
    private readonly AlignedMemory<int> _left;
    private readonly AlignedMemory<int> _right;
    private readonly int[] _leftInBlock;
    private readonly WorkerPool _pool;

    internal RowPartition(int rows, WorkerPool pool)
    {
        _rows = new AlignedMemory<int>(rows);
        _left = new AlignedMemory<int>(rows);
        _right = new AlignedMemory<int>(rows);
        _leftInBlock = new int[rows / BlockRows + 1];
        _pool = pool;
    }

    /// <summary>The row numbers; eight places beyond the last are readable and hold row 0.</summary>
    internal int* Rows => _rows.Pointer;

    /// <summary>Starts over with all rows, or with those of a sample, in one leaf.</summary>
    /// <returns>The number of rows.</returns>
    internal int Reset(ReadOnlySpan<int> sample)
    {
        if (!sample.IsEmpty)
        {
            sample.CopyTo(_rows.Span(0, sample.Length));
            return sample.Length;
        }

        for (int row = 0; row < _rows.Length; row++)
            Rows[row] = row;
        return (int)_rows.Length;
    }

    /// <summary>Reorders the rows [<paramref name="start"/>, +<paramref name="count"/>) so that those going left come first; both halves keep
    /// their order.</summary>
    /// <param name="start">First place of the leaf.</param>
    /// <param name="count">Rows of the leaf.</param>
    /// <param name="column">Bins of the split feature by row number.</param>
    /// <param name="goesLeft">1 for bins that go left, 0 for the others; 256 entries.</param>
    /// <returns>How many rows went left.</returns>
    internal int Split(int start, int count, byte* column, byte* goesLeft)
    {
        _pool.ForBlocks(count, BlockRows, (from, to, _) => _leftInBlock[from / BlockRows] = Divide(start + from, to - from, column, goesLeft));
        int left = 0, blocks = (count + BlockRows - 1) / BlockRows;
        for (int block = 0; block < blocks; block++)
            (left, _leftInBlock[block]) = (left + _leftInBlock[block], left);
        int total = left;
        _pool.ForBlocks(count, BlockRows, (from, to, _) =>
        {
            int block = from / BlockRows, before = _leftInBlock[block];
            int here = (block + 1 < blocks ? _leftInBlock[block + 1] : total) - before;
            new Span<int>(_left.Pointer + start + from, here).CopyTo(new Span<int>(Rows + start + before, here));
            int rest = to - from - here;
            new Span<int>(_right.Pointer + start + from, rest).CopyTo(new Span<int>(Rows + start + total + from - before, rest));
        });
        return total;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    /// <summary>Writes a block's rows to both sides and keeps each where it belongs: no branch to mispredict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Divide(int start, int count, byte* column, byte* goesLeft)
    {
        int* rows = Rows + start, left = _left.Pointer + start, right = _right.Pointer + start;
        int lefts = 0;
        for (int i = 0; i < count; i++)
        {
            int row = rows[i];
            int toLeft = goesLeft[column[row]];
            left[lefts] = row;
            right[i - lefts] = row;
            lefts += toLeft;
        }

        return lefts;
    }
}
