namespace BackCare.Ranking.Metrics;

/// <summary>Intervals of mean metrics over query groups, and of the difference of two rankers on the same groups.</summary>
/// <remarks>
/// The unit that is drawn is the query group; rows of one list are not independent. A difference is resampled as the per-group difference,
/// so the spread that both rankers share (hard and easy groups) cancels. BCa ends, seeded, fixed order.
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>Interval of the mean over groups.</summary>
    /// <param name="perGroup">One value per group; NaN marks a skipped group.</param>
    /// <param name="options">Resamples, seed and level.</param>
    /// <returns>NaN ends when fewer than two groups count.</returns>
    public static Interval Mean(IReadOnlyList<double> perGroup, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(perGroup);
        return OfMean([.. perGroup.Where(value => !double.IsNaN(value))], options);
    }

    /// <summary>Interval of mean(challenger) − mean(champion) over the same groups.</summary>
    /// <param name="challenger">One value per group; NaN marks a skipped group.</param>
    /// <param name="champion">The other ranker's values, for the same groups in the same order.</param>
    /// <param name="options">Resamples, seed and level.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a group is skipped for one ranker only.</exception>
    public static Interval Difference(IReadOnlyList<double> challenger, IReadOnlyList<double> champion, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(challenger);
        ArgumentNullException.ThrowIfNull(champion);
        if (challenger.Count != champion.Count)
            throw new ArgumentException($"{challenger.Count} and {champion.Count} groups cannot be paired; measure both rankers on the same data.", nameof(champion));
        List<double> differences = new(challenger.Count);
        for (int group = 0; group < challenger.Count; group++)
        {
            double difference = challenger[group] - champion[group];
            if (!double.IsNaN(difference))
                differences.Add(difference);
            else if (double.IsNaN(challenger[group]) != double.IsNaN(champion[group]))
                throw new ArgumentException($"Group {group} is skipped for one ranker only; measure both rankers on the same grades.", nameof(champion));
        }
        return OfMean([.. differences], options);
    }

    private static Interval OfMean(double[] values, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        double[] ones = new double[values.Length];
        Array.Fill(ones, 1);
        return RatioBootstrap.Of(values, ones, options);
    }
}
