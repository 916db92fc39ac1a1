namespace BackCare.Ranking.Data;

/// <summary>Cuts a feature's values into bins of about equal weight, with zero in a bin of its own.</summary>
/// <remarks>The scheme is LightGBM's (<c>src/io/bin.cpp</c>, greedy search with zero as one bin), so that both trainers choose among the
/// same thresholds: a value heavier than an average bin gets its own bin, bounds lie midway between neighbouring values.</remarks>
internal static class BinBoundaries
{
    /// <summary>Values within this distance of 0 count as 0.</summary>
    internal const double ZeroReach = 1e-35f;

    /// <summary>Inclusive upper bounds of the bins, rising, the last one +∞.</summary>
    /// <param name="values">Distinct values in rising order, no NaN; may be empty.</param>
    /// <param name="counts">Rows holding each value.</param>
    /// <param name="maxBins">Most bins, at least 1.</param>
    /// <param name="minRowsInBin">Fewest rows a bin is closed with.</param>
    internal static double[] Find(ReadOnlySpan<float> values, ReadOnlySpan<int> counts, int maxBins, int minRowsInBin)
    {
        int negative = 0;
        while (negative < values.Length && values[negative] <= -ZeroReach)
            negative++;
        int positive = negative;
        while (positive < values.Length && values[positive] <= ZeroReach)
            positive++;
        long below = Sum(counts[..negative]), above = Sum(counts[positive..]);

        List<double> bounds = [];
        if (negative > 0 && maxBins > 1)
        {
            int share = Math.Max(1, (int)((double)below / (below + above) * (maxBins - 1)));
            Cut(values[..negative], counts[..negative], share, minRowsInBin, bounds);
            bounds[^1] = -ZeroReach;
        }

        int left = maxBins - 1 - bounds.Count;
        if (positive < values.Length && left > 0)
        {
            bounds.Add(ZeroReach);
            Cut(values[positive..], counts[positive..], left, minRowsInBin, bounds);
        }
        else
        {
            bounds.Add(double.PositiveInfinity);
        }

        return [.. bounds];
    }

    /// <summary>Appends the bounds of at most <paramref name="maxBins"/> bins over values of one sign; the last one is +∞.</summary>
    private static void Cut(ReadOnlySpan<float> values, ReadOnlySpan<int> counts, int maxBins, int minRowsInBin, List<double> bounds)
    {
        if (values.Length <= maxBins)
            CutBetweenValues(values, counts, minRowsInBin, bounds);
        else
            CutByWeight(values, counts, maxBins, minRowsInBin, bounds);
        bounds.Add(double.PositiveInfinity);
    }

    private static void CutBetweenValues(ReadOnlySpan<float> values, ReadOnlySpan<int> counts, int minRowsInBin, List<double> bounds)
    {
        int inBin = 0;
        for (int i = 0; i < values.Length - 1; i++)
        {
            inBin += counts[i];
            if (inBin < minRowsInBin)
                continue;
            bounds.Add(Midway(values[i], values[i + 1]));
            inBin = 0;
        }
    }

    private static void CutByWeight(ReadOnlySpan<float> values, ReadOnlySpan<int> counts, int maxBins, int minRowsInBin, List<double> bounds)
    {
        long rows = Sum(counts);
        maxBins = (int)Math.Max(1, Math.Min(maxBins, rows / minRowsInBin));
        double average = (double)rows / maxBins;
        int binsLeft = maxBins;
        long rowsLeft = rows;
        bool[] heavy = new bool[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (counts[i] < average)
                continue;
            heavy[i] = true;
            binsLeft--;
            rowsLeft -= counts[i];
        }

        average = (double)rowsLeft / binsLeft;
        int cuts = 0;
        long inBin = 0;
        for (int i = 0; i < values.Length - 1 && cuts < maxBins - 1; i++)
        {
            if (!heavy[i])
                rowsLeft -= counts[i];
            inBin += counts[i];
            bool full = heavy[i] || inBin >= average || (heavy[i + 1] && inBin >= Math.Max(1, average * 0.5));
            if (!full)
                continue;
            bounds.Add(Midway(values[i], values[i + 1]));
            cuts++;
            inBin = 0;
            if (!heavy[i])
                average = rowsLeft / (double)--binsLeft;
        }
    }

    /// <summary>A bound b with left &lt;= b &lt; right: the same comparison routes bins in training and values in serving.</summary>
    private static double Midway(float left, float right) => Math.BitIncrement((left + (double)right) / 2);

    private static long Sum(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (int count in counts)
            sum += count;
        return sum;
    }
}
