namespace BackCare.Ranking.Training;

/// <summary>Position discounts and the best possible DCG, for gradients that stop at a depth.</summary>
public sealed class DcgTable
{
    private readonly double[] _discounts;

    /// <summary>Tabulates the first positions.</summary>
    /// <param name="depth">Pairs count when one row of them ranks above this depth, and the ideal DCG is cut there; at least 1.</param>
    /// <param name="positions">Positions to tabulate: the length of the longest group.</param>
    public DcgTable(int depth, int positions = 1_024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        Depth = depth;
        _discounts = new double[positions];
        for (int position = 0; position < positions; position++)
            _discounts[position] = 1 / Math.Log2(position + 2);
    }

    /// <summary>The truncation depth.</summary>
    public int Depth { get; }

    /// <summary>1 / log2(p + 2) for positions p = 0, 1, ….</summary>
    public ReadOnlySpan<double> Discounts => _discounts;

    /// <summary>2^grade − 1.</summary>
    public static double Gain(float grade) => Math.Pow(2, grade) - 1;

    /// <summary>1 over the DCG of the best order cut at <see cref="Depth"/>; 0 when no row is relevant.</summary>
    /// <exception cref="ArgumentException">The group is longer than the table.</exception>
    public double InverseIdeal(ReadOnlySpan<float> grades)
    {
        if (grades.Length > _discounts.Length)
            throw new ArgumentException($"The group has {grades.Length} rows, the table {_discounts.Length} positions.", nameof(grades));
        float[] sorted = grades.ToArray();
        Array.Sort(sorted);
        double ideal = 0;
        for (int position = 0; position < Math.Min(Depth, sorted.Length); position++)
            ideal += Gain(sorted[^(position + 1)]) * _discounts[position];
        return ideal > 0 ? 1 / ideal : 0;
    }
}
