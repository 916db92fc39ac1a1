namespace BackCare.Ranking.Data;

/// <summary>Columns that grow row by row in fixed pieces; a piece nobody wrote to costs nothing and reads as 0.</summary>
internal sealed class SparseColumns
{
    private const int PieceRows = 1 << 14;

    private readonly List<List<float[]?>> _columns = [];
    private readonly List<int> _lastRow = [];

    internal int Count => _columns.Count;

    /// <summary>Makes sure there are at least <paramref name="columns"/> columns.</summary>
    internal void Widen(int columns)
    {
        while (_columns.Count < columns)
        {
            _columns.Add([]);
            _lastRow.Add(-1);
        }
    }

    /// <summary>Sets a cell of the row being read; false when it was set before.</summary>
    internal bool TrySet(int row, int column, float value)
    {
        Widen(column + 1);
        if (_lastRow[column] == row)
            return false;
        _lastRow[column] = row;
        if (value == 0)
            return true;
        List<float[]?> pieces = _columns[column];
        int piece = row / PieceRows;
        while (pieces.Count <= piece)
            pieces.Add(null);
        (pieces[piece] ??= new float[PieceRows])[row % PieceRows] = value;
        return true;
    }

    /// <summary>Hands the columns over as whole arrays and forgets them piece by piece.</summary>
    internal float[][] Take(int rows)
    {
        float[][] whole = new float[_columns.Count][];
        for (int column = 0; column < whole.Length; column++)
        {
            whole[column] = new float[rows];
            List<float[]?> pieces = _columns[column];
            for (int piece = 0; piece < pieces.Count; piece++)
            {
                pieces[piece]?.AsSpan(0, Math.Min(PieceRows, rows - piece * PieceRows)).CopyTo(whole[column].AsSpan(piece * PieceRows));
                pieces[piece] = null;
            }
        }

        return whole;
    }
}
