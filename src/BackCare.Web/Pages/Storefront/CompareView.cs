using BackCare.App.Recommend;

namespace BackCare.Web.Pages.Storefront;

/// <summary>Which products of an answer stand side by side.</summary>
/// <param name="Products">In the order of the list.</param>
/// <param name="Ticked">How many of the list were ticked.</param>
public sealed record CompareView(IReadOnlyList<GetRecommendations.RecommendedProduct> Products, int Ticked)
{
    /// <summary>What fits beside each other on a screen.</summary>
    public const int Most = 4;

    /// <summary>The ticked products of an answer; what the list does not hold any more is left out.</summary>
    public static CompareView Of(GetRecommendations.Response answer, IReadOnlyCollection<string> ticked)
    {
        ArgumentNullException.ThrowIfNull(answer);
        GetRecommendations.RecommendedProduct[] found = [.. answer.Products.Where(p => ticked.Contains(p.ProductId))];
        return new CompareView([.. found.Take(Most)], found.Length);
    }
}
