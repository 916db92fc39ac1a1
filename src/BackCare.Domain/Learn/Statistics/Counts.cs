namespace BackCare.Domain.Learn.Statistics;

/// <summary>What happened to a product on lists, each entry weighted by its age. Each of the last three counts once per list and product.</summary>
/// <param name="Impressions">Examined impressions: places on lists, each as often as it is looked at.</param>
/// <param name="Clicks">Chosen from a list, or its page seen from one.</param>
/// <param name="Carts">Put into the basket.</param>
/// <param name="Purchases">Bought.</param>
public readonly record struct Counts(double Impressions, double Clicks, double Carts, double Purchases)
{
    /// <summary>Every count times a factor.</summary>
    public static Counts operator *(Counts counts, double factor) =>
        new(counts.Impressions * factor, counts.Clicks * factor, counts.Carts * factor, counts.Purchases * factor);

    /// <summary>Counts of two kinds of entries.</summary>
    public static Counts operator +(Counts a, Counts b) =>
        new(a.Impressions + b.Impressions, a.Clicks + b.Clicks, a.Carts + b.Carts, a.Purchases + b.Purchases);

    /// <summary>Per examined impression, drawn towards prior rates that weigh as much as <paramref name="weight"/> impressions.</summary>
    /// <param name="prior">Rates per impression; its own impressions are not read.</param>
    /// <param name="weight">Above 0.</param>
    /// <returns>Rates, with the impressions that they rest on.</returns>
    public Counts RatesTowards(Counts prior, double weight)
    {
        double impressions = Impressions + weight;
        return new Counts(
            Impressions, (Clicks + weight * prior.Clicks) / impressions, (Carts + weight * prior.Carts) / impressions, (Purchases + weight * prior.Purchases) / impressions);
    }
}

/// <summary>How often two products were looked at in one visit and bought by one visitor, each time weighted by its age.</summary>
/// <param name="Visits">Visits that opened both.</param>
/// <param name="Buyers">Visitors who bought both.</param>
public readonly record struct Together(double Visits, double Buyers);
