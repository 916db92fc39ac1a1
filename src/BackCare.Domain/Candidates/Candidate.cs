using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>One reason to look at a product for a symptom.</summary>
/// <param name="Symptom">The matched symptom.</param>
/// <param name="Rule">What is known of the product: for this symptom, or, through the chain, for another one of the reached structure.</param>
/// <param name="Reached">The structure reached through the chain; null for a rule on the symptom itself.</param>
/// <param name="Strength">Score without the link's confidence, in (0, 1].</param>
public sealed record Hit(Symptom Symptom, EvidenceRule Rule, Reached? Reached, double Strength);

/// <summary>A product that may be shown for a report, with what ties it to the symptoms.</summary>
public sealed record Candidate
{
    /// <summary>The product as it stands on the shelf.</summary>
    public required ShelfItem Item { get; init; }

    /// <summary>The strongest reason.</summary>
    public required Hit Best { get; init; }

    /// <summary>How it is tied to the symptoms: direct as soon as one rule speaks of a matched symptom.</summary>
    public Via Via => Best.Reached is null ? Via.Direct : Via.Chain;

    /// <summary>Score from the graph alone, in [0, 1): knowledge README, section 2.</summary>
    public required double KnowledgeScore { get; init; }

    /// <summary>Matched symptoms it is listed for, strongest first.</summary>
    public required IReadOnlyList<LinkedSymptom> Serves { get; init; }

    /// <summary>A rule says that it is not shown to help with one of the matched symptoms.</summary>
    public bool HasNegativeEvidence { get; init; }

    /// <summary>What limits it for this shopper without removing it; null when nothing does.</summary>
    public CategoryLimit? Limit { get; init; }

    /// <summary>False when a clinician should be asked before buying.</summary>
    public bool IsForSale => Limit?.Level != ContraindicationLevel.AskClinician;

    /// <summary>The product.</summary>
    public Product Product => Item.Product;
}
