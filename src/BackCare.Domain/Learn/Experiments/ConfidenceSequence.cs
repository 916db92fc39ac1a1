namespace BackCare.Domain.Learn.Experiments;

/// <summary>An estimate with an interval that holds whenever one looks.</summary>
/// <param name="Estimate">The mean so far.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Count">Values seen.</param>
public readonly record struct SequentialInterval(double Estimate, double Lower, double Upper, long Count);

/// <summary>Intervals for a running mean that all hold at once, however often and whenever one looks.</summary>
/// <remarks>
/// The empirical Bernstein confidence sequence of Howard, Ramdas, McAuliffe and Sekhon (Annals of Statistics 49(2), 2021), theorem 4, with the polynomially
/// stitched boundary of theorem 1 at η = 2, s = 1.4, m = 1. Every value is predicted by 0, as differences are small: the variance process is the sum of squares.
/// With any dependence on the past, the average of the values' conditional means is in every interval with probability at least 1 − α; nothing is assumed
/// about distribution or sample size. The width falls like √(v·log log v)/n in the sum of squares v.
/// </remarks>
public sealed class ConfidenceSequence
{
    private const double S = 1.4, Eta = 2;

    /// <summary>Riemann's zeta at 1.4.</summary>
    private const double ZetaOfS = 3.105547;

    private static readonly double K1 = (Math.Pow(Eta, 0.25) + Math.Pow(Eta, -0.25)) / Math.Sqrt(2), K2 = (Math.Sqrt(Eta) + 1) / 2;

    private readonly double reach, alpha;
    private long count;
    private double sum, squares;

    /// <summary>An empty sequence.</summary>
    /// <param name="reach">No value is farther from 0; above 0.</param>
    /// <param name="alpha">Chance that any of the intervals misses, in (0, 1).</param>
    public ConfidenceSequence(double reach, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reach);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        (this.reach, this.alpha) = (reach, alpha);
    }

    /// <summary>Adds a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is farther from 0 than the reach, or not a number.</exception>
    public void Add(double value)
    {
        if (!(Math.Abs(value) <= reach)) throw new ArgumentOutOfRangeException(nameof(value), value, $"Values lie within {reach} of 0.");
        sum += value;
        squares += value * value;
        count++;
    }

    /// <summary>The interval now; everything possible before the first value.</summary>
    public SequentialInterval Interval()
    {
        if (count == 0) return new SequentialInterval(0, -reach, reach, 0);
        double mean = sum / count, radius = Boundary(squares, reach, alpha / 2) / count;
        return new SequentialInterval(mean, Math.Max(-reach, mean - radius), Math.Min(reach, mean + radius), count);
    }

    /// <summary>How far a sum may stray from the sum of its means, ever, on one side, with chance at most <paramref name="alpha"/>.</summary>
    /// <param name="variance">The variance process.</param>
    /// <param name="scale">Farthest that a value lies from its prediction.</param>
    /// <param name="alpha">In (0, 1).</param>
    internal static double Boundary(double variance, double scale, double alpha)
    {
        double v = Math.Max(variance, 1);
        double l = S * Math.Log(Math.Log2(v) + 1) + Math.Log(ZetaOfS / alpha);
        return Math.Sqrt(K1 * K1 * v * l + K2 * K2 * scale * scale * l * l) + K2 * scale * l;
    }
}
