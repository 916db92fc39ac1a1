using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Arrange;

/// <summary>A product that a rule wants at a place.</summary>
/// <param name="Index">The product's place among the candidates, 0-based.</param>
/// <param name="Position">The place it gets, 1-based.</param>
public readonly record struct Pinned(int Index, int Position);

/// <summary>The merchandising rules that are about one request, and which of them had an effect. Made for one request; not for many threads.</summary>
/// <remarks>Order of effect: hide with the hard filters, after safety; boost and bury on the score; pin after diversity and exploration.</remarks>
public sealed class Merchandising
{
    private readonly MerchandisingRule[] hides, offsets, pins;
    private readonly SortedSet<(MerchandisingEffect Stage, int Order, string Id)> effective = [];

    private Merchandising(IEnumerable<MerchandisingRule> rules)
    {
        MerchandisingRule[] ordered = [.. rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal)];
        hides = Array.FindAll(ordered, r => r.Effect == MerchandisingEffect.Hide);
        offsets = Array.FindAll(ordered, r => r.Effect is MerchandisingEffect.Boost or MerchandisingEffect.Bury);
        pins = Array.FindAll(ordered, r => r.Effect == MerchandisingEffect.Pin);
    }

    /// <summary>Rules that had an effect so far: hides, then boosts and buries, then pins; in each, higher priority first, ties by id.</summary>
    public IReadOnlyList<string> RuleIds => effective.Count == 0 ? [] : [.. effective.Select(e => e.Id)];

    /// <summary>The rules for a request.</summary>
    /// <param name="rules">Rules in force; those with a <see cref="MerchandisingRule.Fault"/> are left out.</param>
    /// <param name="text">What the shopper typed.</param>
    /// <param name="symptoms">Matched symptoms.</param>
    /// <param name="shelf">The shelf that answers.</param>
    public static Merchandising For(IReadOnlyList<MerchandisingRule> rules, string text, IReadOnlyList<LinkedSymptom> symptoms, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(shelf);
        if (rules.Count == 0)
            return new Merchandising([]);
        IReadOnlyList<string> words = rules.Any(r => r.Queries.Count > 0) ? RuleWords.Of(text) : [];
        return new Merchandising(rules.Where(rule => rule.Fault is null && rule.Hears(words)
            && (rule.SymptomIds.Count == 0 || symptoms.Any(s => rule.SymptomIds.Contains(s.SymptomId)))
            && (rule.RegionIds.Count == 0 || symptoms.Any(s => shelf.Index(s.SymptomId).Symptom.Regions.Any(rule.RegionIds.Contains)))));
    }

    /// <summary>True when a rule keeps the product off the list.</summary>
    public bool Hides(Product product)
    {
        for (int i = 0; i < hides.Length; i++)
        {
            if (!hides[i].Concerns(product))
                continue;
            effective.Add((MerchandisingEffect.Hide, i, hides[i].Id));
            return true;
        }

        return false;
    }

    /// <summary>True when a rule keeps products off the list.</summary>
    public bool HidesAny => hides.Length > 0;

    /// <summary>Places on the shelf of products that a rule pins or boosts by name: they are ranked even where a very long list of candidates is cut. Null when there are none.</summary>
    public HashSet<int>? WantedPlaces(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        HashSet<int>? places = null;
        foreach (MerchandisingRule rule in pins.Concat(offsets).Where(r => r.Effect != MerchandisingEffect.Bury))
        {
            foreach (string id in rule.ProductIds)
            {
                if (shelf.Find(id) is { } item)
                    (places ??= []).Add(item.Index);
            }
        }

        return places;
    }

    /// <summary>Scores with boosts and buries: each rule moves its products by its share of the distance from the lowest to the highest score (1 when all are equal).</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="scores">One score per candidate.</param>
    public double[] Offset(IReadOnlyList<Candidate> candidates, ReadOnlySpan<double> scores)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        double[] moved = scores.ToArray();
        if (offsets.Length == 0 || moved.Length == 0)
            return moved;
        double span = moved.Max() - moved.Min();
        for (int rule = 0; rule < offsets.Length; rule++)
        {
            double by = (offsets[rule].Effect == MerchandisingEffect.Boost ? 1 : -1) * offsets[rule].Amount * (span > 0 ? span : 1);
            for (int i = 0; i < moved.Length; i++)
            {
                if (!offsets[rule].Concerns(candidates[i].Product))
                    continue;
                moved[i] += by;
                effective.Add((MerchandisingEffect.Boost, rule, offsets[rule].Id));
            }
        }

        return moved;
    }

    /// <summary>Places of pinned products, by place. A taken place moves a pin down to the next free one; a place beyond the candidates moves it up to the end.</summary>
    /// <remarks>A product that a clinician should be asked about first is not pinned: safety put it below what is for sale.</remarks>
    /// <param name="candidates">The candidates.</param>
    /// <param name="limit">Most items shown; pins below them have no effect.</param>
    public IReadOnlyList<Pinned> Pins(IReadOnlyList<Candidate> candidates, int limit)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (pins.Length == 0)
            return [];
        var byPlace = new SortedDictionary<int, int>();
        var pinned = new HashSet<int>();
        int places = Math.Min(limit, candidates.Count);
        for (int rule = 0; rule < pins.Length; rule++)
        {
            for (int i = 0; i < pins[rule].ProductIds.Count; i++)
            {
                int place = pins[rule].Position + i, index = Find(candidates, pins[rule], i);
                if (index < 0 || place > limit || !pinned.Add(index))
                    continue;
                place = Free(byPlace, Math.Min(place, places), places);
                byPlace[place] = index;
                effective.Add((MerchandisingEffect.Pin, rule, pins[rule].Id));
            }
        }

        return [.. byPlace.Select(p => new Pinned(p.Value, p.Key))];
    }

    private static int Find(IReadOnlyList<Candidate> candidates, MerchandisingRule rule, int at)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Product.Id == rule.ProductIds[at])
                return candidates[i].IsForSale && rule.Concerns(candidates[i].Product) ? i : -1;
        }

        return -1;
    }

    // There is one: a product takes one place only, and there are as many places as products or as many as are shown.
    private static int Free(SortedDictionary<int, int> taken, int wanted, int places)
    {
        for (int place = wanted; place <= places; place++)
        {
            if (!taken.ContainsKey(place))
                return place;
        }

        for (int place = wanted - 1; place > 1; place--)
        {
            if (!taken.ContainsKey(place))
                return place;
        }

        return 1;
    }
}
