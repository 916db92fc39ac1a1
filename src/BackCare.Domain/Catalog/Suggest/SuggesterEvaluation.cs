using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Catalog.Suggest;

/// <summary>How often suggestions are right.</summary>
/// <param name="Products">Products that were asked about.</param>
/// <param name="Suggested">Those that something was suggested for.</param>
/// <param name="Right">Those whose suggestion was right.</param>
/// <param name="Knowable">Products whose label another product has too, so that it could be learned.</param>
public sealed record SuggesterScore(int Products, int Suggested, int Right, int Knowable)
{
    /// <summary>Share of suggestions that are right, in [0, 1]; NaN without any.</summary>
    public double Precision => (double)Right / Suggested;

    /// <summary>Share of all products whose label was suggested rightly.</summary>
    public double Recall => (double)Right / Products;
}

/// <summary>Asks about every product of a catalogue with a suggester that has not seen it (leave one out).</summary>
public static class SuggesterEvaluation
{
    /// <summary>Scores for category, evidence profile and regions, and every wrong suggestion of a category.</summary>
    public static (SuggesterScore Category, SuggesterScore Profile, SuggesterScore Regions, IReadOnlyList<string> Wrong) LeaveOneOut(
        KnowledgeBase knowledge, IReadOnlyList<(Product Product, string Description)> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        int[] suggested = new int[3], right = new int[3];
        List<string> wrong = [];
        foreach ((Product product, string description) in products)
        {
            var suggester = new ProductSuggester(knowledge, products.Where(p => p.Product.Id != product.Id));
            ProductSuggestion guess = suggester.Suggest(new SuggestedText(product.Name, $"{description} {product.Note} {product.Material}", "", product.Brand));
            string regions = string.Join('|', product.Regions);
            (Guess? Said, string True)[] pairs = [(guess.Category, product.CategoryId), (guess.EvidenceProfile, product.EvidenceProfile), (guess.Regions, regions)];
            for (int i = 0; i < pairs.Length; i++)
            {
                suggested[i] += pairs[i].Said is null ? 0 : 1;
                right[i] += pairs[i].Said?.Id == pairs[i].True ? 1 : 0;
            }

            if (guess.Category is { } said && said.Id != product.CategoryId)
                wrong.Add(FormattableString.Invariant($"{product.Name}: {said.Id} ({said.Confidence:0.00}) instead of {product.CategoryId}"));
        }

        SuggesterScore Score(int i, Func<Product, string> label) => new(
            products.Count, suggested[i], right[i], products.GroupBy(p => label(p.Product), StringComparer.Ordinal).Where(g => g.Count() > 1).Sum(g => g.Count()));
        return (Score(0, p => p.CategoryId), Score(1, p => p.EvidenceProfile), Score(2, p => string.Join('|', p.Regions)), wrong);
    }
}
