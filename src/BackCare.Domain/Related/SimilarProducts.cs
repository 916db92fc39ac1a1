using BackCare.Domain.Candidates;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Related;

/// <summary>Products to look at beside one: what shoppers opened in the same visits, and, where that says little, what is known to be alike.</summary>
public static class SimilarProducts
{
    // Likeness alone puts a product at most here; as soon as more than half of the visits opened both, they lead.
    private const double OfLikeness = 0.5;

    /// <summary>Products in stock, nearest first, ties by id; never the product itself. The same statistics and shelf give the same answer.</summary>
    /// <param name="item">The product.</param>
    /// <param name="shelf">The shelf.</param>
    /// <param name="statistics">What shoppers did.</param>
    /// <param name="language">en or es.</param>
    public static IReadOnlyList<RelatedProduct> Of(ShelfItem item, Shelf shelf, ProductStatistics statistics, string language)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(statistics);
        RelatedTexts texts = RelatedTexts.For(language);
        var together = statistics.Companions(item.Product.Id).ToDictionary(c => c.ProductId, c => c.VisitShare, StringComparer.Ordinal);
        var related = new List<RelatedProduct>();
        foreach (ShelfItem other in shelf.Items)
        {
            if (other.Index == item.Index || !other.Product.InStock)
                continue;
            Likeness likeness = Likeness.Of(item, other, shelf.Knowledge, texts);
            double visits = together.GetValueOrDefault(other.Product.Id), known = OfLikeness * likeness.Value;
            if (visits + known <= 0)
                continue;
            RelatedBy because = visits > known ? RelatedBy.OpenedTogether : likeness.Because;
            related.Add(new RelatedProduct(other, visits + known, because, texts.Of(because, likeness.Name)));
        }

        return [.. related.OrderByDescending(r => r.Score).ThenBy(r => r.Item.Product.Id, StringComparer.Ordinal)];
    }
}
