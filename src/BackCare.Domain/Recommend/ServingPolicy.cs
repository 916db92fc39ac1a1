using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Scoring;

namespace BackCare.Domain.Recommend;

/// <summary>What orders one request's products, chosen by the host before the request is answered; immutable.</summary>
/// <param name="Ranker">Gives scores.</param>
public sealed record ServingPolicy(IRanker Ranker)
{
    /// <summary>Seed of the random draw of exploration.</summary>
    public ulong Draw { get; init; }

    /// <summary>How much is tried out; off for every list that is not journaled, so that such a list is the same each time.</summary>
    public ExplorationSettings Exploration { get; init; } = ExplorationSettings.Off;

    /// <summary>What shoppers did so far.</summary>
    public ProductStatistics Statistics { get; init; } = ProductStatistics.Empty;

    /// <summary>What this visitor did, when they consented; <see cref="VisitorMemory.Empty"/> otherwise.</summary>
    public VisitorMemory Visitor { get; init; } = VisitorMemory.Empty;

    /// <summary>Merchandising rules in force.</summary>
    public IReadOnlyList<MerchandisingRule> Rules { get; init; } = [];

    /// <summary>True asks for <see cref="Outcome.Scored"/>, which the journal keeps.</summary>
    public bool KeepScored { get; init; }

    /// <summary>A past list whose feature rows are taken instead of reading them again, so that a replay scores exactly what was scored then; null reads them.
    /// Rows of another set of products are not taken.</summary>
    public ScoredList? Recorded { get; init; }

    /// <summary>Told after each step with how many things it put out (danger signs, symptoms, candidates, products); null when nobody measures.</summary>
    public Action<Stage, int>? Passed { get; init; }
}
