using BackCare.Ranking.Data;
using BackCare.Ranking.Randomness;

namespace BackCare.Ranking.MLNet;

/// <summary>The order in which rows go to ML.NET: groups one after the other, rows of a group by a hash of seed and row.</summary>
/// <remarks>ML.NET breaks score ties by the order of rows, in training and in its own metrics (dotnet/machinelearning issue 6157); rows
/// sorted by label would teach and measure that order.</remarks>
internal static class ShuffledRows
{
    /// <summary>Row numbers of <paramref name="data"/>, each once, group by group.</summary>
    public static int[] Order(RankingData data, int seed)
    {
        int[] order = new int[data.Rows];
        ulong[] hash = new ulong[data.Rows];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
            hash[row] = new SplitMix64(((ulong)(uint)seed << 32) | (uint)row).Next();
        }

        for (int group = 0; group < data.Groups; group++)
        {
            (int start, int end) = (data.GroupStarts[group], data.GroupStarts[group + 1]);
            Array.Sort(hash, order, start, end - start);
        }

        return order;
    }
}
