using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Arrange;

/// <summary>What is odd about a rule, alone or beside another.</summary>
public enum RuleConflictKind
{
    /// <summary>Two pins want the same place on the same lists.</summary>
    SamePlace,

    /// <summary>One rule boosts a product that another buries on the same lists.</summary>
    BoostAndBury,

    /// <summary>A pin or boost names a product that another rule hides on the same lists.</summary>
    WantedAndHidden,

    /// <summary>It names something that the shop does not have, so that part of it has no effect.</summary>
    NamesUnknown,

    /// <summary>No product, or no list, can ever meet it.</summary>
    MatchesNothing,
}

/// <summary>One conflict, worded for the shop's own people.</summary>
/// <param name="Kind">What is odd.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="OtherId">The other rule; null when it is odd by itself.</param>
/// <param name="Statement">What happens, and what to do, in plain words.</param>
public sealed record RuleConflict(RuleConflictKind Kind, string RuleId, string? OtherId, string Statement);

/// <summary>Finds rules that work against each other or do nothing. Rules that are off or over are left out: they do no harm.</summary>
/// <remarks>Pure. Two rules meet when their dates overlap and their conditions can be true of one list.</remarks>
public static class RuleConflicts
{
    private const int MostNamed = 3;

    /// <summary>Every conflict, by rule id and kind.</summary>
    /// <param name="rules">All rules; those with a <see cref="MerchandisingRule.Fault"/> are left out.</param>
    /// <param name="shelf">The shelf that answers.</param>
    /// <param name="nowUtc">Rules that ended before are left out.</param>
    public static IReadOnlyList<RuleConflict> Of(IReadOnlyList<MerchandisingRule> rules, Shelf shelf, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(shelf);
        MerchandisingRule[] live =
            [.. rules.Where(r => r.Fault is null && r.StateAt(nowUtc) is RuleState.Running or RuleState.Planned).OrderBy(r => r.Id, StringComparer.Ordinal)];
        var found = new List<RuleConflict>();
        foreach (MerchandisingRule rule in live)
            found.AddRange(Alone(rule, shelf));
        for (int i = 0; i < live.Length; i++)
        {
            for (int j = i + 1; j < live.Length; j++)
            {
                if (Meet(live[i], live[j], shelf))
                    found.AddRange(Between(live[i], live[j], shelf));
            }
        }

        return [.. found.OrderBy(c => c.RuleId, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.OtherId, StringComparer.Ordinal)];
    }

    private static IEnumerable<RuleConflict> Alone(MerchandisingRule rule, Shelf shelf)
    {
        RuleConflict Own(RuleConflictKind kind, string statement) => new(kind, rule.Id, null, statement);
        string[] unknown =
        [
            .. rule.ProductIds.Where(id => !shelf.Products.ContainsKey(id)).Select(id => $"product '{id}'"),
            .. rule.CategoryIds.Where(id => !shelf.Knowledge.Categories.ContainsKey(id)).Select(id => $"category '{id}'"),
            .. rule.Brands.Where(b => !shelf.Items.Any(i => string.Equals(i.Product.Brand, b, StringComparison.OrdinalIgnoreCase))).Select(b => $"brand '{b}'"),
            .. rule.SymptomIds.Where(id => !shelf.Knowledge.Symptoms.ContainsKey(id)).Select(id => $"symptom '{id}'"),
            .. rule.RegionIds.Where(id => !shelf.Knowledge.Regions.ContainsKey(id)).Select(id => $"region '{id}'"),
        ];
        if (unknown.Length > 0)
            yield return Own(RuleConflictKind.NamesUnknown, $"The shop has no {List(unknown)} now. Publish it, or take it out of the rule.");
        ShelfItem[] items = [.. shelf.Items.Where(i => rule.Concerns(i.Product))];
        string[] symptoms = [.. Symptoms(rule, shelf).Select(s => s.Id)];
        if (items.Length == 0)
            yield return Own(RuleConflictKind.MatchesNothing, "No product on sale fits its products, categories and brands together. Loosen one of them.");
        else if (symptoms.Length == 0)
            yield return Own(RuleConflictKind.MatchesNothing, "No symptom belongs to its symptoms and regions together, so no list can meet it. Loosen one of them.");
        else if (!symptoms.Any(s => Lists(shelf.Index(s), items, shelf)))
            yield return Own(RuleConflictKind.MatchesNothing, "Nothing known ties any of its products to these symptoms, so none of them is ever on such a list. A rule cannot add a product to a list.");
    }

    private static IEnumerable<RuleConflict> Between(MerchandisingRule a, MerchandisingRule b, Shelf shelf)
    {
        RuleConflict Both(RuleConflictKind kind, string statement) => new(kind, a.Id, b.Id, statement);
        if (a.Effect == MerchandisingEffect.Pin && b.Effect == MerchandisingEffect.Pin)
        {
            int[] places = [.. Places(a).Intersect(Places(b)).Where(place => a.ProductIds[place - a.Position] != b.ProductIds[place - b.Position]).Order()];
            if (places.Length > 0)
                yield return Both(RuleConflictKind.SamePlace, FormattableString.Invariant($"Both pin a product to place {places[0]}. {Winner(a, b)} The other product stands next."));
        }

        if (IsOffset(a) && IsOffset(b) && a.Effect != b.Effect && Shared(a, b, shelf) is { Length: > 0 } moved)
            yield return Both(RuleConflictKind.BoostAndBury, $"One boosts and the other buries {List(moved)}; the two amounts are added. Keep one of them.");
        foreach ((MerchandisingRule hides, MerchandisingRule wants) in new[] { (a, b), (b, a) })
        {
            if (hides.Effect != MerchandisingEffect.Hide || wants.Effect is not (MerchandisingEffect.Pin or MerchandisingEffect.Boost))
                continue;
            if (Shared(hides, wants, shelf) is { Length: > 0 } hidden)
                yield return Both(RuleConflictKind.WantedAndHidden, $"One {(wants.Effect == MerchandisingEffect.Pin ? "pins" : "boosts")} {List(hidden)}, which the other hides. Hiding wins.");
        }
    }

    /// <summary>True when the two can be in force at one time and be about one list.</summary>
    public static bool Meet(MerchandisingRule a, MerchandisingRule b, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(shelf);
        bool atOnce = (a.FromUtc ?? DateTime.MinValue) < (b.UntilUtc ?? DateTime.MaxValue) && (b.FromUtc ?? DateTime.MinValue) < (a.UntilUtc ?? DateTime.MaxValue);
        return atOnce && Symptoms(a, shelf).Intersect(Symptoms(b, shelf)).Any()
            && (a.Queries.Count == 0 || b.Queries.Count == 0
                || a.QueryWords.Any(one => b.QueryWords.Any(other => RuleWords.Holds(one, other) || RuleWords.Holds(other, one))));
    }

    private static IEnumerable<Symptom> Symptoms(MerchandisingRule rule, Shelf shelf) => shelf.Knowledge.Symptoms.Values.Where(s =>
        (rule.SymptomIds.Count == 0 || rule.SymptomIds.Contains(s.Id)) && (rule.RegionIds.Count == 0 || s.Regions.Any(rule.RegionIds.Contains)));

    private static bool Lists(SymptomIndex index, ShelfItem[] items, Shelf shelf)
    {
        var wanted = items.Select(shelf.KindOf).ToHashSet();
        return index.Direct.Any(h => wanted.Contains(h.Kind)) || index.Chain.Any(h => wanted.Contains(h.Kind));
    }

    private static IEnumerable<int> Places(MerchandisingRule pin) => Enumerable.Range(pin.Position, pin.ProductIds.Count);

    private static bool IsOffset(MerchandisingRule rule) => rule.Effect is MerchandisingEffect.Boost or MerchandisingEffect.Bury;

    private static string[] Shared(MerchandisingRule a, MerchandisingRule b, Shelf shelf) =>
        [.. shelf.Items.Where(i => a.Concerns(i.Product) && b.Concerns(i.Product)).Select(i => i.Product.Name)];

    private static string Winner(MerchandisingRule a, MerchandisingRule b) => a.Priority == b.Priority
        ? "They have the same priority, so the older rule wins."
        : FormattableString.Invariant($"The one with priority {Math.Max(a.Priority, b.Priority)} wins.");

    private static string List(string[] names) => names.Length <= MostNamed
        ? string.Join(" and ", names)
        : FormattableString.Invariant($"{string.Join(", ", names.Take(MostNamed))} and {names.Length - MostNamed} more");
}
