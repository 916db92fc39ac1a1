using System.Collections.Immutable;
using BackCare.Domain.Candidates;

namespace BackCare.Domain.Learn.Statistics;

/// <summary>The statistics that concern one candidate on one list, as model inputs.</summary>
public readonly struct CandidateStatistics
{
    private readonly ProductStatistics statistics;
    private readonly VisitorMemory visitor;
    private readonly FrozenCell? cell;
    private readonly string productId;

    internal CandidateStatistics(ProductStatistics statistics, VisitorMemory visitor, Candidate candidate)
    {
        (this.statistics, this.visitor, productId) = (statistics, visitor, candidate.Product.Id);
        cell = statistics.Find(productId);
        Product = cell is null ? default : cell.Total * statistics.Factor;
        Symptom = cell is not null && statistics.SymptomSlots.TryGetValue(candidate.Best.Symptom.Id, out int symptom) ? cell.Of(symptom) * statistics.Factor : default;
        ProductRates = Product.RatesTowards(statistics.Rates, StatisticsSettings.ProductWeight);
        SymptomRates = Symptom.RatesTowards(ProductRates, StatisticsSettings.SymptomWeight);
        Shares = BestShares(statistics, visitor.OpenedThisVisit, productId);
    }

    /// <summary>Decayed counts of the product.</summary>
    public Counts Product { get; }

    /// <summary>Those on lists for the symptom that ties it to the report.</summary>
    public Counts Symptom { get; }

    /// <summary>Rates of the product, drawn towards those of the shop.</summary>
    public Counts ProductRates { get; }

    /// <summary>Rates on lists for the symptom, drawn towards those of the product.</summary>
    public Counts SymptomRates { get; }

    /// <summary>Highest share of visits and of buyers of a product opened this visit that had this one too; null when nothing else was opened.</summary>
    public Together? Shares { get; }

    /// <summary>How well the visitor knows it; null when the visitor is not known.</summary>
    public Familiarity? Familiarity => visitor.IsKnown ? visitor.Of(productId) : null;

    /// <summary>Days since it first stood on a list; null when it never did.</summary>
    public double? DaysListed => cell?.ListedUtc is { } listed && statistics.AsOfUtc is { } now ? Math.Max(0, (now - listed).TotalDays) : null;

    private static Together? BestShares(ProductStatistics statistics, ImmutableArray<string> opened, string productId)
    {
        Together? best = null;
        foreach (string id in opened)
        {
            if (id == productId)
                continue;
            Together shares = statistics.SharesWith(id, productId);
            best = new Together(Math.Max(best?.Visits ?? 0, shares.Visits), Math.Max(best?.Buyers ?? 0, shares.Buyers));
        }

        return best;
    }
}
