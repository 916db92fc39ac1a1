using System.Text.Json.Serialization;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Search;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>The catalogue by plain facets. Words of a shopper never stand in a URL: <see cref="SearchProducts"/> takes them in a body.</summary>
public static class GetProducts
{
    /// <param name="Category">Category id.</param>
    /// <param name="Brand">Brand, letter case ignored.</param>
    /// <param name="Group">support, stretch, strengthen or recover.</param>
    /// <param name="MinPriceMinor">Lowest price, minor units.</param>
    /// <param name="MaxPriceMinor">Highest price, minor units.</param>
    /// <param name="InStock">True leaves out what cannot be bought now.</param>
    /// <param name="ShoeSizeEu">Leaves out what does not fit this shoe size, EU.</param>
    /// <param name="Sort">match (a search's own order), name, price or -price.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 100.</param>
    /// <param name="Language">en or es: the language of the names of kinds.</param>
    public sealed record Query(
        string? Category = null, string? Brand = null, string? Group = null, long? MinPriceMinor = null, long? MaxPriceMinor = null,
        bool InStock = false, double? ShoeSizeEu = null, string Sort = "name", int Page = 1, int PageSize = 24, string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="Items">One page.</param>
    /// <param name="Total">Products over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="Facets">Values to narrow by, each with the products it would leave.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize, FacetPart Facets);

    public sealed record Item(
        string Id, string Sku, string Name, string Brand, string CategoryId, string CategoryName, string Group, PricePart Price, bool InStock,
        IReadOnlyList<string> Sizes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PicturePart? Picture = null);

    /// <summary>Each facet counts with every other facet's choice applied and its own left open.</summary>
    public sealed record FacetPart(
        IReadOnlyList<FacetValue> Categories, IReadOnlyList<FacetValue> Brands, IReadOnlyList<FacetValue> Groups, long? CheapestMinor, long? DearestMinor);

    public sealed record FacetValue(string Id, string Name, int Count);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Category).MaximumLength(80).WithMessage("category is longer than 80 characters.");
            RuleFor(q => q.Brand).MaximumLength(80).WithMessage("brand is longer than 80 characters.");
            RuleFor(q => q.Group).Must(group => group is null || SnakeNames.TryParse<PlanGroup>(group, out _))
                .WithMessage($"The group is not known. Use one of: {SnakeNames.All<PlanGroup>()}.");
            RuleFor(q => q.MinPriceMinor).GreaterThanOrEqualTo(0).WithMessage("minPriceMinor must be 0 or more.");
            RuleFor(q => q.MaxPriceMinor).GreaterThanOrEqualTo(0).WithMessage("maxPriceMinor must be 0 or more.");
            RuleFor(q => q.ShoeSizeEu).InclusiveBetween(15, 55).WithMessage("shoeSizeEu must be from 15 to 55.");
            RuleFor(q => q.Sort).Must(sort => ProductListing.Orders.ContainsKey(sort)).WithMessage("sort must be match, name, price or -price.");
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
            RuleFor(q => q.PageSize).InclusiveBetween(1, 100).WithMessage("pageSize must be from 1 to 100.");
        }
    }

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (ProductListing.UnknownCategory(query.Category, shelf, "category") is { } unknown)
                return unknown;
            Browsed browsed = Browsing.Narrow(shelf.Items, ProductListing.Filter(query), ProductListing.Orders[query.Sort], searched: false);
            return new Response(
                ProductListing.PageOf(browsed, query, shelf.Knowledge), browsed.Items.Count, query.Page, query.PageSize, ProductListing.Facets(browsed, shelf.Knowledge, query.Language));
        }
    }
}
