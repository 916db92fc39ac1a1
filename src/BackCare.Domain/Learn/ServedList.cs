using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

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

    /// <summary>The list that an outcome shows.</summary>
    /// <param name="outcome">An outcome with <see cref="Outcome.Scored"/>.</param>
    /// <param name="shelf">The shelf that answered.</param>
    /// <param name="id">Recommendation id.</param>
    /// <param name="servedUtc">When it was served.</param>
    /// <exception cref="ArgumentException">Nothing was scored, so there is no list.</exception>
    public static ServedList Of(Outcome outcome, Shelf shelf, string id, DateTime servedUtc)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(shelf);
        string[] symptoms = [.. outcome.Understood.Select(s => s.SymptomId)];
        return new ServedList
        {
            Id = id,
            ServedUtc = servedUtc,
            Model = outcome.Model,
            ShelfVersion = outcome.ShelfVersion,
            SchemaHash = FeatureSchema.Current.Hash,
            SymptomIds = symptoms,
            RegionIds = symptoms.Length == 0 ? [] : shelf.Knowledge.Symptoms[symptoms[0]].Regions,
            Scored = outcome.Scored ?? throw new ArgumentException("The outcome holds no scored list; ask for it with ServingPolicy.KeepScored.", nameof(outcome)),
        };
    }
}
