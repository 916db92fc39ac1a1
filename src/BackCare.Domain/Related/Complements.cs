using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Related;

/// <summary>What goes with a basket.</summary>
/// <param name="Verdict">What the gate said of the report; it may stop everything.</param>
/// <param name="Products">Best first; empty when the gate stops.</param>
/// <param name="Removed">What the filters took out.</param>
public sealed record ComplementsFound(SafetyVerdict Verdict, IReadOnlyList<RelatedProduct> Products, RemovedCounts Removed);

/// <summary>Products that go with what is in the basket: what the same shoppers bought, and, where that says little, other means for the same complaints
/// (a stretch aid beside a support). Gate and filters come first, as for any list.</summary>
public static class Complements
{
    private const double OfKnowledge = 0.5, OfVisits = 0.5, SameStep = 0.5;

    /// <summary>Best first, ties by id: in stock, for sale to this shopper, and of a category that the basket does not hold yet.</summary>
    /// <param name="basket">Products in the basket.</param>
    /// <param name="request">What the shopper tells; may be empty.</param>
    /// <param name="shelf">The shelf.</param>
    /// <param name="policy">Statistics and rules.</param>
    public static ComplementsFound Of(IReadOnlyList<ShelfItem> basket, RecommendationRequest request, Shelf shelf, ServingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(basket);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(policy);
        Understanding matched = MatchedSymptoms.Of(shelf.Linker.Understand(request.Report), shelf.Knowledge);
        SafetyVerdict verdict = shelf.Gate.Judge(request.Report, matched);
        if (verdict.Stop != Stop.None)
            return new ComplementsFound(verdict, [], RemovedCounts.None);
        Dictionary<int, RelatedProduct> found = Find(basket, shelf, policy.Statistics, RelatedTexts.For(request.Report.Context.Language));
        CandidateGroup[] candidates = [.. found.Values.Select(Candidate).OrderBy(c => c.Item.Index).Select(CandidateGroup.Of)];
        Filtered filtered = HardFilters.Apply(candidates, matched.Symptoms, verdict, request, shelf, Merchandising.For(policy.Rules, request.Report.Text, matched.Symptoms, shelf));
        // A wish that leaves nothing is not dropped here: a basket needs no filling.
        IReadOnlyList<Candidate> all = filtered.Candidates();
        Candidate[] kept = filtered.Dropped.Count > 0 ? [] : [.. all.Where(c => c.IsForSale)];
        return new ComplementsFound(
            verdict, [.. kept.Select(c => found[c.Item.Index]).OrderByDescending(r => r.Score).ThenBy(r => r.Item.Product.Id, StringComparer.Ordinal)],
            filtered.Removed with { Contraindicated = filtered.Removed.Contraindicated + all.Count(c => !c.IsForSale) });

        Candidate Candidate(RelatedProduct product) => new()
        {
            Item = product.Item,
            Best = Strongest(product.Item, shelf),
            KnowledgeScore = KnowledgeScore.OfRule(Strongest(product.Item, shelf).Rule),
            Serves = [],
        };
    }

    private static Dictionary<int, RelatedProduct> Find(IReadOnlyList<ShelfItem> basket, Shelf shelf, ProductStatistics statistics, RelatedTexts texts)
    {
        var categories = basket.Select(i => i.Category.Id).ToHashSet(StringComparer.Ordinal);
        var profiles = basket.Select(i => i.Product.EvidenceProfile).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<int, RelatedProduct>();
        foreach (ShelfItem item in shelf.Items)
        {
            if (!item.Product.InStock || categories.Contains(item.Category.Id) || profiles.Contains(item.Product.EvidenceProfile) || !item.Rules.Any(r => KnowledgeScore.OfRule(r) > 0))
                continue;
            (double behaviour, RelatedBy by) = Behaviour(basket, item, statistics);
            (double known, string? symptom) = Known(basket, item);
            if (behaviour + known <= 0)
                continue;
            RelatedBy because = behaviour > known ? by : RelatedBy.SameSymptom;
            string name = symptom is null ? "" : Explain.PlainNames.Of(shelf.Knowledge.Symptoms[symptom], texts.Names, shelf.Knowledge);
            found[item.Index] = new RelatedProduct(item, behaviour + known, because, texts.Of(because, name));
        }

        return found;
    }

    private static (double Value, RelatedBy By) Behaviour(IReadOnlyList<ShelfItem> basket, ShelfItem item, ProductStatistics statistics)
    {
        double buyers = 0, visits = 0;
        foreach (ShelfItem own in basket)
        {
            Together shares = statistics.SharesWith(own.Product.Id, item.Product.Id);
            (buyers, visits) = (Math.Max(buyers, shares.Buyers), Math.Max(visits, OfVisits * shares.Visits));
        }

        return buyers >= visits ? (buyers, RelatedBy.BoughtTogether) : (visits, RelatedBy.OpenedTogether);
    }

    // Another step of a plan goes better with what is there than one more means for the same step.
    private static (double Value, string? SymptomId) Known(IReadOnlyList<ShelfItem> basket, ShelfItem item)
    {
        (double best, string? of) = (0, null);
        foreach (ShelfItem own in basket)
        {
            (string? symptom, double worth) = Likeness.Shared(own, item);
            worth *= OfKnowledge * (own.Category.PlanGroup == item.Category.PlanGroup ? SameStep : 1);
            if (worth > best)
                (best, of) = (worth, symptom);
        }

        return (best, of);
    }

    private static Hit Strongest(ShelfItem item, Shelf shelf)
    {
        EvidenceRule rule = item.Rules.OrderByDescending(KnowledgeScore.OfRule).ThenBy(r => r.Id, StringComparer.Ordinal).First();
        return new Hit(shelf.Knowledge.Symptoms[rule.SymptomId], rule, null, KnowledgeScore.OfRule(rule));
    }
}
