using System.Globalization;
using BackCare.Domain.Catalog;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>What a simulated shopper does with a list: looks at some positions, clicks, reads, fills the basket, buys, dismisses.</summary>
/// <remarks>
/// A click needs an examined position and an attractive product (the position-based model; Craswell, Zoeter, Taylor and Ramsey, WSDM 2008); one look in a
/// hundred ends in a click for no reason. Reading time, basket and purchase follow from the attraction alone.
/// </remarks>
/// <param name="truth">What shoppers like.</param>
/// <param name="options">Examination.</param>
public sealed class SimulatedBehaviour(Truth truth, SimulationOptions options)
{
    /// <summary>Chance that an examined product is clicked for no reason.</summary>
    public const double ClickByChance = 0.01;

    /// <summary>Everything that happens on one list, in order of time; begins with the impressions of all its products.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="listId">The list's id, which every event returns.</param>
    /// <param name="shown">Products by position, best first.</param>
    public IReadOnlyList<Interaction> On(SimulatedVisit visit, string listId, IReadOnlyList<Product> shown)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(shown);
        var random = new SplitMix64(visit.BehaviourSeed);
        var done = new List<Interaction>(shown.Count + 8);
        DateTime at = visit.StartedUtc.AddSeconds(1);
        for (int i = 0; i < shown.Count; i++)
            done.Add(Of(visit, listId, InteractionKind.Impression, shown[i], i, at, done.Count) with { EventId = $"{listId}-0", ItemIndex = i });
        for (int i = 0; i < shown.Count; i++)
        {
            bool examined = random.NextBool(options.Examination(i + 1));
            double attraction = truth.Attraction(visit, shown[i]);
            bool clicked = random.NextBool(ClickByChance + (1 - ClickByChance) * attraction);
            at = at.AddSeconds(2 + random.NextIndex(5));
            if (examined && clicked)
                at = Clicked(visit, listId, shown[i], i, at, attraction, done, ref random);
            else if (examined && random.NextBool(0.02 * (1 - attraction)))
                done.Add(Of(visit, listId, InteractionKind.Dismiss, shown[i], i, at, done.Count));
        }

        return done;
    }

    private static DateTime Clicked(
        SimulatedVisit visit, string listId, Product product, int index, DateTime at, double attraction, List<Interaction> done, ref SplitMix64 random)
    {
        int dwellMs = (int)(1_000 * Math.Exp(1.5 + 2.5 * attraction + 0.6 * random.NextNormal()));
        done.Add(Of(visit, listId, InteractionKind.Click, product, index, at, done.Count));
        done.Add(Of(visit, listId, InteractionKind.View, product, index, at.AddSeconds(1), done.Count) with { DwellMs = dwellMs });
        at = at.AddMilliseconds(1_000 + dwellMs);
        if (!random.NextBool(0.1 + 0.6 * attraction))
            return at;
        done.Add(Of(visit, listId, InteractionKind.AddToCart, product, index, at, done.Count));
        if (random.NextBool(0.1))
            done.Add(Of(visit, listId, InteractionKind.RemoveFromCart, product, index, at.AddSeconds(5), done.Count));
        else if (random.NextBool(0.2 + 0.6 * attraction))
            done.Add(Of(visit, listId, InteractionKind.Purchase, product, index, at.AddSeconds(60), done.Count));
        return at.AddSeconds(70);
    }

    private static Interaction Of(SimulatedVisit visit, string listId, InteractionKind kind, Product product, int index, DateTime at, int number) => new()
    {
        EventId = string.Create(CultureInfo.InvariantCulture, $"{listId}-{number + 1}"),
        Kind = kind,
        ProductId = product.Id,
        ListId = listId,
        Position = index + 1,
        OccurredUtc = at,
        ReceivedUtc = at,
        VisitorId = visit.Shopper.VisitorId,
        SessionId = visit.SessionId,
        PriceMinor = product.Price.Minor,
        Simulated = true,
    };
}
