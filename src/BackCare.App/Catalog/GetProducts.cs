using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using FluentValidation;
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
            RuleFor(q => q.Sort).Must(sort => sort is "name" or "price" or "-price").WithMessage("sort must be name, price or -price.");
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
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
            if (query.Category is { } category && !shelf.Knowledge.Categories.ContainsKey(category))
                return NoCategory(category, shelf);

            ShelfItem[] found = [.. Sorted(shelf.Items.Where(item => Fits(item, query)), query.Sort)];
            return new Response(
                [.. found.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(ToItem)], found.Length, query.Page, query.PageSize,
                new FacetPart(
                    Count(shelf, query with { Category = null }, item => (item.Category.Id, item.Category.Name)),
                    Count(shelf, query with { Brand = null }, item => (item.Product.Brand, item.Product.Brand)),
                    Count(shelf, query with { Group = null }, item => (item.Category.PlanGroup.ToSnake(), item.Category.PlanGroup.ToSnake()))));
        }

        private static bool Fits(ShelfItem item, Query query) =>
            (query.Category is null || item.Category.Id == query.Category)
            && (query.Brand is null || item.Product.Brand.Equals(query.Brand, StringComparison.OrdinalIgnoreCase))
            && (query.Group is null || item.Category.PlanGroup.ToSnake() == query.Group)
            && (query.MinPriceMinor is null || item.Product.Price.Minor >= query.MinPriceMinor)
            && (query.MaxPriceMinor is null || item.Product.Price.Minor <= query.MaxPriceMinor)
            && (!query.InStock || item.Product.InStock);

        private static IOrderedEnumerable<ShelfItem> Sorted(IEnumerable<ShelfItem> items, string sort) => (sort switch
        {
            "price" => items.OrderBy(i => i.Product.Price.Minor).ThenBy(i => i.Product.Name, StringComparer.Ordinal),
            "-price" => items.OrderByDescending(i => i.Product.Price.Minor).ThenBy(i => i.Product.Name, StringComparer.Ordinal),
            _ => items.OrderBy(i => i.Product.Name, StringComparer.Ordinal),
        }).ThenBy(i => i.Product.Id, StringComparer.Ordinal);

        private static IReadOnlyList<FacetValue> Count(Shelf shelf, Query query, Func<ShelfItem, (string Id, string Name)> by) =>
        [
            .. shelf.Items.Where(item => Fits(item, query)).GroupBy(by).Select(g => new FacetValue(g.Key.Id, g.Key.Name, g.Count()))
                .OrderBy(value => value.Name, StringComparer.Ordinal).ThenBy(value => value.Id, StringComparer.Ordinal),
        ];

        private static Item ToItem(ShelfItem item) => new(
            item.Product.Id, item.Product.Sku, item.Product.Name, item.Product.Brand, item.Category.Id, item.Category.Name, item.Category.PlanGroup.ToSnake(),
            new PricePart(item.Product.Price.Minor, item.Product.Price.Currency), item.Product.InStock, item.Sizes);

        private static Refusal NoCategory(string category, Shelf shelf)
        {
            string hint = NearestId.Find(category, shelf.Knowledge.Categories.Keys) is { } near ? $" Did you mean '{near}'?" : "";
            return new Refusal(RefusalKind.Invalid, "The category is not known.", [new RefusedField("category", $"No category has this id.{hint}")]);
        }
    }
}
