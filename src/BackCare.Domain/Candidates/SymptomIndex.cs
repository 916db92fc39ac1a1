using System.Collections.Frozen;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>A product's reason to be looked at, by its place on the shelf.</summary>
/// <param name="Item">Place of the product on the shelf.</param>
/// <param name="Hit">The reason.</param>
public readonly record struct IndexedHit(int Item, Hit Hit);

/// <summary>What the shelf holds for one symptom, prepared when the shelf is built, so that a request never scans all products.</summary>
public sealed class SymptomIndex
{
    /// <summary>Least strength of a chain hit worth keeping: below it the path says nothing.</summary>
    public const double ChainFloor = 0.01;

    private const string FootCare = "foot_care", Lumbar = "lumbar";

    private SymptomIndex(Symptom symptom, IReadOnlyList<Reached> reach) => (Symptom, Reach) = (symptom, reach);

    /// <summary>The symptom.</summary>
    public Symptom Symptom { get; }

    /// <summary>Structures that may be behind it, strongest first.</summary>
    public IReadOnlyList<Reached> Reach { get; }

    /// <summary>Products with a positive rule for the symptom, in shelf order.</summary>
    public IReadOnlyList<IndexedHit> Direct { get; private init; } = [];

    /// <summary>Products without any rule for the symptom that work on a structure behind it, in shelf order.</summary>
    public IReadOnlyList<IndexedHit> Chain { get; private init; } = [];

    /// <summary>Products that may harm with it.</summary>
    public FrozenDictionary<int, EvidenceRule> Avoid { get; private init; } = FrozenDictionary<int, EvidenceRule>.Empty;

    /// <summary>Products that are not shown to help with it.</summary>
    public FrozenDictionary<int, EvidenceRule> NoBenefit { get; private init; } = FrozenDictionary<int, EvidenceRule>.Empty;

    /// <summary>True for symptoms of the low back, with sciatica and the SI joint: foot care never helps there (knowledge README, section 3).</summary>
    public static bool IsOfTheBack(Symptom symptom)
    {
        ArgumentNullException.ThrowIfNull(symptom);
        return symptom.Regions.Contains(Lumbar);
    }

    /// <summary>Prepares every symptom.</summary>
    public static FrozenDictionary<string, SymptomIndex> Build(KnowledgeBase knowledge, IReadOnlyList<ShelfItem> items, KineticChain chain)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(chain);
        var ruled = items.SelectMany(i => i.Rules, (item, rule) => (Item: item, Rule: rule)).ToLookup(p => p.Rule.SymptomId, StringComparer.Ordinal);
        ILookup<string, (ShelfItem Item, EvidenceRule Rule)> byStructure = ServingRules(knowledge, items);
        return knowledge.Rows.Symptoms.ToFrozenDictionary(s => s.Id, s => Build(s, [.. ruled[s.Id]], byStructure, chain.Reach(s.LikelyStructures)),
            StringComparer.Ordinal);
    }

    // A product works on a structure when a rule says that it helps or may help with a symptom of that structure, naming that structure.
    private static ILookup<string, (ShelfItem Item, EvidenceRule Rule)> ServingRules(KnowledgeBase knowledge, IReadOnlyList<ShelfItem> items) => items
        .SelectMany(i => i.Rules, (item, rule) => (Item: item, Rule: rule))
        .Where(p => p.Rule.StructureId is not null && p.Rule.Effect is Effect.Helps or Effect.MayHelp
            && knowledge.Symptoms.TryGetValue(p.Rule.SymptomId, out Symptom? of) && of.LikelyStructures.Any(l => l.StructureId == p.Rule.StructureId))
        .ToLookup(p => p.Rule.StructureId!, StringComparer.Ordinal);

    private static SymptomIndex Build(
        Symptom symptom, (ShelfItem Item, EvidenceRule Rule)[] ruled, ILookup<string, (ShelfItem Item, EvidenceRule Rule)> byStructure,
        IReadOnlyList<Reached> reach)
    {
        bool back = IsOfTheBack(symptom);
        bool sells = symptom.SelfCare != SelfCare.NoProducts;
        bool walks = sells && symptom.Population == "adult";
        var own = ruled.Select(p => p.Item.Index).ToHashSet();
        return new SymptomIndex(symptom, reach)
        {
            Direct = sells
                ? [.. ruled.Where(p => KnowledgeScore.OfRule(p.Rule) > 0 && !(back && p.Item.Category.Group == FootCare && Claims(p.Rule)))
                    .Select(p => new IndexedHit(p.Item.Index, new Hit(symptom, p.Rule, null, KnowledgeScore.OfRule(p.Rule)))).OrderBy(h => h.Item)]
                : [],
            Chain = walks
                ? ChainHits(symptom, Harmless(reach, ruled, byStructure), byStructure, item => own.Contains(item.Index) || (back && item.Category.Group == FootCare))
                : [],
            Avoid = Rules(ruled, Effect.Avoid),
            NoBenefit = Rules(ruled, Effect.NoBenefit),
        };
    }

    // Where one kind of product that works on a structure may harm with this symptom, no other kind is offered through that structure.
    private static Reached[] Harmless(
        IReadOnlyList<Reached> reach, (ShelfItem Item, EvidenceRule Rule)[] ruled, ILookup<string, (ShelfItem Item, EvidenceRule Rule)> byStructure)
    {
        var avoided = ruled.Where(p => p.Rule.Effect == Effect.Avoid).Select(p => p.Item.Index).ToHashSet();
        return [.. reach.Where(r => !byStructure[r.StructureId].Any(p => avoided.Contains(p.Item.Index)))];
    }

    private static bool Claims(EvidenceRule rule) => rule.Effect is Effect.Helps or Effect.MayHelp;

    private static FrozenDictionary<int, EvidenceRule> Rules((ShelfItem Item, EvidenceRule Rule)[] ruled, Effect effect) => ruled
        .Where(p => p.Rule.Effect == effect).GroupBy(p => p.Item.Index).ToFrozenDictionary(g => g.Key, g => g.First().Rule);

    // Per product the strongest way: share of the reached structure times what the product's rule for that structure is worth.
    private static IndexedHit[] ChainHits(
        Symptom symptom, IReadOnlyList<Reached> reach, ILookup<string, (ShelfItem Item, EvidenceRule Rule)> byStructure, Func<ShelfItem, bool> excluded)
    {
        var best = new SortedDictionary<int, Hit>();
        foreach (Reached reached in reach)
        {
            foreach ((ShelfItem item, EvidenceRule rule) in byStructure[reached.StructureId])
            {
                double strength = reached.Share * KnowledgeScore.OfRule(rule);
                if (strength < ChainFloor || excluded(item) || (best.TryGetValue(item.Index, out Hit? known) && known.Strength >= strength))
                    continue;
                best[item.Index] = new Hit(symptom, rule, reached, strength);
            }
        }

        return [.. best.Select(p => new IndexedHit(p.Key, p.Value))];
    }
}
