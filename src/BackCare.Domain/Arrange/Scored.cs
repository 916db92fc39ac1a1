using BackCare.Domain.Candidates;

namespace BackCare.Domain.Arrange;

/// <summary>A candidate with its ranker's score.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Score">The ranker's score; of a chain item capped below the weakest direct one shown.</param>
public readonly record struct Scored(Candidate Candidate, double Score);
