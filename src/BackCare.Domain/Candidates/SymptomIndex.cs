using System.Collections.Frozen;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Why products of one kind are looked at.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Hit">The reason.</param>
public readonly record struct IndexedHit(ShelfKind Kind, Hit Hit);

/// <summary>What the shelf holds for one symptom, prepared when the shelf is built, so that a request never scans all products.</summary>
public sealed class SymptomIndex
{
    /// <summary>Least strength of a chain hit worth keeping: below it the path says nothing.</summary>
    public const double ChainFloor = 0.01;

    // Structures that weigh less are behind the complaint too seldom to be told about.
    private const double MainStructure = 0.3;

    private const string FootCare = "foot_care", Lumbar = "lumbar";

    private readonly IReadOnlyList<PathLink>?[] background = new IReadOnlyList<PathLink>?[2];

    private SymptomIndex(Symptom symptom, IReadOnlyList<Reached> reach) => (Symptom, Reach) = (symptom, reach);

    /// <summary>The symptom.</summary>
    public Symptom Symptom { get; }

    /// <summary>Structures that may be behind it, strongest first.</summary>
    public IReadOnlyList<Reached> Reach { get; }

    /// <summary>Kinds with a positive rule for the symptom, in their order.</summary>
    public IReadOnlyList<IndexedHit> Direct { get; private init; } = [];

    /// <summary>Kinds without any rule for the symptom that work on a structure behind it, in their order.</summary>
    public IReadOnlyList<IndexedHit> Chain { get; private init; } = [];

    /// <summary>Kinds that may harm with it.</summary>
    public FrozenDictionary<ShelfKind, EvidenceRule> Avoid { get; private init; } = FrozenDictionary<ShelfKind, EvidenceRule>.Empty;

    /// <summary>Kinds that are not shown to help with it.</summary>
    public FrozenDictionary<ShelfKind, EvidenceRule> NoBenefit { get; private init; } = FrozenDictionary<ShelfKind, EvidenceRule>.Empty;

    /// <summary>Links of the chain around the symptom that are told but rank nothing; worded once a language.</summary>
    internal IReadOnlyList<PathLink> Background(string? language, Explainer explainer, KineticChain chain)
    {
        ref IReadOnlyList<PathLink>? said = ref background[EmergencyActions.IsSpanish(language) ? 1 : 0];
        return Volatile.Read(ref said) ?? (said = explainer.Links(chain.Background([.. Symptom.LikelyStructures.Where(l => l.Weight >= MainStructure)]), language));
    }

    /// <summary>True for symptoms of the low back, with sciatica and the SI joint: foot care never helps there (knowledge README, section 3).</summary>
    public static bool IsOfTheBack(Symptom symptom)
    {
        ArgumentNullException.ThrowIfNull(symptom);
        return symptom.Regions.Contains(Lumbar);
    }

    /// <summary>Prepares every symptom.</summary>
    public static FrozenDictionary<string, SymptomIndex> Build(KnowledgeBase knowledge, IReadOnlyList<ShelfKind> kinds, KineticChain chain)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(chain);
        var ruled = kinds.SelectMany(k => k.First.Rules, (kind, rule) => (Kind: kind, Rule: rule)).ToLookup(p => p.Rule.SymptomId, StringComparer.Ordinal);
        ILookup<string, (ShelfKind Kind, EvidenceRule Rule)> byStructure = ServingRules(knowledge, kinds);
        return knowledge.Rows.Symptoms.ToFrozenDictionary(s => s.Id, s => Build(s, [.. ruled[s.Id]], byStructure, chain.Reach(s.LikelyStructures)),
            StringComparer.Ordinal);
    }

    // A product works on a structure when a rule says that it helps or may help with a symptom of that structure, naming that structure.
    private static ILookup<string, (ShelfKind Kind, EvidenceRule Rule)> ServingRules(KnowledgeBase knowledge, IReadOnlyList<ShelfKind> kinds) => kinds
        .SelectMany(k => k.First.Rules, (kind, rule) => (Kind: kind, Rule: rule))
        .Where(p => p.Rule.StructureId is not null && p.Rule.Effect is Effect.Helps or Effect.MayHelp
            && knowledge.Symptoms.TryGetValue(p.Rule.SymptomId, out Symptom? of) && of.LikelyStructures.Any(l => l.StructureId == p.Rule.StructureId))
        .ToLookup(p => p.Rule.StructureId!, StringComparer.Ordinal);

    private static SymptomIndex Build(
        Symptom symptom, (ShelfKind Kind, EvidenceRule Rule)[] ruled, ILookup<string, (ShelfKind Kind, EvidenceRule Rule)> byStructure,
        IReadOnlyList<Reached> reach)
    {
        bool back = IsOfTheBack(symptom);
        bool sells = symptom.SelfCare != SelfCare.NoProducts;
        bool walks = sells && symptom.Population == "adult";
        var own = ruled.Select(p => p.Kind).ToHashSet();
        return new SymptomIndex(symptom, reach)
        {
            Direct = sells
                ? [.. ruled.Where(p => KnowledgeScore.OfRule(p.Rule) > 0 && !(back && p.Kind.First.Category.Group == FootCare && Claims(p.Rule)))
                    .Select(p => new IndexedHit(p.Kind, new Hit(symptom, p.Rule, null, KnowledgeScore.OfRule(p.Rule)))).OrderBy(h => h.Kind.Index)]
                : [],
            Chain = walks
                ? ChainHits(symptom, Harmless(reach, ruled, byStructure), byStructure, kind => own.Contains(kind) || (back && kind.First.Category.Group == FootCare))
                : [],
            Avoid = Rules(ruled, Effect.Avoid),
            NoBenefit = Rules(ruled, Effect.NoBenefit),
        };
    }

    // Where one kind of product that works on a structure may harm with this symptom, no other kind is offered through that structure.
    private static Reached[] Harmless(
        IReadOnlyList<Reached> reach, (ShelfKind Kind, EvidenceRule Rule)[] ruled, ILookup<string, (ShelfKind Kind, EvidenceRule Rule)> byStructure)
    {
        var avoided = ruled.Where(p => p.Rule.Effect == Effect.Avoid).Select(p => p.Kind).ToHashSet();
        return [.. reach.Where(r => !byStructure[r.StructureId].Any(p => avoided.Contains(p.Kind)))];
    }

    private static bool Claims(EvidenceRule rule) => rule.Effect is Effect.Helps or Effect.MayHelp;

    private static FrozenDictionary<ShelfKind, EvidenceRule> Rules((ShelfKind Kind, EvidenceRule Rule)[] ruled, Effect effect) => ruled
        .Where(p => p.Rule.Effect == effect).GroupBy(p => p.Kind).ToFrozenDictionary(g => g.Key, g => g.First().Rule);

    // Per kind the strongest way: share of the reached structure times what the kind's rule for that structure is worth.
    private static IndexedHit[] ChainHits(
        Symptom symptom, IReadOnlyList<Reached> reach, ILookup<string, (ShelfKind Kind, EvidenceRule Rule)> byStructure, Func<ShelfKind, bool> excluded)
    {
        var best = new Dictionary<ShelfKind, Hit>();
        foreach (Reached reached in reach)
        {
            foreach ((ShelfKind kind, EvidenceRule rule) in byStructure[reached.StructureId])
            {
                double strength = reached.Share * KnowledgeScore.OfRule(rule);
                if (strength < ChainFloor || excluded(kind) || (best.TryGetValue(kind, out Hit? known) && known.Strength >= strength))
                    continue;
                best[kind] = new Hit(symptom, rule, reached, strength);
            }
        }

        return [.. best.OrderBy(p => p.Key.Index).Select(p => new IndexedHit(p.Key, p.Value))];
    }
}
