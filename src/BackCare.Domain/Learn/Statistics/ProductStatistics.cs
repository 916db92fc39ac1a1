using System.Collections.Frozen;
using System.Collections.Immutable;
using BackCare.Domain.Candidates;

namespace BackCare.Domain.Learn.Statistics;

/// <summary>A product with how often it goes together with another one.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="VisitShare">Share of the visits that opened the other one which opened this one too, drawn towards 0 where there are few; in [0, 1).</param>
/// <param name="BuyerShare">The same of visitors who bought.</param>
public sealed record Companion(string ProductId, double VisitShare, double BuyerShare);

/// <summary>What shoppers did with every product, as of one place in the journal. Immutable; look-ups cost the same for any number of products.</summary>
public sealed class ProductStatistics
{
    internal ProductStatistics()
    {
    }

    /// <summary>Nobody did anything yet.</summary>
    public static ProductStatistics Empty { get; } = new();

    /// <summary>Place in the journal of the newest entry counted; 0 when there is none.</summary>
    public long Sequence { get; init; }

    /// <summary>Time of the newest entry counted, which is "now" for every age; null when there is none.</summary>
    public DateTime? AsOfUtc { get; init; }

    /// <summary>True when every entry counted was made by the simulator.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>All products together.</summary>
    public Counts All => Sums * Factor;

    internal IReadOnlyDictionary<string, int> Slots { get; init; } = FrozenDictionary<string, int>.Empty;

    internal IReadOnlyDictionary<string, int> SymptomSlots { get; init; } = FrozenDictionary<string, int>.Empty;

    internal IReadOnlyList<string> Ids { get; init; } = [];

    internal FrozenCell[] Cells { get; init; } = [];

    internal ImmutableDictionary<string, VisitorMemory> Visitors { get; init; } = ImmutableDictionary<string, VisitorMemory>.Empty;

    internal double Factor { get; init; } = 1;

    internal double RecentFactor { get; init; } = 1;

    internal Counts Sums { get; init; }

    /// <summary>Rates per examined impression over the whole shop, drawn towards fixed ones where there is little.</summary>
    public Counts Rates => All.RatesTowards(StatisticsSettings.PriorRates, StatisticsSettings.ShopWeight);

    /// <summary>Decayed counts of a product.</summary>
    public Counts Of(string productId) => Find(productId) is { } cell ? cell.Total * Factor : default;

    /// <summary>Decayed counts of a product on lists for a symptom.</summary>
    public Counts Of(string productId, string symptomId) =>
        Find(productId) is { } cell && SymptomSlots.TryGetValue(symptomId, out int symptom) ? cell.Of(symptom) * Factor : default;

    /// <summary>What is known of a visitor who consented; <see cref="VisitorMemory.Empty"/> for anybody else.</summary>
    /// <param name="visitorId">The visitor's pseudonym as the journal keeps it; null without consent.</param>
    /// <param name="sessionId">The visit's; null when not told.</param>
    public VisitorMemory Visitor(string? visitorId, string? sessionId) =>
        (visitorId ?? sessionId) is { } key && Visitors.TryGetValue(key, out VisitorMemory? memory) ? memory.In(sessionId) : VisitorMemory.Empty;

    /// <summary>Products that were opened or bought together with one, those bought together first, each by its share; ties by id.</summary>
    public IReadOnlyList<Companion> Companions(string productId) => Find(productId) is not { } cell ? [] :
    [
        .. cell.Partners.Slots.Zip(cell.Partners.Values, (slot, together) => new Companion(
                Ids[slot], Share(together.Visits, cell.Alone.Visits), Share(together.Buyers, cell.Alone.Buyers)))
            .OrderByDescending(c => c.BuyerShare).ThenByDescending(c => c.VisitShare).ThenBy(c => c.ProductId, StringComparer.Ordinal),
    ];

    /// <summary>Products by what was opened, put into baskets and bought lately, most first, ties by id; those with nothing are left out.</summary>
    public IEnumerable<(string ProductId, double Weight)> Trending() => Cells
        .Select((cell, slot) => (ProductId: Ids[slot], Weight: cell.Recent * RecentFactor)).Where(p => p.Weight > 0)
        .OrderByDescending(p => p.Weight).ThenBy(p => p.ProductId, StringComparer.Ordinal);

    /// <summary>The statistics that concern one candidate.</summary>
    public CandidateStatistics For(Candidate candidate, VisitorMemory visitor)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(visitor);
        return new CandidateStatistics(this, visitor, candidate);
    }

    internal FrozenCell? Find(string productId) => Slots.TryGetValue(productId, out int slot) && slot < Cells.Length ? Cells[slot] : null;

    /// <summary>Share of the visits that opened <paramref name="opened"/>, and of the visitors who bought it, that did so with <paramref name="other"/> too.</summary>
    internal Together SharesWith(string opened, string other) =>
        Find(opened) is { } cell && Slots.TryGetValue(other, out int slot)
            ? new Together(Share(cell.With(slot).Visits, cell.Alone.Visits), Share(cell.With(slot).Buyers, cell.Alone.Buyers))
            : default;

    private double Share(double together, double alone) => together * Factor / (alone * Factor + StatisticsSettings.TogetherWeight);
}
