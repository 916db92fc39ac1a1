using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Candidates;

/// <summary>A product that may be shown for a report, with what ties it to the symptoms.</summary>
public sealed record Candidate
{
    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>How it is tied to the symptoms.</summary>
    public required Via Via { get; init; }

    /// <summary>Score from the graph alone, in [0, 1): knowledge README, section 2.</summary>
    public required double KnowledgeScore { get; init; }
}
