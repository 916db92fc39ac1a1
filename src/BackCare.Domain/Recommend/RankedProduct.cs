using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Scoring;

namespace BackCare.Domain.Recommend;

/// <summary>How a product is tied to a symptom.</summary>
public enum Via
{
    /// <summary>By an evidence rule for the symptom itself.</summary>
    Direct,

    /// <summary>Through the kinetic chain.</summary>
    Chain,
}

/// <summary>One feature's part in a model's score.</summary>
/// <param name="Feature">Feature name; or start, merchandising_rules, chain_below_direct.</param>
/// <param name="Value">Feature value; null when missing, and for what is no feature.</param>
/// <param name="Contribution">Its part of the score.</param>
public sealed record ScoreContribution(string Feature, double? Value, double Contribution);

/// <summary>What all features of one kind add to a score.</summary>
/// <param name="Group">The kind.</param>
/// <param name="Name">Its name, in the shopper's language.</param>
/// <param name="Contribution">Their part of the score.</param>
public sealed record ScoreGroupPart(ScoreGroup Group, string Name, double Contribution);

/// <summary>A product in the answer.</summary>
public sealed record RankedProduct
{
    /// <summary>Place in the list, 1-based.</summary>
    public required int Position { get; init; }

    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>Group of the plan.</summary>
    public required PlanGroup Group { get; init; }

    /// <summary>How it is tied to the symptom.</summary>
    public required Via Via { get; init; }

    /// <summary>The ranker's score; comparable within the list only.</summary>
    public required double Score { get; init; }

    /// <summary>One plain sentence on what it is for.</summary>
    public required string Reason { get; init; }

    /// <summary>Symptom, structures, kind of product, in plain names.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Body region of each step of <see cref="Path"/>; null for the kind of product at its end.</summary>
    public required IReadOnlyList<string?> PathRegions { get; init; }

    /// <summary>What is known of it for the symptom of <see cref="Path"/>.</summary>
    public required ProductEvidence Evidence { get; init; }

    /// <summary>Symptoms it is listed for, best first.</summary>
    public required IReadOnlyList<string> SymptomIds { get; init; }

    /// <summary>Sizes as printed by the maker.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>False when a clinician should be asked first; <see cref="Caution"/> then says why.</summary>
    public bool ForSale { get; init; } = true;

    /// <summary>A warning or the reason it is not for sale here.</summary>
    public string? Caution { get; init; }

    /// <summary>Parts of the score, which they sum to, largest first; null unless asked for, and where the ranker cannot tell.</summary>
    public IReadOnlyList<ScoreContribution>? Contributions { get; init; }

    /// <summary>The same by kind, for people.</summary>
    public IReadOnlyList<ScoreGroupPart>? ContributionGroups { get; init; }
}
