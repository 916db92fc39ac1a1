using BackCare.Domain.Candidates;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Scoring;

/// <summary>What one row is read from: a candidate among its list, and the report.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Understanding">What was understood.</param>
/// <param name="Shopper">What the shopper tells of themselves.</param>
/// <param name="Shelf">The shelf that answers.</param>
/// <param name="MedianPriceMinor">Median price of the list in minor units; at least 1.</param>
/// <param name="Past">What shoppers did with the candidate before.</param>
public readonly record struct FeatureContext(
    Candidate Candidate, Understanding Understanding, ShopperContext Shopper, Shelf Shelf, double MedianPriceMinor, CandidateStatistics Past);
