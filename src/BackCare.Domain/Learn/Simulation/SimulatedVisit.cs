using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>One visit of a simulated shopper, before the shop answers.</summary>
/// <param name="Index">Number of the visit, from 0.</param>
/// <param name="StartedUtc">When it begins.</param>
/// <param name="Shopper">Who comes.</param>
/// <param name="SymptomId">The complaint of this visit.</param>
/// <param name="Report">What the shopper tells.</param>
/// <param name="Severity">How bad it is, 0 to 10, told or not.</param>
/// <param name="DurationDays">How long it has lasted, told or not.</param>
/// <param name="SessionId">Pseudonym of the visit.</param>
/// <param name="RecommendationId">The id a list served straight to the store gets; through the API the shop gives its own.</param>
/// <param name="BehaviourSeed">Seed of what the shopper then does; independent of what is shown.</param>
public sealed record SimulatedVisit(
    int Index, DateTime StartedUtc, SimulatedShopper Shopper, string SymptomId, SymptomReport Report, int Severity, int DurationDays,
    string SessionId, string RecommendationId, ulong BehaviourSeed);
