using BackCare.Domain.Candidates;

namespace BackCare.Domain.Arrange;

/// <summary>A candidate with its score, and how it came to its place.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Score">The ranker's score with boosts; of a chain item capped below the weakest direct one shown.</param>
/// <param name="Index">Its place among the candidates that were scored, 0-based.</param>
/// <param name="Propensity">Probability of this product at this place over the random draw, in (0, 1].</param>
/// <param name="Pinned">Placed by a merchandising rule.</param>
public readonly record struct Scored(Candidate Candidate, double Score, int Index, double Propensity = 1, bool Pinned = false);

/// <summary>An order to show.</summary>
/// <param name="Items">By place.</param>
/// <param name="Explored">True when the draw fell into the exploration budget.</param>
public sealed record Arrangement(IReadOnlyList<Scored> Items, bool Explored);
