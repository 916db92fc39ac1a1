using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>A visit that the shop answered, and what came of it.</summary>
/// <param name="Visit">Who came and with what.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Understanding">What was read out of it.</param>
/// <param name="Shelf">The shelf of that day.</param>
/// <param name="Policy">What ordered the list.</param>
/// <param name="Outcome">The shop's answer.</param>
/// <param name="List">The list as the journal keeps it; null when no product was shown.</param>
/// <param name="Interactions">What the shopper did, in order of time; empty when no product was shown.</param>
public sealed record SimulatedSession(
    SimulatedVisit Visit, RecommendationRequest Request, Understanding Understanding, Shelf Shelf, ServingPolicy Policy, Outcome Outcome,
    ServedList? List, IReadOnlyList<Interaction> Interactions);

/// <summary>Runs simulated shoppers through the recommender, in process.</summary>
/// <remarks>
/// A share of the catalogue is listed only in the course of the days: it is kept off the shelf until its day. The serving policy is the caller's, so that
/// the caller decides on ranker, statistics and exploration and sees every session before the next one is served.
/// </remarks>
public sealed class Simulator
{
    private readonly Shelf full;
    private readonly SimulationOptions options;
    private readonly SimulatedBehaviour behaviour;
    private readonly Dictionary<string, int> listedOnDay;

    /// <summary>Prepares preferences and listing days.</summary>
    /// <exception cref="ArgumentException">The options have a fault.</exception>
    public Simulator(Shelf shelf, SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        full = shelf;
        this.options = options;
        Truth = new Truth(shelf, options);
        behaviour = new SimulatedBehaviour(Truth, options);
        listedOnDay = ListingDays(shelf, options);
    }

    /// <summary>What the shoppers like.</summary>
    public Truth Truth { get; }

    /// <summary>Products that are listed in the course of the simulated days, with their day, from 1.</summary>
    public IReadOnlyDictionary<string, int> ListedOnDay => listedOnDay;

    /// <summary>Answers every visit in order of time.</summary>
    /// <param name="policyFor">Ranker, statistics and exploration of one visit; asked once a visit, just before it is answered.</param>
    public IEnumerable<SimulatedSession> Run(Func<SimulatedVisit, Shelf, ServingPolicy> policyFor)
    {
        ArgumentNullException.ThrowIfNull(policyFor);
        int day = -1;
        Shelf shelf = full;
        DateTime from = options.UntilUtc.AddDays(-options.Days);
        foreach (SimulatedVisit visit in new SimulatedVisits(full.Knowledge, options).All())
        {
            int today = (int)(visit.StartedUtc - from).TotalDays;
            if (today != day && (day < 0 || listedOnDay.Values.Any(listed => listed > day && listed <= today)))
                shelf = ShelfOn(today);
            day = today;
            yield return Answer(visit, shelf, policyFor(visit, shelf));
        }
    }

    private SimulatedSession Answer(SimulatedVisit visit, Shelf shelf, ServingPolicy policy)
    {
        policy = policy with { KeepScored = true };
        var request = new RecommendationRequest(visit.Report, new RecommendationFilter(), options.ListLength);
        Understanding understanding = shelf.Linker.Understand(visit.Report);
        Outcome outcome = Recommender.Recommend(request, understanding, shelf, policy);
        if (outcome.Scored is not { Shown.Count: > 0 })
            return new SimulatedSession(visit, request, understanding, shelf, policy, outcome, null, []);
        ServedList list = ServedList.Of(outcome, understanding, shelf, visit.RecommendationId, visit.StartedUtc) with
        {
            VisitorId = visit.Shopper.VisitorId,
            SessionId = visit.SessionId,
            Simulated = true,
        };
        return new SimulatedSession(visit, request, understanding, shelf, policy, outcome, list, behaviour.On(visit, list.Id, [.. outcome.Products.Select(p => p.Product)]));
    }

    private Shelf ShelfOn(int day)
    {
        Product[] listed = [.. full.Items.Select(i => i.Product).Where(p => listedOnDay.GetValueOrDefault(p.Id) <= day)];
        return listed.Length == full.Items.Count ? full : full.Restock(listed, full.Version);
    }

    // Listing days lie in the middle two thirds of the time, so that each new product is seen without and with a history.
    private static Dictionary<string, int> ListingDays(Shelf shelf, SimulationOptions options)
    {
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new SplitMix64(options.Seed ^ 0xC01D);
        foreach (string id in shelf.Items.Select(i => i.Product.Id))
        {
            double share = random.NextDouble(), place = random.NextDouble();
            int day = (int)(options.Days * (1.0 / 6 + place * 2 / 3));
            if (share < options.ColdShare && day >= 1)
                days[id] = day;
        }

        return days;
    }
}
