using BackCare.Domain.Candidates;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Scoring;

/// <summary>What one row is read from: a candidate among its list, and the report. One object serves a whole list, candidate after candidate.</summary>
public sealed class FeatureContext
{
    internal FeatureContext(Understanding understanding, ShopperContext shopper, Shelf shelf, double medianPriceMinor) =>
        (Understanding, Shopper, Shelf, MedianPriceMinor) = (understanding, shopper, shelf, medianPriceMinor);

    /// <summary>The candidate.</summary>
    public Candidate Candidate { get; private set; } = null!;

    /// <summary>What was understood.</summary>
    public Understanding Understanding { get; }

    /// <summary>What the shopper tells of themselves.</summary>
    public ShopperContext Shopper { get; }

    /// <summary>The shelf that answers.</summary>
    public Shelf Shelf { get; }

    /// <summary>Median price of the list in minor units; at least 1.</summary>
    public double MedianPriceMinor { get; }

    /// <summary>What shoppers did with the candidate before.</summary>
    public CandidateStatistics Past { get; private set; }

    /// <summary>Turns to the next candidate.</summary>
    internal void Turn(Candidate candidate, in CandidateStatistics past) => (Candidate, Past) = (candidate, past);
}
