using BackCare.Domain.Arrange;

namespace BackCare.Domain.Recommend;

/// <summary>One shown item and how likely it was to stand where it stood.</summary>
/// <param name="Candidate">Its index among <see cref="ScoredList.ProductIds"/>.</param>
/// <param name="Position">Place in the list, 1-based.</param>
/// <param name="Propensity">Probability with which this product stood at this position, over the random draw, in (0, 1]; 1 without exploration.</param>
/// <param name="Pinned">Placed by a merchandising rule; takes no part in exploration.</param>
public sealed record ShownItem(int Candidate, int Position, double Propensity, bool Pinned);

/// <summary>What one request scored and showed: the journal keeps it, training reads it.</summary>
public sealed record ScoredList
{
    /// <summary>What a referral, a question that comes first or an honest nothing scored.</summary>
    public static ScoredList Nothing { get; } = new() { ProductIds = [], Rows = ReadOnlyMemory<float>.Empty, Scores = ReadOnlyMemory<double>.Empty, Shown = [] };

    /// <summary>The products that were scored, in the order of <see cref="Rows"/>.</summary>
    public required IReadOnlyList<string> ProductIds { get; init; }

    /// <summary>Feature rows, one after the other: products × width of the schema; NaN is missing.</summary>
    public required ReadOnlyMemory<float> Rows { get; init; }

    /// <summary>The ranker's score of each product, before boosts.</summary>
    public required ReadOnlyMemory<double> Scores { get; init; }

    /// <summary>What was shown, by position.</summary>
    public required IReadOnlyList<ShownItem> Shown { get; init; }

    /// <summary>Seed of the random draw; the same seed draws the same list.</summary>
    public ulong Draw { get; init; }

    /// <summary>The exploration settings that the draw was made with.</summary>
    public ExplorationSettings Exploration { get; init; } = ExplorationSettings.Off;

    /// <summary>True when the draw fell into the exploration budget.</summary>
    public bool Explored { get; init; }

    /// <summary>Merchandising rules that had an effect, in the order of their effect.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];

    /// <summary>Last journal entry that the statistics among the features had seen.</summary>
    public long StatisticsSequence { get; init; }
}
