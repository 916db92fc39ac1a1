using System.Numerics;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>Counts latencies in buckets that are 1/128 of their size wide, so that any percentile of any number of them is known to 0.8 % in a fixed 30 KB.</summary>
/// <remarks>Up to 128 µs a bucket is one microsecond; above, every doubling is cut into 128 equal parts. One writer; histograms of several are added up afterwards.</remarks>
internal sealed class LatencyHistogram
{
    private const int Parts = 128, PartBits = 7, Doublings = 30;

    private readonly long[] counts = new long[Parts * (Doublings + 1)];

    /// <summary>How many were counted.</summary>
    internal long Count { get; private set; }

    /// <summary>The largest, exactly.</summary>
    internal long HighestMicros { get; private set; }

    internal void Add(long micros)
    {
        counts[BucketOf(Math.Max(0, micros))]++;
        Count++;
        HighestMicros = Math.Max(HighestMicros, micros);
    }

    internal void Add(LatencyHistogram other)
    {
        for (int i = 0; i < counts.Length; i++) counts[i] += other.counts[i];
        Count += other.Count;
        HighestMicros = Math.Max(HighestMicros, other.HighestMicros);
    }

    /// <summary>The smallest latency that at least this share of all did not exceed, rounded up to the end of its bucket; 0 when nothing was counted.</summary>
    internal long PercentileMicros(double share)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(share * Count)), seen = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted) return Math.Min(HighestMicros, LastOf(i));
        }
        return HighestMicros;
    }

    /// <summary>How many took at least so long, to the width of a bucket.</summary>
    internal long CountFrom(long micros)
    {
        long above = 0;
        for (int i = BucketOf(micros); i < counts.Length; i++) above += counts[i];
        return above;
    }

    private static int BucketOf(long micros)
    {
        if (micros < Parts) return (int)micros;
        int doubling = Math.Min(Doublings, BitOperations.Log2((ulong)micros) - PartBits + 1);
        return Math.Min(doubling * Parts + (int)Math.Min(Parts - 1, (micros >> (doubling - 1)) - Parts), Parts * (Doublings + 1) - 1);
    }

    private static long LastOf(int bucket) => bucket < Parts ? bucket : ((long)(Parts + bucket % Parts + 1) << (bucket / Parts - 1)) - 1;
}
