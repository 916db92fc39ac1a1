using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>The catalogue as the desk sees it: every status, searched, narrowed and sorted, one page.</summary>
public static class GetDeskProducts
{
    /// <param name="Search">Part of a name, brand, id or SKU.</param>
    /// <param name="Status">published, draft or retired.</param>
    /// <param name="Category">Category id.</param>
    /// <param name="Brand">Brand.</param>
    /// <param name="Attention">out_of_stock, no_picture, no_evidence, no_description or claims.</param>
    /// <param name="Sort">name, -name, price, -price, stock or -edited.</param>
    /// <param name="Cursor">Where the page before ended; null for the first.</param>
    /// <param name="Limit">1 to 200.</param>
    public sealed record Query(
        string? Search = null, string? Status = null, string? Category = null, string? Brand = null, string? Attention = null, string Sort = "name",
        string? Cursor = null, int Limit = 50) : IRequest<Answer<Response>>;

    /// <param name="Items">One page.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    /// <param name="Total">Products over all pages.</param>
    /// <param name="Facets">Values to narrow by, each with the products it would leave.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, int Total, FacetPart Facets);

    /// <param name="Id">The product.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Sku">Stock keeping unit.</param>
    /// <param name="Brand">Brand.</param>
    /// <param name="CategoryId">Its category.</param>
    /// <param name="Status">published, draft or retired.</param>
    /// <param name="PriceMinor">Price in minor units.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="StockQuantity">Pieces in stock, over all variants when it has any; null when not counted.</param>
    /// <param name="Variants">How many variants it has.</param>
    /// <param name="PictureHash">Its main picture; null when it has none.</param>
    /// <param name="EditedUtc">When it was last changed on the desk; null when it never was.</param>
    /// <param name="Attention">What needs attention: out_of_stock, no_picture, no_evidence, no_description, claims.</param>
    public sealed record Item(
        string Id, long Version, string Name, string Sku, string Brand, string CategoryId, string Status, long PriceMinor, string Currency, int? StockQuantity,
        int Variants, string? PictureHash, DateTime? EditedUtc, IReadOnlyList<string> Attention);

    /// <summary>Each facet counts with every other choice applied and its own left open.</summary>
    public sealed record FacetPart(
        IReadOnlyList<FacetValue> Statuses, IReadOnlyList<FacetValue> Categories, IReadOnlyList<FacetValue> Brands, IReadOnlyList<FacetValue> Attention);

    public sealed record FacetValue(string Id, int Count);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Search).MaximumLength(100).WithMessage("search is longer than 100 characters.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 200).WithMessage("limit must be from 1 to 200.");
            RuleFor(q => q.Status).Must(s => s is null or "" || SnakeNames.TryParse<PublicationStatus>(s, out _)).WithMessage("status must be published, draft or retired.");
            RuleFor(q => q.Attention).Must(a => a is null or "" || DeskProductRows.Kinds.Contains(a, StringComparer.Ordinal))
                .WithMessage($"attention must be one of {string.Join(", ", DeskProductRows.Kinds)}.");
            RuleFor(q => q.Sort).Must(DeskProductRows.Sorts.Contains).WithMessage($"sort must be one of {string.Join(", ", DeskProductRows.Sorts)}.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            string list = $"desk-products:{request.Sort}";
            Cursor? after = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, list, 2, out after)) return Cursor.Unknown;
            DeskProductRow[] rows = await DeskProductRows.ReadAsync(db, request.Search, new ClaimLint(shelf.Knowledge.Rows.ClaimWordings), shelf.Knowledge, cancellationToken);
            DeskProductRow[] found = [.. DeskProductRows.Sorted(rows.Where(r => Fits(r, request, "")), request.Sort)];
            DeskProductRow[] page = [.. (after is null ? found : found.SkipWhile(r => !DeskProductRows.IsAfter(r, after.Keys, request.Sort))).Take(request.Limit + 1)];
            string? next = page.Length > request.Limit ? Cursor.After(list, DeskProductRows.KeyOf(page[request.Limit - 1], request.Sort), page[request.Limit - 1].Id) : null;
            Item[] items = [.. page.Take(request.Limit).Select(r => r.ToItem())];
            return new Response(items, next, found.Length, new FacetPart(
                Counted(rows, request, "status", r => [r.Status.ToSnake()]), Counted(rows, request, "category", r => [r.CategoryId]),
                Counted(rows, request, "brand", r => [r.Brand]), Counted(rows, request, "attention", r => r.Attention)));
        }

        private static bool Fits(DeskProductRow row, Query query, string leftOpen) =>
            (leftOpen == "status" || query.Status is null or "" || row.Status.ToSnake() == query.Status)
            && (leftOpen == "category" || query.Category is null or "" || row.CategoryId == query.Category)
            && (leftOpen == "brand" || query.Brand is null or "" || row.Brand == query.Brand)
            && (leftOpen == "attention" || query.Attention is null or "" || row.Attention.Contains(query.Attention));

        private static FacetValue[] Counted(DeskProductRow[] rows, Query query, string facet, Func<DeskProductRow, IReadOnlyList<string>> values) =>
            [.. rows.Where(r => Fits(r, query, facet)).SelectMany(values).CountBy(v => v, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new FacetValue(c.Key, c.Value))];
    }
}
