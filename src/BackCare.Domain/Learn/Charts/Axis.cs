using System.Globalization;

namespace BackCare.Domain.Learn.Charts;

/// <summary>A linear axis: maps data values to pixels and chooses round ticks.</summary>
internal sealed class Axis
{
    private readonly double low, high, from, to;

    /// <param name="low">Smallest data value.</param>
    /// <param name="high">Largest data value.</param>
    /// <param name="from">Pixel of the low end.</param>
    /// <param name="to">Pixel of the high end.</param>
    /// <param name="wanted">About how many ticks.</param>
    /// <param name="widen">Whether the ends move out to whole ticks.</param>
    public Axis(double low, double high, double from, double to, int wanted = 5, bool widen = true)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high)))
            (low, high) = (0, 1);
        if (high - low <= 1e-12 * Math.Max(1, Math.Abs(high)))
            (low, high) = (low - Math.Max(0.5, Math.Abs(low) * 0.1), high + Math.Max(0.5, Math.Abs(high) * 0.1));
        Step = RoundStep((high - low) / wanted);
        (this.low, this.high) = widen ? (Math.Floor(low / Step + 1e-9) * Step, Math.Ceiling(high / Step - 1e-9) * Step) : (low, high);
        (this.from, this.to) = (from, to);
    }

    public double Step { get; }

    public double At(double value) => from + (Math.Clamp(value, low, high) - low) / (high - low) * (to - from);

    public IEnumerable<double> Ticks()
    {
        for (long tick = (long)Math.Ceiling(low / Step - 1e-9); tick * Step <= high + 1e-9 * Step; tick++)
            yield return tick * Step;
    }

    /// <summary>A tick's label with as many decimals as the step needs; very large and very small steps use the exponent form.</summary>
    public string Label(double tick)
    {
        if (Step is >= 1e6 or < 1e-5)
            return tick.ToString("0.##e0", CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + 1e-9));
        if (Math.Abs(Step * Math.Pow(10, decimals) - Math.Round(Step * Math.Pow(10, decimals))) > 1e-6)
            decimals++;
        string label = tick.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return label.StartsWith('-') ? "\u2212" + label[1..] : label;
    }

    private static double RoundStep(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10);
    }
}
