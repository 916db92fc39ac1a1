using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Arrange;

/// <summary>Tries out other orders of the first places, and says how likely each product was to stand where it stands.</summary>
/// <remarks>
/// Items change places only within their block (direct or chain, for sale or not), so a draw never crosses what safety and suitability decided. One draw decides
/// for all blocks whether the list explores; then each block's part of the window gets a Plackett–Luce order. With budget b an item's propensity at a place is
/// b times its marginal there, plus 1 − b at its place in the order without exploration.
/// </remarks>
internal static class Exploration
{
    /// <summary>Reorders the first <paramref name="window"/> items when the draw says so, and writes every one's propensity.</summary>
    /// <param name="order">Items that are not pinned, in the order without exploration, block after block.</param>
    /// <param name="settings">How much is tried out.</param>
    /// <param name="window">Places that take part.</param>
    /// <param name="draw">Seed.</param>
    /// <returns>True when the draw fell into the budget.</returns>
    public static bool Apply(List<Scored> order, ExplorationSettings settings, int window, ulong draw)
    {
        if (settings.Budget == 0)
            return false;
        var random = new SplitMix64(draw);
        bool explores = random.NextBool(settings.Budget);
        int end = Math.Min(window, order.Count);
        for (int from = 0, to; from < end; from = to)
        {
            to = from + 1;
            while (to < end && IsOfOneBlock(order[from], order[to]))
                to++;
            if (to - from > 1)
                Reorder(order, from, to - from, settings, explores, ref random);
        }

        return explores;
    }

    private static bool IsOfOneBlock(Scored a, Scored b) => a.Candidate.Via == b.Candidate.Via && a.Candidate.IsForSale == b.Candidate.IsForSale;

    private static void Reorder(List<Scored> order, int from, int count, ExplorationSettings settings, bool explores, ref SplitMix64 random)
    {
        Span<double> scores = stackalloc double[count], weights = stackalloc double[count], marginals = stackalloc double[count * count];
        Span<int> places = stackalloc int[count];
        for (int i = 0; i < count; i++)
            (scores[i], places[i]) = (order[from + i].Score, i);
        PlackettLuce.Weights(scores, settings.Temperature, weights);
        PlackettLuce.Marginals(weights, marginals);
        if (explores)
            PlackettLuce.Draw(weights, ref random, places);
        Scored[] before = [.. order[from..(from + count)]];
        for (int place = 0; place < count; place++)
        {
            double drawn = Math.Min(1, marginals[place * count + places[place]]);
            double propensity = places[place] == place ? 1 - settings.Budget * (1 - drawn) : settings.Budget * drawn;
            order[from + place] = before[places[place]] with { Propensity = propensity };
        }
    }
}
