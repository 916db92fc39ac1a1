using BackCare.Ranking.Metrics;

namespace BackCare.Ranking.OffPolicy;

/// <summary>Value of a policy that did not choose what was shown, from a log with known propensities.</summary>
public static class OffPolicyEstimator
{
    /// <summary>Item form: the value is reward per shown item, the unit of resampling is the entry.</summary>
    /// <param name="log">Entries with propensities of both policies.</param>
    /// <param name="options">Clipping and intervals.</param>
    public static OffPolicyEstimate PerItem(OffPolicyLog log, OffPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        return Estimate(log, options, units: null, log.Count);
    }

    /// <summary>
    /// Slate form (item-position model: Li, Abbasi-Yadkori, Kveton, Muthukrishnan, Vinay and Wen, KDD 2018): the value is reward per served list, the
    /// sum over its positions; each entry's propensities are those of the item at its position. The unit of resampling is the list.
    /// </summary>
    /// <param name="log">Entries with list numbers.</param>
    /// <param name="options">Clipping and intervals.</param>
    /// <exception cref="ArgumentException">The log has no list numbers.</exception>
    public static OffPolicyEstimate PerList(OffPolicyLog log, OffPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        return Estimate(log, options, log.Lists ?? throw new ArgumentException("The slate form needs the list of every entry.", nameof(log)), log.ListCount);
    }

    private static OffPolicyEstimate Estimate(OffPolicyLog log, OffPolicyOptions options, int[]? units, int unitCount)
    {
        double[] weights = Weights(log, options.Clip, out int clipped);
        double sum = 0, squares = 0, largest = 0;
        foreach (double weight in weights)
        {
            sum += weight;
            squares += weight * weight;
            largest = Math.Max(largest, weight);
        }
        double[] ones = new double[unitCount];
        Array.Fill(ones, 1);
        double[] weighted = PerUnit(log.Count, units, unitCount, entry => weights[entry] * log.Rewards[entry]);

        // Self-normalised per list: Σ w r / Σ w is a value per entry, so the list form multiplies by the entries per list.
        double[] weightSums = PerUnit(log.Count, units, unitCount, entry => weights[entry] * unitCount / log.Count);
        return new OffPolicyEstimate(
            unitCount,
            RatioBootstrap.Of(PerUnit(log.Count, units, unitCount, entry => log.Rewards[entry]), ones, options.Bootstrap),
            RatioBootstrap.Of(weighted, ones, options.Bootstrap),
            RatioBootstrap.Of(weighted, weightSums, options.Bootstrap),
            DoublyRobust(log, weights, units, unitCount, ones, options.Bootstrap),
            squares > 0 ? sum * sum / squares : 0,
            sum / log.Count,
            largest,
            clipped);
    }

    private static Interval? DoublyRobust(OffPolicyLog log, double[] weights, int[]? units, int unitCount, double[] ones, BootstrapOptions options)
    {
        if (log.Estimates is not { } estimates || log.TargetValues is not { } targetValues)
            return null;
        double[] values = PerUnit(log.Count, units, unitCount, entry => targetValues[entry] + weights[entry] * (log.Rewards[entry] - estimates[entry]));
        return RatioBootstrap.Of(values, ones, options);
    }

    private static double[] Weights(OffPolicyLog log, double clip, out int clipped)
    {
        if (!(clip > 0))
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "The largest importance weight must be above 0; leave clipping out to use the weights as they are.");
        clipped = 0;
        double[] weights = new double[log.Count];
        for (int entry = 0; entry < weights.Length; entry++)
        {
            double weight = log.Targets[entry] / log.Propensities[entry];
            clipped += weight > clip ? 1 : 0;
            weights[entry] = Math.Min(weight, clip);
        }
        return weights;
    }

    private static double[] PerUnit(int entries, int[]? units, int unitCount, Func<int, double> value)
    {
        double[] sums = new double[unitCount];
        for (int entry = 0; entry < entries; entry++)
            sums[units is null ? entry : units[entry]] += value(entry);
        return sums;
    }
}
