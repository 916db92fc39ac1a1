namespace BackCare.Ranking.Metrics;

/// <summary>A metric over the groups of a data set.</summary>
/// <param name="Mean">Mean over the groups that count; NaN when there is none.</param>
/// <param name="PerGroup">One value per group in data order; NaN marks a skipped group (no relevant row).</param>
/// <param name="Skipped">How many groups were skipped.</param>
public sealed record MetricValues(double Mean, IReadOnlyList<double> PerGroup, int Skipped)
{
    /// <summary>Number of groups that count.</summary>
    public int Counted => PerGroup.Count - Skipped;

    /// <summary>Averages the values that are not NaN, in order.</summary>
    public static MetricValues From(IReadOnlyList<double> perGroup)
    {
        ArgumentNullException.ThrowIfNull(perGroup);
        double sum = 0;
        int counted = 0;
        for (int group = 0; group < perGroup.Count; group++)
        {
            if (double.IsNaN(perGroup[group]))
                continue;
            sum += perGroup[group];
            counted++;
        }
        return new MetricValues(counted == 0 ? double.NaN : sum / counted, perGroup, perGroup.Count - counted);
    }
}
