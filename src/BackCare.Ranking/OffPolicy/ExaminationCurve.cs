namespace BackCare.Ranking.OffPolicy;

/// <summary>Chance that a position is looked at, relative to the first: known at every position, never rising, ready to weight clicks.</summary>
/// <remarks>Shrunk to a power law where clicks are few, and made non-increasing by pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman, 1955):
/// readers go down a list, and a weight that falls with depth would be noise.</remarks>
public sealed class ExaminationCurve
{
    private const double SteepestExponent = 3;

    private readonly double[] _chances;
    private readonly double _clip;

    private ExaminationCurve(double[] chances, double exponent, IReadOnlyList<double> clicks, double clip) =>
        (_chances, Exponent, Clicks, _clip) = (chances, exponent, clicks, clip);

    /// <summary>Chance per position from position 1 (index 0), which is 1; at least one position.</summary>
    public IReadOnlyList<double> Chances => _chances;

    /// <summary>Exponent of the power law that fills gaps and goes on below the last position.</summary>
    public double Exponent { get; }

    /// <summary>Clicks per position that the estimate rests on.</summary>
    public IReadOnlyList<double> Clicks { get; }

    /// <summary>Every position examined alike: what a naive reading of clicks assumes.</summary>
    public static ExaminationCurve Flat { get; } = new([1], 0, [0], 1);

    /// <summary>Estimates the curve from clicks by expectation-maximisation (<see cref="PositionBiasEstimator"/>) and smooths it.</summary>
    /// <param name="counts">Impressions and clicks; none at all gives the assumed power law.</param>
    /// <param name="options">Smoothing and clipping.</param>
    public static ExaminationCurve Fit(IReadOnlyList<ClickCount> counts, ExaminationOptions options)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(options);
        int positions = counts.Count == 0 ? 1 : counts.Max(count => count.Position);
        double[] clicks = new double[positions], raw = new double[positions];
        foreach (ClickCount count in counts)
            clicks[count.Position - 1] += count.Clicks;
        Array.Fill(raw, double.NaN);
        if (clicks[0] > 0)
            raw = [.. PositionBiasEstimator.Fit(counts, new PositionBiasOptions(PriorImpressions: options.PriorImpressions)).Examination];
        return Smoothed(raw, clicks, options);
    }

    /// <summary>Fills, shrinks and orders raw chances.</summary>
    /// <param name="raw">Chances relative to position 1; NaN or 0 where not known.</param>
    /// <param name="clicks">Clicks each rests on.</param>
    /// <param name="options">Smoothing and clipping.</param>
    /// <exception cref="ArgumentException">Lengths differ or are 0, or the clip is below 1.</exception>
    public static ExaminationCurve Smoothed(IReadOnlyList<double> raw, IReadOnlyList<double> clicks, ExaminationOptions options)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(clicks);
        ArgumentNullException.ThrowIfNull(options);
        if (raw.Count == 0 || raw.Count != clicks.Count)
            throw new ArgumentException($"{raw.Count} chances and {clicks.Count} click counts were given; give one of each for every position, at least one.", nameof(clicks));
        if (!(options.Clip >= 1))
            throw new ArgumentException(FormattableString.Invariant($"The largest weight is {options.Clip}; it must be at least 1."), nameof(options));
        double exponent = ExponentOf(raw, clicks, options);
        double[] chances = new double[raw.Count], trust = new double[raw.Count];
        for (int p = 0; p < chances.Length; p++)
        {
            double law = -exponent * Math.Log(p + 1), known = raw[p] > 0 ? clicks[p] : 0;
            trust[p] = known + options.PseudoClicks;
            chances[p] = Math.Exp(known > 0 ? (known * Math.Log(raw[p]) + options.PseudoClicks * law) / trust[p] : law);
        }

        PoolRises(chances, trust);
        double first = chances[0];
        for (int p = 0; p < chances.Length; p++)
            chances[p] /= first;
        return new ExaminationCurve(chances, exponent, [.. clicks], options.Clip);
    }

    /// <summary>Weight of a click at a position (1-based): the inverse of its chance, at most the clip. Below the last known position the power law goes on.</summary>
    public double Weight(int position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        double chance = position <= _chances.Length
            ? _chances[position - 1]
            : _chances[^1] * Math.Pow((double)position / _chances.Length, -Exponent);
        return Math.Min(_clip, 1 / chance);
    }

    /// <summary>Least squares of ln chance on −ln position through position 1, weighted by clicks, with the assumed exponent as a prior.</summary>
    private static double ExponentOf(IReadOnlyList<double> raw, IReadOnlyList<double> clicks, ExaminationOptions options)
    {
        double top = options.PseudoClicks * options.AssumedExponent, bottom = options.PseudoClicks;
        for (int p = 1; p < raw.Count; p++)
        {
            if (!(raw[p] > 0))
                continue;
            double depth = Math.Log(p + 1);
            top -= clicks[p] * depth * Math.Log(raw[p]);
            bottom += clicks[p] * depth * depth;
        }

        return bottom > 0 ? Math.Clamp(top / bottom, 0, SteepestExponent) : options.AssumedExponent;
    }

    private static void PoolRises(double[] chances, double[] trust)
    {
        List<(double Mean, double Trust, int Count)> blocks = [];
        for (int p = 0; p < chances.Length; p++)
        {
            (double Mean, double Trust, int Count) block = (chances[p], trust[p], 1);
            while (blocks.Count > 0 && blocks[^1].Mean < block.Mean)
            {
                (double mean, double weight, int count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                double both = weight + block.Trust;
                block = (both > 0 ? (mean * weight + block.Mean * block.Trust) / both : (mean + block.Mean) / 2, both, count + block.Count);
            }

            blocks.Add(block);
        }

        int at = 0;
        foreach ((double mean, _, int count) in blocks)
        {
            Array.Fill(chances, mean, at, count);
            at += count;
        }
    }
}
