using System.Globalization;

namespace BackCare.Ranking.Data;

/// <summary>How one feature's values map to bins: rising inclusive upper bounds, and a last bin for NaN when NaN was seen.</summary>
/// <remarks>A value lies in the first bin whose bound is not below it, so <c>value &lt;= Threshold(b)</c> holds exactly when
/// <c>BinOf(value) &lt;= b</c>: what training decided on bins, serving decides on values.</remarks>
public sealed class FeatureBins
{
    private readonly double[] _bounds;

    private FeatureBins(double[] bounds, bool hasMissing, float lowest, float highest)
    {
        _bounds = bounds;
        HasMissing = hasMissing;
        Lowest = lowest;
        Highest = highest;
        ZeroBin = Search(0);
    }

    /// <summary>Number of bins, NaN's included; 1 means the feature tells rows apart nowhere.</summary>
    public int Bins => _bounds.Length + (HasMissing ? 1 : 0);

    /// <summary>Number of bins that hold numbers.</summary>
    public int NumberBins => _bounds.Length;

    /// <summary>Whether NaN was seen; it then has the last bin. Otherwise NaN counts as 0, as it does in LightGBM.</summary>
    public bool HasMissing { get; }

    /// <summary>The bin of the value 0.</summary>
    public int ZeroBin { get; }

    /// <summary>Smallest number seen; 0 when there was none.</summary>
    public float Lowest { get; }

    /// <summary>Largest number seen; 0 when there was none.</summary>
    public float Highest { get; }

    /// <summary>LightGBM's feature info, as <c>[0:12.5]</c>; <c>none</c> for a feature that cannot be split on.</summary>
    public string Describe() => Bins <= 1
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"[{(double)Lowest:R}:{(double)Highest:R}]");

    /// <summary>Largest value that lies in bin <paramref name="bin"/> or below; never infinite, so that any reader of the model takes it.</summary>
    public double Threshold(int bin) => Math.Min(_bounds[bin], 1e300);

    /// <summary>The bin of a value.</summary>
    public int BinOf(float value) => float.IsNaN(value) ? (HasMissing ? _bounds.Length : ZeroBin) : Search(value);

    /// <summary>Finds the bins of one column.</summary>
    /// <param name="column">Values, finite or NaN.</param>
    /// <param name="maxBins">Most bins, NaN's included, 2 to 255.</param>
    /// <param name="minRowsInBin">Fewest rows in a bin (LightGBM's <c>min_data_in_bin</c>).</param>
    public static FeatureBins Of(ReadOnlySpan<float> column, int maxBins, int minRowsInBin)
    {
        float[] sorted = SortedNumbers(column);
        bool hasMissing = sorted.Length < column.Length;
        List<float> values = [];
        List<int> counts = [];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];)
                end++;
            values.Add(sorted[start]);
            counts.Add(end - start);
        }

        int numberBins = hasMissing ? Math.Max(1, maxBins - 1) : maxBins;
        double[] bounds = BinBoundaries.Find([.. values], [.. counts], numberBins, minRowsInBin);
        return new FeatureBins(bounds, hasMissing, values.Count > 0 ? values[0] : 0, values.Count > 0 ? values[^1] : 0);
    }

    /// <summary>Whether some bin bound leaves at least <paramref name="rows"/> of the counted rows on each side.</summary>
    internal static bool CanSplit(ReadOnlySpan<int> rowsInBin, int rows)
    {
        long total = 0, left = 0;
        foreach (int count in rowsInBin)
            total += count;
        for (int bin = 0; bin < rowsInBin.Length - 1; bin++)
        {
            left += rowsInBin[bin];
            if (left >= rows && total - left >= rows)
                return true;
        }

        return false;
    }

    private static float[] SortedNumbers(ReadOnlySpan<float> column)
    {
        float[] numbers = new float[column.Length];
        int count = 0;
        foreach (float value in column)
        {
            if (!float.IsNaN(value))
                numbers[count++] = value + 0f;
        }

        Array.Resize(ref numbers, count);
        FloatSort.Ascending(numbers);
        return numbers;
    }

    /// <summary>Halves the range a fixed number of times for a given bin count, without a branch on the data.</summary>
    private int Search(double value)
    {
        double[] bounds = _bounds;
        int low = 0, length = bounds.Length;
        while (length > 1)
        {
            int half = length >> 1;
            low += bounds[low + half - 1] < value ? half : 0;
            length -= half;
        }

        return low;
    }
}
