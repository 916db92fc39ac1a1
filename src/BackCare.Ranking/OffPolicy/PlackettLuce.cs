using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using BackCare.Ranking.Randomness;
using BackCare.Ranking.Training;

namespace BackCare.Ranking.OffPolicy;

/// <summary>Random orders in which each next item is drawn from those left, in proportion to its weight (Plackett 1975, Luce 1959), and how likely each
/// item is to come to each place.</summary>
public static class PlackettLuce
{
    /// <summary>Most items whose marginals are computed: 2^12 sets of items.</summary>
    public const int MostItems = 12;

    private const int Lanes = 8, LowItems = 3;

    /// <summary>Weights e^((s − highest) / (span · temperature)): scores are brought to [0, 1], so that any score's scale works. Equal scores weigh 1.</summary>
    /// <param name="scores">Finite scores, any scale.</param>
    /// <param name="temperature">At least 0.01.</param>
    /// <param name="weights">As long as <paramref name="scores"/>; every weight is in (0, 1]. The same bits on every processor.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Weights(ReadOnlySpan<double> scores, double temperature, Span<double> weights)
    {
        if (scores.Length != weights.Length)
            throw new ArgumentException($"{scores.Length} scores need as many weights, not {weights.Length}.", nameof(weights));
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (double score in scores)
            (lowest, highest) = (Math.Min(lowest, score), Math.Max(highest, score));
        double span = highest - lowest;
        Span<double> block = stackalloc double[Lanes];
        for (int start = 0; start < scores.Length; start += Lanes)
        {
            int count = Math.Min(Lanes, scores.Length - start);
            block.Clear();
            for (int i = 0; i < count; i++)
                block[i] = span > 0 ? (scores[start + i] - highest) / span / temperature : 0;
            Exponential.Of(Vector512.Create<double>(block)).CopyTo(block);
            block[..count].CopyTo(weights[start..]);
        }
    }

    /// <summary>Draws an order.</summary>
    /// <param name="weights">Positive weights.</param>
    /// <param name="random">One draw per item.</param>
    /// <param name="order">As long as <paramref name="weights"/>: the item at each place.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Draw(ReadOnlySpan<double> weights, ref SplitMix64 random, Span<int> order)
    {
        if (order.Length != weights.Length)
            throw new ArgumentException($"{weights.Length} weights need as many places, not {order.Length}.", nameof(order));
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        for (int place = 0; place < order.Length; place++)
        {
            double left = 0;
            for (int i = place; i < order.Length; i++)
                left += weights[order[i]];
            double point = random.NextDouble() * left;
            int chosen = place;
            while (chosen < order.Length - 1 && (point -= weights[order[chosen]]) >= 0)
                chosen++;
            // Those left keep their order, so that what a number draws does not depend on earlier swaps.
            int item = order[chosen];
            order[place..chosen].CopyTo(order[(place + 1)..]);
            order[place] = item;
        }
    }

    /// <summary>Exact probability of each item at each place: the sum over all sets of items that may stand before it, each reached with the sum over its own
    /// last items.</summary>
    /// <remarks>
    /// With R(S) the weight of the items outside a set S and Q(S) = P(S) / R(S), the chance that S comes first is P(S) = Σ w(j) Q(S − j) over j in S, and an item
    /// stands at place k with w(j) Σ Q(S) over sets of k items without it. The first three items are the lanes of a vector, so a step handles eight sets.
    /// </remarks>
    /// <param name="weights">1 to <see cref="MostItems"/> positive weights.</param>
    /// <param name="marginals">Row by place, one probability an item: weights² values. Rows and columns sum to 1.</param>
    /// <exception cref="ArgumentException">Too many items, or another length of <paramref name="marginals"/>.</exception>
    public static void Marginals(ReadOnlySpan<double> weights, Span<double> marginals)
    {
        int items = weights.Length, high = Math.Max(0, items - LowItems), groups = 1 << high;
        if (items is 0 or > MostItems || marginals.Length != items * items)
            throw new ArgumentException($"{items} items of 1 to {MostItems} need {items * items} marginals, not {marginals.Length}.", nameof(marginals));
        // Fewer than three items are filled up with items of no weight, which no set ever holds.
        Span<double> low = stackalloc double[LowItems];
        low.Clear();
        weights[..Math.Min(LowItems, items)].CopyTo(low);
        ReadOnlySpan<double> rest = weights[Math.Min(LowItems, items)..];
        double[] rented = ArrayPool<double>.Shared.Rent(groups * (Lanes + 1));
        Span<double> outside = rented.AsSpan(0, groups), reached = rented.AsSpan(groups, groups * Lanes);
        Span<Vector512<double>> without = stackalloc Vector512<double>[(high + 1) * (high + 1)];
        without.Clear();
        WeightOutside(rest, outside);
        for (int group = 0; group < groups; group++)
        {
            Vector512<double> sum = group == 0 ? Vector512.CreateScalar(1.0) : Vector512<double>.Zero;
            for (int open = group; open != 0; open &= open - 1)
            {
                int item = BitOperations.TrailingZeroCount(open);
                sum += Vector512.Create<double>(reached.Slice((group ^ (1 << item)) * Lanes, Lanes)) * rest[item];
            }

            Vector512<double> each = AmongLow(sum, Vector512.Create(outside[group]) + LowOutside(low), low);
            each.CopyTo(reached[(group * Lanes)..]);
            Span<Vector512<double>> ofSize = without.Slice(BitOperations.PopCount((uint)group) * (high + 1), high + 1);
            for (int open = (groups - 1) & ~group; open != 0; open &= open - 1)
                ofSize[BitOperations.TrailingZeroCount(open)] += each;
            ofSize[high] += each;
        }

        ArrayPool<double>.Shared.Return(rented);
        Gather(weights, without, high, marginals);
    }

    /// <summary>For each set of the later items the weight of those outside it.</summary>
    private static void WeightOutside(ReadOnlySpan<double> rest, Span<double> outside)
    {
        int all = outside.Length - 1;
        outside[all] = 0;
        for (int set = all - 1; set >= 0; set--)
        {
            int next = BitOperations.TrailingZeroCount(all & ~set);
            outside[set] = outside[set | (1 << next)] + rest[next];
        }
    }

    /// <summary>For each set of the first three items the weight of those outside it.</summary>
    private static Vector512<double> LowOutside(ReadOnlySpan<double> low)
    {
        (double a, double b, double c) = (low[0], low[1], low[2]);
        return Vector512.Create(a + b + c, b + c, a + c, c, a + b, b, a, 0);
    }

    /// <summary>Q of the eight sets of a group, of which <paramref name="sum"/> has what the later items add to P: the first three items add to each other in turn.</summary>
    private static Vector512<double> AmongLow(Vector512<double> sum, Vector512<double> outside, ReadOnlySpan<double> low)
    {
        (double a, double b, double c) = (low[0], low[1], low[2]);
        Vector512<double> inverse = Vector512.ConditionalSelect(
            Vector512.Equals(outside, Vector512<double>.Zero), Vector512<double>.Zero, Vector512<double>.One / outside);
        double none = sum[0] * inverse[0];
        double ofA = (sum[1] + a * none) * inverse[1], ofB = (sum[2] + b * none) * inverse[2], ofC = (sum[4] + c * none) * inverse[4];
        double ab = (sum[3] + b * ofA + a * ofB) * inverse[3], ac = (sum[5] + c * ofA + a * ofC) * inverse[5], bc = (sum[6] + c * ofB + b * ofC) * inverse[6];
        return Vector512.Create(none, ofA, ofB, ab, ofC, ac, bc, (sum[7] + c * ab + b * ac + a * bc) * inverse[7]);
    }

    /// <summary>Sums over sets of one size: those of the later items in rows of <paramref name="without"/>, those of the first three in its lanes.</summary>
    private static void Gather(ReadOnlySpan<double> weights, ReadOnlySpan<Vector512<double>> without, int high, Span<double> marginals)
    {
        int items = weights.Length;
        marginals.Clear();
        for (int size = 0; size <= high; size++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                int place = size + BitOperations.PopCount((uint)lane);
                if (place >= items)
                    continue;
                Span<double> row = marginals.Slice(place * items, items);
                for (int item = 0; item < items; item++)
                {
                    bool isLow = item < LowItems;
                    if (!isLow || (lane & (1 << item)) == 0)
                        row[item] += weights[item] * without[size * (high + 1) + (isLow ? high : item - LowItems)][lane];
                }
            }
        }
    }
}
