using BackCare.Ranking.Metrics;

namespace BackCare.Cli;

/// <summary>An estimate with its interval, in JSON.</summary>
internal sealed record Value(double Estimate, double Lower, double Upper, double StandardError)
{
    public static Value Of(Interval interval) => new(interval.Estimate, interval.Lower, interval.Upper, interval.StandardError);

    public static Value? OfNullable(Interval? interval) => interval is { } value ? Of(value) : null;
}
