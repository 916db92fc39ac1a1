using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Arrange;

/// <summary>Turns scores into an order: direct before chain, what can be bought before what needs a clinician, no near-duplicates at the top, ties by id.
/// Then exploration within these blocks, then pins.</summary>
public static class Arranger
{
    /// <summary>Part of relevance in the choice of the next item; the rest is its unlikeness to what is already chosen
    /// (maximal marginal relevance, Carbonell and Goldstein 1998).</summary>
    public const double RelevanceShare = 0.7;

    /// <summary>Likeness of two products of one category with different evidence profiles; of one profile it is 1.</summary>
    public const double SameCategory = 0.5;

    /// <summary>The best <paramref name="limit"/> items in the order they are shown, without rules and without exploration.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="scores">One score per candidate.</param>
    /// <param name="limit">Most items, at least 1.</param>
    public static IReadOnlyList<Scored> Arrange(IReadOnlyList<Candidate> candidates, ReadOnlySpan<double> scores, int limit) =>
        Arrange(candidates, scores, [], limit, ExplorationSettings.Off, 0).Items;

    /// <summary>The best <paramref name="limit"/> items in the order they are shown.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="scores">One score per candidate, with boosts.</param>
    /// <param name="pins">Products with their places, by place; they take no part in exploration.</param>
    /// <param name="limit">Most items, at least 1.</param>
    /// <param name="exploration">How much is tried out.</param>
    /// <param name="draw">Seed of the random draw.</param>
    public static Arrangement Arrange(
        IReadOnlyList<Candidate> candidates, ReadOnlySpan<double> scores, IReadOnlyList<Pinned> pins, int limit, ExplorationSettings exploration, ulong draw)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(pins);
        ArgumentNullException.ThrowIfNull(exploration);
        var all = new Scored[candidates.Count];
        for (int i = 0; i < all.Length; i++)
            all[i] = new Scored(candidates[i], scores[i], i);
        int window = exploration.WindowOf(limit), most = Math.Max(limit, window);
        var order = new List<Scored>(Math.Min(most, all.Length));
        foreach ((Via via, bool forSale) in new[] { (Via.Direct, true), (Via.Direct, false), (Via.Chain, true), (Via.Chain, false) })
            Diversify(Array.FindAll(all, s => s.Candidate.Via == via && s.Candidate.IsForSale == forSale && !IsPinned(s.Index, pins)), order, most);
        bool explored = Exploration.Apply(order, exploration, window, draw);
        List<Scored> shown = Pin(order, pins, all, limit);
        Cap(shown);
        return new Arrangement(shown, explored);
    }

    private static bool IsPinned(int index, IReadOnlyList<Pinned> pins)
    {
        for (int i = 0; i < pins.Count; i++)
        {
            if (pins[i].Index == index)
                return true;
        }

        return false;
    }

    private static List<Scored> Pin(List<Scored> order, IReadOnlyList<Pinned> pins, Scored[] all, int limit)
    {
        var shown = new List<Scored>(Math.Min(limit, all.Length));
        int pin = 0, next = 0;
        while (shown.Count < limit && (next < order.Count || pin < pins.Count))
        {
            if (pin < pins.Count && (pins[pin].Position == shown.Count + 1 || next == order.Count))
                shown.Add(all[pins[pin++].Index] with { Pinned = true });
            else
                shown.Add(order[next++]);
        }

        return shown;
    }

    // Chain items stand below direct ones by place; their scores are capped so that a reader of the numbers sees the same.
    private static void Cap(List<Scored> arranged)
    {
        double weakest = double.PositiveInfinity;
        foreach (Scored item in arranged)
        {
            if (item.Candidate.Via == Via.Direct)
                weakest = Math.Min(weakest, item.Score);
        }

        for (int i = 0; i < arranged.Count && !double.IsPositiveInfinity(weakest); i++)
        {
            if (arranged[i].Candidate.Via == Via.Chain)
                arranged[i] = arranged[i] with { Score = Math.Min(arranged[i].Score, Math.BitDecrement(weakest)) };
        }
    }

    // Scores are brought to [0, 1] within the block, so that any ranker's scale works; of equal choices the higher score, then the smaller id wins.
    private static void Diversify(Scored[] block, List<Scored> arranged, int limit)
    {
        Array.Sort(block, static (a, b) => a.Score != b.Score
            ? b.Score.CompareTo(a.Score)
            : string.CompareOrdinal(a.Candidate.Product.Id, b.Candidate.Product.Id));
        if (block.Length == 0)
            return;
        double lowest = block[^1].Score, span = block[0].Score - lowest;
        double[] likeness = new double[block.Length];
        bool[] taken = new bool[block.Length];
        for (int chosen = 0; chosen < block.Length && arranged.Count < limit; chosen++)
        {
            int next = -1;
            double best = double.NegativeInfinity;
            for (int i = 0; i < block.Length; i++)
            {
                if (taken[i])
                    continue;
                double worth = RelevanceShare * (span > 0 ? (block[i].Score - lowest) / span : 1) - (1 - RelevanceShare) * likeness[i];
                if (worth > best)
                    (next, best) = (i, worth);
            }

            taken[next] = true;
            arranged.Add(block[next]);
            for (int i = 0; i < block.Length; i++)
            {
                if (!taken[i])
                    likeness[i] = Math.Max(likeness[i], Likeness(block[i].Candidate, block[next].Candidate));
            }
        }
    }

    private static double Likeness(Candidate a, Candidate b) =>
        a.Product.EvidenceProfile == b.Product.EvidenceProfile ? 1 : ReferenceEquals(a.Item.Category, b.Item.Category) ? SameCategory : 0;
}
