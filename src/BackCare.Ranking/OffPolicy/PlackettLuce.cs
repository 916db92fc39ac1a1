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

    private const int Lanes = 8;

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
    /// <param name="weights">2 to <see cref="MostItems"/> positive weights; one item is at place 0 for sure.</param>
    /// <param name="marginals">Row by place, one probability an item: weights² values. Rows and columns sum to 1.</param>
    /// <exception cref="ArgumentException">Too many items, or another length of <paramref name="marginals"/>.</exception>
    public static void Marginals(ReadOnlySpan<double> weights, Span<double> marginals)
    {
        int items = weights.Length, all = (1 << items) - 1;
        if (items > MostItems || marginals.Length != items * items)
            throw new ArgumentException($"{items} items of at most {MostItems} need {items * items} marginals, not {marginals.Length}.", nameof(marginals));
        marginals.Clear();
        double[] rented = ArrayPool<double>.Shared.Rent(2 * (all + 1));
        Span<double> left = rented.AsSpan(0, all + 1), reached = rented.AsSpan(all + 1, all + 1);
        left[all] = 0;
        for (int set = all - 1; set >= 0; set--)
        {
            int next = BitOperations.TrailingZeroCount(all & ~set);
            left[set] = left[set | (1 << next)] + weights[next];
        }

        reached.Clear();
        reached[0] = 1;
        for (int set = 0; set < all; set++)
        {
            Span<double> place = marginals.Slice(BitOperations.PopCount((uint)set) * items, items);
            double each = reached[set] / left[set];
            for (int open = all & ~set; open != 0; open &= open - 1)
            {
                int item = BitOperations.TrailingZeroCount(open);
                double comes = each * weights[item];
                place[item] += comes;
                reached[set | (1 << item)] += comes;
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }
}
