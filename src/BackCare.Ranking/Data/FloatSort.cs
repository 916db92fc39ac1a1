using System.Runtime.InteropServices;

namespace BackCare.Ranking.Data;

/// <summary>Sorts numbers by their bits, 11 at a time: linear time for the long columns binning has to order.</summary>
internal static class FloatSort
{
    private const int Digit = 11;
    private const int Buckets = 1 << Digit;

    /// <summary>Sorts in place, rising. NaN must not occur; −0 sorts before 0.</summary>
    internal static void Ascending(float[] values)
    {
        if (values.Length < Buckets)
        {
            Array.Sort(values);
            return;
        }

        Span<uint> keys = MemoryMarshal.Cast<float, uint>(values.AsSpan());
        for (int i = 0; i < keys.Length; i++)
            keys[i] ^= (uint)((int)keys[i] >> 31) | 0x8000_0000;
        uint[] spare = new uint[keys.Length];
        Span<int> starts = stackalloc int[Buckets];
        Pass(keys, spare, 0, starts);
        Pass(spare, keys, Digit, starts);
        Pass(keys, spare, 2 * Digit, starts);
        for (int i = 0; i < keys.Length; i++)
            keys[i] = spare[i] ^ (((spare[i] >> 31) - 1) | 0x8000_0000);
    }

    private static void Pass(ReadOnlySpan<uint> from, Span<uint> to, int shift, Span<int> starts)
    {
        starts.Clear();
        foreach (uint key in from)
            starts[(int)(key >> shift) & (Buckets - 1)]++;
        int start = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
            (starts[bucket], start) = (start, start + starts[bucket]);
        foreach (uint key in from)
            to[starts[(int)(key >> shift) & (Buckets - 1)]++] = key;
    }
}
