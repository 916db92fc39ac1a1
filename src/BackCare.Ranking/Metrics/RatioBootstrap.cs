using BackCare.Ranking.Randomness;

namespace BackCare.Ranking.Metrics;

/// <summary>Bootstrap interval of a ratio of sums, Σ numerator / Σ denominator, over units drawn with replacement; a mean is the case of denominators 1.</summary>
/// <remarks>
/// Bias-corrected and accelerated (BCa; Efron, "Better bootstrap confidence intervals", JASA 82, 1987): inverse propensities and
/// per-group gains are skewed, and the plain percentile interval is then shifted to one side. The draws follow one seeded
/// stream in a fixed order. Beyond 20,000 units, neighbouring units are first added up to 20,000 batches that are drawn instead: standard error and
/// skewness of a sum of independent units stay the same, and the cost no longer grows with the log.
/// </remarks>
internal static class RatioBootstrap
{
    private const int MostUnits = 20_000;

    public static Interval Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, BootstrapOptions options)
    {
        options.Validate();
        if (numerators.Length > MostUnits)
            return Of(Batched(numerators), Batched(denominators), options);
        int units = numerators.Length;
        double top = Sum(numerators), bottom = Sum(denominators);
        double estimate = top / bottom;
        if (units < 2 || !double.IsFinite(estimate))
            return new Interval(estimate, double.NaN, double.NaN, double.NaN);

        double[] replicates = new double[options.Resamples];
        SplitMix64 random = new(options.Seed);
        for (int b = 0; b < replicates.Length; b++)
        {
            double a = 0, c = 0;
            for (int draw = 0; draw < units; draw++)
            {
                int unit = random.NextIndex(units);
                a += numerators[unit];
                c += denominators[unit];
            }
            replicates[b] = c == 0 ? estimate : a / c;
        }
        Array.Sort(replicates);

        double bias = BiasCorrection(replicates, estimate);
        double acceleration = Acceleration(numerators, denominators, top, bottom);
        double tail = (1 - options.Level) / 2;
        return new Interval(
            estimate,
            Percentile(replicates, Adjusted(tail, bias, acceleration)),
            Percentile(replicates, Adjusted(1 - tail, bias, acceleration)),
            StandardDeviation(replicates));
    }

    private static double[] Batched(ReadOnlySpan<double> values)
    {
        double[] sums = new double[MostUnits];
        for (int unit = 0; unit < values.Length; unit++)
            sums[(long)unit * MostUnits / values.Length] += values[unit];
        return sums;
    }

    /// <summary>z of the share of resamples below the estimate; a resample equal to it counts half.</summary>
    private static double BiasCorrection(double[] replicates, double estimate)
    {
        double below = 0;
        foreach (double replicate in replicates)
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        double half = 0.5 / replicates.Length;
        return NormalDistribution.Quantile(Math.Clamp(below / replicates.Length, half, 1 - half));
    }

    /// <summary>Efron's acceleration from the leave-one-out values, which a ratio of sums gives in one pass.</summary>
    private static double Acceleration(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, double top, double bottom)
    {
        double mean = 0;
        for (int unit = 0; unit < numerators.Length; unit++)
            mean += LeaveOut(numerators[unit], denominators[unit], top, bottom);
        mean /= numerators.Length;
        double squares = 0, cubes = 0;
        for (int unit = 0; unit < numerators.Length; unit++)
        {
            double distance = mean - LeaveOut(numerators[unit], denominators[unit], top, bottom);
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares > 0 && double.IsFinite(cubes) ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    private static double LeaveOut(double numerator, double denominator, double top, double bottom) =>
        bottom == denominator ? top / bottom : (top - numerator) / (bottom - denominator);

    private static double Adjusted(double level, double bias, double acceleration)
    {
        double z = bias + NormalDistribution.Quantile(level);
        return NormalDistribution.Cdf(bias + z / (1 - acceleration * z));
    }

    private static double Percentile(double[] sorted, double share)
    {
        double place = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }

    private static double StandardDeviation(double[] values)
    {
        double mean = Sum(values) / values.Length, squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1));
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
