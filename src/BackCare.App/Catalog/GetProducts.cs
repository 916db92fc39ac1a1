using BackCare.App.Messaging;
using BackCare.App.Recommend;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>The catalogue by plain facets. Words of a shopper never stand in a URL: they are searched by the recommendation's POST.</summary>
public static class GetProducts
{
    /// <param name="Category">Category id.</param>
    /// <param name="Brand">Brand, letter case ignored.</param>
    /// <param name="Group">support, stretch, strengthen or recover.</param>
    /// <param name="MinPriceMinor">Lowest price, minor units.</param>
    /// <param name="MaxPriceMinor">Highest price, minor units.</param>
    /// <param name="InStock">True leaves out what cannot be bought now.</param>
    /// <param name="Sort">name, price or -price.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 100.</param>
    public sealed record Query(
        string? Category = null, string? Brand = null, string? Group = null, long? MinPriceMinor = null, long? MaxPriceMinor = null,
        bool InStock = false, string Sort = "name", int Page = 1, int PageSize = 24) : IRequest<Answer<Response>>;

    /// <param name="Items">One page.</param>
    /// <param name="Total">Products over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="Facets">Values to narrow by, each with the products it would leave.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize, FacetPart Facets);

    public sealed record Item(
        string Id, string Sku, string Name, string Brand, string CategoryId, string CategoryName, string Group, PricePart Price, bool InStock,
        IReadOnlyList<string> Sizes);

    /// <summary>Each facet counts with every other facet's choice applied and its own left open.</summary>
    public sealed record FacetPart(IReadOnlyList<FacetValue> Categories, IReadOnlyList<FacetValue> Brands, IReadOnlyList<FacetValue> Groups);

    public sealed record FacetValue(string Id, string Name, int Count);
}
