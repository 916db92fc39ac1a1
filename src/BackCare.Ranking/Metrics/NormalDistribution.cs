namespace BackCare.Ranking.Metrics;

/// <summary>The standard normal distribution, as far as bootstrap intervals need it.</summary>
internal static class NormalDistribution
{
    /// <summary>P(Z ≤ z) by Marsaglia's series (Journal of Statistical Software 11(4), 2004); error below 1e-14 for |z| ≤ 7, 0 or 1 beyond 8.</summary>
    public static double Cdf(double z)
    {
        if (Math.Abs(z) > 8)
            return z < 0 ? 0 : 1;
        double sum = z, term = z;
        for (int i = 3; ; i += 2)
        {
            term *= z * z / i;
            double next = sum + term;
            if (next == sum)
                break;
            sum = next;
        }
        return 0.5 + sum * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>The z with Cdf(z) = p, for p in (0, 1): bisection to a width of 1e-12, after which the series decides the rest.</summary>
    public static double Quantile(double p)
    {
        double low = -8, high = 8;
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            if (Cdf(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}
