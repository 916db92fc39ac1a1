namespace BackCare.Domain.Learn.Statistics;

/// <summary>Weights that halve with age, without touching old sums: an entry at time t weighs 2^((t − landmark) / half-life), and one factor turns a sum into its value
/// now (Cormode, Shkapenyuk, Srivastava and Xu 2009, "Forward decay").</summary>
internal sealed class ForwardDecay(double halfLifeDays, double? from = null)
{
    // Far from what a double holds (2^1023), so that sums of many entries fit too.
    private const double LargestExponent = 512;

    private readonly double halfLifeTicks = Math.Max(1, halfLifeDays) * TimeSpan.TicksPerDay;
    private double? landmark = from;

    /// <summary>Where weights are 1, in ticks; null before the first entry.</summary>
    public double? Landmark => landmark;

    /// <summary>Weight of an entry. When it would grow too large, the landmark moves and <paramref name="rescale"/> says by which power of two all sums are to be
    /// multiplied first, which is exact; else it is 1.</summary>
    public double Weight(DateTime utc, out double rescale)
    {
        double ticks = utc.Ticks;
        landmark ??= ticks;
        rescale = 1;
        double exponent = (ticks - landmark.Value) / halfLifeTicks;
        if (exponent > LargestExponent)
        {
            double halvings = Math.Floor(exponent);
            landmark += halvings * halfLifeTicks;
            rescale = Math.ScaleB(1, -(int)Math.Min(halvings, 2000));
            exponent = (ticks - landmark.Value) / halfLifeTicks;
        }

        return Math.Pow(2, exponent);
    }

    /// <summary>Turns a sum into its value at a time.</summary>
    public double Factor(DateTime utc) => landmark is { } start ? Math.Pow(2, -(utc.Ticks - start) / halfLifeTicks) : 1;
}
