using BackCare.Domain.Scoring;

namespace BackCare.Domain.Recommend;

/// <summary>What orders one request's products, chosen by the host before the request is answered; immutable.</summary>
/// <param name="Ranker">Gives scores.</param>
public sealed record ServingPolicy(IRanker Ranker)
{
    /// <summary>Seed of the random draw of exploration.</summary>
    public ulong Draw { get; init; }

    /// <summary>True asks for <see cref="Outcome.Scored"/>, which the journal keeps.</summary>
    public bool KeepScored { get; init; }
}
