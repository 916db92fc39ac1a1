namespace BackCare.Domain.Learn.Drift;

/// <summary>How one model input was distributed when a model was trained; small enough for its card.</summary>
/// <param name="Name">The input.</param>
/// <param name="Edges">Inclusive upper bounds of the bins, rising; the last is the largest value seen. Empty when every value was missing.</param>
/// <param name="Shares">Share of all rows in each bin, missing ones counted in the whole.</param>
/// <param name="Missing">Share of rows without a value.</param>
/// <param name="Rows">Rows it was taken from.</param>
public sealed record InputReference(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Shares, double Missing, int Rows)
{
    private const int BinsWanted = 20;

    /// <summary>Takes the distribution of one column: up to 20 bins of about equally many rows; equal values share a bin.</summary>
    public static InputReference Of(string name, ReadOnlySpan<float> values)
    {
        float[] sorted = [.. values.ToArray().Where(value => !float.IsNaN(value)).Order()];
        List<double> edges = [], shares = [];
        int size = Math.Max(1, (sorted.Length + BinsWanted - 1) / BinsWanted);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = Math.Min(start + size, sorted.Length);
            while (end < sorted.Length && sorted[end] == sorted[end - 1])
                end++;
            edges.Add(sorted[end - 1]);
            shares.Add((double)(end - start) / values.Length);
        }

        return new InputReference(name, edges, shares, values.Length == 0 ? 0 : 1 - (double)sorted.Length / values.Length, values.Length);
    }

    /// <summary>The bin of a value; values beyond the last edge count in the last bin.</summary>
    internal int BinOf(float value)
    {
        int low = 0, high = Edges.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = value <= Edges[middle] ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
