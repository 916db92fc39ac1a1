using BackCare.Ranking.Randomness;

namespace BackCare.Ranking.Training;

/// <summary>Rows and features drawn by seed alone: the same at any number of threads, on any machine.</summary>
internal static class Sampling
{
    /// <summary>Rows of draw number <paramref name="draw"/>, rising; each is in it with probability <paramref name="fraction"/>.</summary>
    internal static int[] Rows(int rows, double fraction, int seed, int draw)
    {
        ulong stream = Mix(Mix((uint)seed) ^ (uint)draw), limit = (ulong)(fraction * ulong.MaxValue);
        List<int> sample = new((int)(rows * Math.Min(1, fraction * 1.05)) + 16);
        for (int row = 0; row < rows; row++)
        {
            if (Mix(stream + (uint)row) < limit)
                sample.Add(row);
        }

        return [.. sample];
    }

    /// <summary>Which features the tree may use: round(<paramref name="fraction"/> × features) of them, at least one.</summary>
    internal static bool[] Features(int features, double fraction, int seed, int tree)
    {
        bool[] chosen = new bool[features];
        if (fraction >= 1 || features == 0)
        {
            Array.Fill(chosen, true);
            return chosen;
        }

        ulong stream = Mix(Mix((uint)seed ^ 0x9E37_79B9_7F4A_7C15) ^ (uint)tree);
        ulong[] keys = new ulong[features];
        int[] order = new int[features];
        for (int feature = 0; feature < features; feature++)
            (keys[feature], order[feature]) = (Mix(stream + (uint)feature), feature);
        Array.Sort(keys, order);
        int wanted = Math.Max(1, (int)Math.Round(fraction * features, MidpointRounding.AwayFromZero));
        foreach (int feature in order.AsSpan(0, wanted))
            chosen[feature] = true;
        return chosen;
    }

    private static ulong Mix(ulong x) => new SplitMix64(x).Next();
}
