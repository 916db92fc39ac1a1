using BackCare.Ranking.Randomness;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>When requests are due, whatever the server does: that is what makes a load open.</summary>
internal static class Arrivals
{
    /// <summary>One after the other at equal distances.</summary>
    internal static long[] Constant(double perSecond, double seconds) =>
        [.. Enumerable.Range(0, (int)(perSecond * seconds)).Select(i => (long)(i * 1_000_000.0 / perSecond))];

    /// <summary>Independent shoppers: exponential distances with the same mean, the same for the same seed.</summary>
    internal static long[] Poisson(double perSecond, double seconds, ulong seed)
    {
        var random = new SplitMix64(seed);
        var due = new List<long>((int)(perSecond * seconds * 1.1) + 16);
        for (double at = Next(); at < seconds; at += Next()) due.Add((long)(at * 1_000_000));
        return [.. due];

        double Next() => -Math.Log(1 - random.NextDouble()) / perSecond;
    }
}
