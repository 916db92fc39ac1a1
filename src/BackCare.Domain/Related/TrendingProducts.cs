using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Related;

/// <summary>What shoppers looked at and bought lately; behind that, and in a shop where nobody did anything yet, what is known to help with most.</summary>
public static class TrendingProducts
{
    /// <summary>Products in stock, most first, ties by id.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="statistics">What shoppers did.</param>
    /// <param name="fits">Which products may be listed.</param>
    /// <param name="language">en or es.</param>
    public static IReadOnlyList<RelatedProduct> Of(Shelf shelf, ProductStatistics statistics, Func<ShelfItem, bool> fits, string language)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(statistics);
        RelatedTexts texts = RelatedTexts.For(language);
        var weights = statistics.Trending().ToDictionary(t => t.ProductId, t => t.Weight, StringComparer.Ordinal);
        return
        [
            .. shelf.Items.Where(i => i.Product.InStock && fits(i)).Select(item =>
                {
                    RelatedBy because = weights.TryGetValue(item.Product.Id, out double weight) ? RelatedBy.Shoppers : RelatedBy.Knowledge;
                    return (Worth: Worth(item), Product: new RelatedProduct(item, weight, because, texts.Of(because)));
                })
                .OrderByDescending(r => r.Product.Score).ThenByDescending(r => r.Worth).ThenBy(r => r.Product.Item.Product.Id, StringComparer.Ordinal)
                .Select(r => r.Product),
        ];
    }

    private static double Worth(ShelfItem item)
    {
        double worth = 0;
        foreach (EvidenceRule rule in item.Rules)
            worth += KnowledgeScore.OfRule(rule);
        return worth;
    }
}
