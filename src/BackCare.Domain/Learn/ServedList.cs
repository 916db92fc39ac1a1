using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Learn;

/// <summary>One list as it was served to a shopper who consented: everything that training needs, with exactly the numbers that serving used.</summary>
public sealed record ServedList
{
    /// <summary>Place in the journal, in one order with <see cref="Interaction.Sequence"/>; 0 before the list is durable.</summary>
    public long Sequence { get; init; }

    /// <summary>The recommendation id that every event returns.</summary>
    public required string Id { get; init; }

    /// <summary>When it was served.</summary>
    public required DateTime ServedUtc { get; init; }

    /// <summary>Pseudonym of the visitor; null when none was told.</summary>
    public string? VisitorId { get; init; }

    /// <summary>Pseudonym of the visit; null when none was told.</summary>
    public string? SessionId { get; init; }

    /// <summary>Which ranker ordered it.</summary>
    public required RankerIdentity Model { get; init; }

    /// <summary>Version of the shelf (knowledge and catalogue) it came from.</summary>
    public required string ShelfVersion { get; init; }

    /// <summary>Hash of the feature schema of <see cref="ScoredList.Rows"/>.</summary>
    public required string SchemaHash { get; init; }

    /// <summary>Matched symptoms, best first.</summary>
    public IReadOnlyList<string> SymptomIds { get; init; } = [];

    /// <summary>Body regions of the best symptom.</summary>
    public IReadOnlyList<string> RegionIds { get; init; } = [];

    /// <summary>The experiment it was part of; null when none ran.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The arm of that experiment; null when none ran.</summary>
    public string? Arm { get; init; }

    /// <summary>Made by the simulator; never changes.</summary>
    public bool Simulated { get; init; }

    /// <summary>What was scored, what was shown and how likely it was to be shown.</summary>
    public required ScoredList Scored { get; init; }

    /// <summary>The list that an outcome shows; nothing was scored for a referral, a question that comes first or an honest nothing.</summary>
    /// <param name="outcome">What was answered, under a policy with <see cref="ServingPolicy.KeepScored"/>.</param>
    /// <param name="understanding">What was read out of the report.</param>
    /// <param name="shelf">The shelf that answered.</param>
    /// <param name="id">Recommendation id.</param>
    /// <param name="servedUtc">When it was served.</param>
    public static ServedList Of(Outcome outcome, Understanding understanding, Shelf shelf, string id, DateTime servedUtc)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(understanding);
        ArgumentNullException.ThrowIfNull(shelf);
        IReadOnlyList<LinkedSymptom> matched = MatchedSymptoms.Of(understanding, shelf.Knowledge).Symptoms;
        return new ServedList
        {
            Id = id,
            ServedUtc = servedUtc,
            Model = outcome.Model,
            ShelfVersion = shelf.Version,
            SchemaHash = FeatureSchema.Current.Hash,
            SymptomIds = [.. matched.Select(s => s.SymptomId)],
            RegionIds = matched.Count == 0 ? [] : shelf.Knowledge.Symptoms[matched[0].SymptomId].Regions,
            Scored = outcome.Scored ?? ScoredList.Nothing,
        };
    }
}
