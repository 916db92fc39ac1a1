using BackCare.App.Catalog;

namespace BackCare.Web.Pages.Shop;

/// <summary>One page of the catalogue with everything its page shows.</summary>
/// <param name="Wishes">What was asked for, as typed.</param>
/// <param name="Query">The same as it was read.</param>
/// <param name="Errors">Wishes that could not be read, by field.</param>
/// <param name="Items">Products of this page.</param>
/// <param name="Total">Products over all pages.</param>
/// <param name="Facets">Values to narrow by.</param>
/// <param name="Search">What the search made of the words; null when browsing.</param>
public sealed record ProductList(
    Wishes Wishes, GetProducts.Query Query, IReadOnlyDictionary<string, string> Errors, IReadOnlyList<GetProducts.Item> Items, int Total,
    GetProducts.FacetPart Facets, SearchProducts.Response? Search)
{
    /// <summary>Pages over all products.</summary>
    public int Pages => (Total + Query.PageSize - 1) / Query.PageSize;
}
