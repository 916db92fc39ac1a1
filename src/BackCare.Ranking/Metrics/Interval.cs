namespace BackCare.Ranking.Metrics;

/// <summary>An estimate with its bootstrap interval.</summary>
/// <param name="Estimate">The statistic on the data itself.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="StandardError">Standard deviation of the statistic over the resamples.</param>
public readonly record struct Interval(double Estimate, double Lower, double Upper, double StandardError)
{
    /// <summary>Whether <paramref name="value"/> lies within the interval, ends included.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;
}

/// <summary>How a bootstrap draws.</summary>
/// <param name="Resamples">Number of resamples, at least 100; 2,000 puts the ends of a 95 % interval within about a tenth of a standard error.</param>
/// <param name="Seed">Seed of the draws: same data and options, same interval, bit for bit.</param>
/// <param name="Level">Nominal coverage in (0, 1).</param>
public sealed record BootstrapOptions(int Resamples = 2_000, ulong Seed = 1, double Level = 0.95)
{
    /// <summary>Throws when a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 100 resamples, or a level outside (0, 1).</exception>
    public void Validate()
    {
        if (Resamples < 100)
            throw new ArgumentOutOfRangeException(nameof(Resamples), Resamples, "A bootstrap interval needs at least 100 resamples.");
        if (Level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Level), Level, "The coverage of an interval lies between 0 and 1, as in 0.95.");
    }
}
