using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge;

/// <summary>The typed rows of every knowledge table, in file order.</summary>
public sealed record KnowledgeRows
{
    /// <summary>regions.csv</summary>
    public required IReadOnlyList<BodyRegion> Regions { get; init; }

    /// <summary>structures.csv</summary>
    public required IReadOnlyList<Structure> Structures { get; init; }

    /// <summary>links.csv</summary>
    public required IReadOnlyList<ChainLink> Links { get; init; }

    /// <summary>qualifiers.csv</summary>
    public required IReadOnlyList<Qualifier> Qualifiers { get; init; }

    /// <summary>symptoms.csv</summary>
    public required IReadOnlyList<Symptom> Symptoms { get; init; }

    /// <summary>symptom_phrases.csv</summary>
    public required IReadOnlyList<SymptomPhrase> Phrases { get; init; }

    /// <summary>lexicon.csv</summary>
    public required IReadOnlyList<LexiconTerm> Lexicon { get; init; }

    /// <summary>spanish.csv</summary>
    public required IReadOnlyList<Translation> Translations { get; init; }

    /// <summary>redflags.csv</summary>
    public required IReadOnlyList<RedFlag> RedFlags { get; init; }

    /// <summary>redflag_patterns.csv</summary>
    public required IReadOnlyList<RedFlagPattern> RedFlagPatterns { get; init; }

    /// <summary>conditions.csv</summary>
    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>contraindications.csv</summary>
    public required IReadOnlyList<Contraindication> Contraindications { get; init; }

    /// <summary>categories.csv</summary>
    public required IReadOnlyList<Category> Categories { get; init; }

    /// <summary>evidence_rules.csv</summary>
    public required IReadOnlyList<EvidenceRule> EvidenceRules { get; init; }

    /// <summary>exercises.csv</summary>
    public required IReadOnlyList<Exercise> Exercises { get; init; }

    /// <summary>plans.yaml</summary>
    public required IReadOnlyList<PlanTemplate> Plans { get; init; }

    /// <summary>stop_rules.csv</summary>
    public required IReadOnlyList<StopRule> StopRules { get; init; }

    /// <summary>claims_wording.csv</summary>
    public required IReadOnlyList<ClaimWording> ClaimWordings { get; init; }

    /// <summary>sources.csv</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>products.csv: the demo catalogue that a new shop starts with.</summary>
    public required IReadOnlyList<Product> Products { get; init; }
}
