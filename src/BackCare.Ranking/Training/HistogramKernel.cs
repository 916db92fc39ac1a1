using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackCare.Ranking.Training;

/// <summary>Sums of gradient pairs per bin and feature. A histogram holds <see cref="Slots"/> pairs of longs a feature, feature after feature.</summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Bins reserved for a feature: a byte's worth.</summary>
    internal const int Slots = 256;

    /// <summary>Longs from one feature's bins to the next one's.</summary>
    internal const int FeatureStride = 2 * Slots;

    private const int Ahead = 8;

    /// <summary>Adds the pairs of <paramref name="count"/> rows to the bins they lie in, for all features, eight features at a time.</summary>
    /// <param name="byRow">Bins row by row.</param>
    /// <param name="stride">Bytes a row, a multiple of 8; the histogram has as many features.</param>
    /// <param name="rows">Row numbers; up to 8 places beyond the last must be readable and hold row numbers.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="pairs">Quantised gradients by row number.</param>
    /// <param name="histogram">Sums so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(byte* byRow, int stride, int* rows, int count, long* pairs, long* histogram)
    {
        for (int k = 0; k < count; k++)
        {
            long row = rows[k];
            if (Sse.IsSupported)
            {
                byte* coming = byRow + rows[k + Ahead] * (long)stride;
                Sse.Prefetch0(coming);
                Sse.Prefetch0(coming + stride - 1);
            }

            Vector128<long> pair = Vector128.Load(pairs + 2 * row);
            byte* cells = byRow + row * stride;
            long* bins = histogram;
            for (byte* end = cells + stride; cells < end; cells += 8, bins += 8 * FeatureStride)
                AddEight(bins, *(ulong*)cells, pair);
        }
    }

    /// <summary>One feature: moves the workers' sums into <paramref name="smaller"/> and leaves the rest of the parent in
    /// <paramref name="larger"/>, which holds the parent's sums before; clears the workers' sums for the next leaf.</summary>
    /// <param name="parts">Each worker's histogram of this feature.</param>
    /// <param name="bins">Bins of the feature.</param>
    /// <param name="smaller">Receives the sums of the smaller leaf.</param>
    /// <param name="larger">The parent's sums, then the larger leaf's; null at the root.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MergeAndSubtract(ReadOnlySpan<nint> parts, int bins, long* smaller, long* larger)
    {
        int length = 2 * bins;
        long* first = (long*)parts[0];
        for (int i = 0; i < length; i += 2)
        {
            Vector128.Load(first + i).Store(smaller + i);
            Vector128<long>.Zero.Store(first + i);
        }

        for (int part = 1; part < parts.Length; part++)
        {
            long* more = (long*)parts[part];
            for (int i = 0; i < length; i += 2)
            {
                (Vector128.Load(smaller + i) + Vector128.Load(more + i)).Store(smaller + i);
                Vector128<long>.Zero.Store(more + i);
            }
        }

        if (larger is null)
            return;
        for (int i = 0; i < length; i += 2)
            (Vector128.Load(larger + i) - Vector128.Load(smaller + i)).Store(larger + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEight(long* bins, ulong cells, Vector128<long> pair)
    {
        AddOne(bins + 2 * (long)(byte)cells, pair);
        AddOne(bins + FeatureStride + 2 * (long)(byte)(cells >> 8), pair);
        AddOne(bins + 2 * FeatureStride + 2 * (long)(byte)(cells >> 16), pair);
        AddOne(bins + 3 * FeatureStride + 2 * (long)(byte)(cells >> 24), pair);
        AddOne(bins + 4 * FeatureStride + 2 * (long)(byte)(cells >> 32), pair);
        AddOne(bins + 5 * FeatureStride + 2 * (long)(byte)(cells >> 40), pair);
        AddOne(bins + 6 * FeatureStride + 2 * (long)(byte)(cells >> 48), pair);
        AddOne(bins + 7 * FeatureStride + 2 * (long)(byte)(cells >> 56), pair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(long* bin, Vector128<long> pair) => (Vector128.Load(bin) + pair).Store(bin);
}
