using BackCare.Domain.Recommend;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>What is known of one query group: the list it came from and its shown items.</summary>
public sealed record TrainingGroup
{
    /// <summary>The served list's id.</summary>
    public required string ListId { get; init; }

    /// <summary>When it was served.</summary>
    public required DateTime ServedUtc { get; init; }

    /// <summary>Who saw it: the visitor, else the visit, else the list itself, so that it never counts as somebody else's.</summary>
    public required string ShopperId { get; init; }

    /// <summary>Matched symptoms, best first.</summary>
    public required IReadOnlyList<string> SymptomIds { get; init; }

    /// <summary>Body regions of the best symptom.</summary>
    public required IReadOnlyList<string> RegionIds { get; init; }

    /// <summary>Which ranker ordered it.</summary>
    public required RankerIdentity Model { get; init; }

    /// <summary>Whether the simulator made it.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Whether exploration drew its order.</summary>
    public required bool Explored { get; init; }

    /// <summary>Whether its propensities tell how likely each item was to stand where it stood: exploration was on, and no interleaving mixed two rankers.</summary>
    public required bool Randomised { get; init; }

    /// <summary>Shown items in the order of the group's rows.</summary>
    public required IReadOnlyList<TrainingItem> Items { get; init; }
}

/// <summary>One shown item, one row of the data.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Position">Where it was shown, 1-based.</param>
/// <param name="Propensity">Probability with which it stood there, over the random draw.</param>
/// <param name="Score">The serving ranker's score.</param>
/// <param name="Grade">0 to 4.</param>
/// <param name="Clicked">Whether it was opened, put into the basket or bought.</param>
/// <param name="Dismissed">Whether the shopper said "not for me".</param>
/// <param name="Pinned">Whether a merchandising rule placed it.</param>
public readonly record struct TrainingItem(
    string ProductId, int Position, double Propensity, double Score, float Grade, bool Clicked, bool Dismissed, bool Pinned);
