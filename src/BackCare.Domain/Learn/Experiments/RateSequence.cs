namespace BackCare.Domain.Learn.Experiments;

/// <summary>Intervals for a rate from counts alone that all hold at once.</summary>
/// <remarks>
/// Robbins' beta-binomial mixture (Annals of Mathematical Statistics 41(5), 1970; Howard et al. 2021, section 3): with a uniform prior the mixture likelihood
/// ratio against a true rate p is a martingale, so it exceeds 1/α ever with chance at most α. The interval holds every p whose ratio is below.
/// </remarks>
public static class RateSequence
{
    /// <summary>The interval after <paramref name="hits"/> in <paramref name="count"/>.</summary>
    /// <param name="hits">At most <paramref name="count"/>.</param>
    /// <param name="count">0 gives [0, 1].</param>
    /// <param name="alpha">Chance that any interval misses, in (0, 1).</param>
    public static SequentialInterval Interval(long hits, long count, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        if (count == 0) return new SequentialInterval(0.5, 0, 1, 0);
        double estimate = (double)hits / count;
        // ln of the ratio at p is this less the log-likelihood of p; it falls towards the estimate and rises from it.
        double mixture = LogFactorial(hits) + LogFactorial(count - hits) - LogFactorial(count + 1), limit = mixture + Math.Log(alpha);
        double lower = hits == 0 ? 0 : Edge(inside: estimate, outside: 0, hits, count, limit);
        double upper = hits == count ? 1 : Edge(inside: estimate, outside: 1, hits, count, limit);
        return new SequentialInterval(estimate, lower, upper, count);
    }

    /// <summary>The rate between the two where the ratio is 1/α, by bisection to 1e-12.</summary>
    private static double Edge(double inside, double outside, long hits, long count, double limit)
    {
        while (Math.Abs(outside - inside) > 1e-12)
        {
            double middle = (inside + outside) / 2;
            if (LogLikelihood(middle, hits, count) > limit) inside = middle;
            else outside = middle;
        }
        return outside;
    }

    private static double LogLikelihood(double p, long hits, long count) =>
        (hits == 0 ? 0 : hits * Math.Log(p)) + (hits == count ? 0 : (count - hits) * Math.Log(1 - p));

    /// <summary>ln n!, exact up to 20 and by Stirling's series beyond, where its error is below 1e-13.</summary>
    internal static double LogFactorial(long n)
    {
        if (n <= 20)
        {
            double product = 1;
            for (long i = 2; i <= n; i++) product *= i;
            return Math.Log(product);
        }
        double x = n + 1.0, inverse = 1 / (x * x);
        double series = (1 - inverse * (1.0 / 30 - inverse * (1.0 / 105 - inverse / 140))) / (12 * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series;
    }
}
