using System.Globalization;
using BackCare.App.Data;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>A product as the desk's list needs it.</summary>
internal sealed record DeskProductRow(
    string Id, long Version, string Name, string Sku, string Brand, string CategoryId, string EvidenceProfile, PublicationStatus Status, long PriceMinor, string Currency,
    int? Stock, int Variants, int? VariantStock, bool VariantInStock, string? PictureHash, bool HasDescription, DateTime? EditedUtc)
{
    /// <summary>What needs attention, in the order of <see cref="DeskProductRows.Kinds"/>.</summary>
    public IReadOnlyList<string> Attention { get; init; } = [];

    /// <summary>Pieces over all variants, or of the product itself; null when they are not counted.</summary>
    public int? Pieces => Variants > 0 ? VariantStock : Stock;

    /// <summary>True when it can be bought now.</summary>
    public bool InStock => Variants > 0 ? VariantInStock : Stock is null or > 0;

    public GetDeskProducts.Item ToItem() => new(
        Id, Version, Name, Sku, Brand, CategoryId, Status.ToSnake(), PriceMinor, Currency, Pieces, Variants, PictureHash, EditedUtc, Attention);
}

/// <summary>Reads and sorts the rows of the desk's list.</summary>
/// <remarks>The rows of a catalogue are narrow: narrowing and counting them in memory takes one query instead of six, and the same order on every database.</remarks>
internal static class DeskProductRows
{
    public const string OutOfStock = "out_of_stock", NoPicture = "no_picture", NoEvidence = "no_evidence", NoDescription = "no_description", Claims = "claims";

    public static readonly string[] Kinds = [OutOfStock, NoPicture, NoEvidence, NoDescription, Claims];

    public static readonly string[] Sorts = ["name", "-name", "price", "-price", "stock", "-edited"];

    /// <summary>Every product that was not removed and that the words fit.</summary>
    public static async Task<DeskProductRow[]> ReadAsync(BackCareDb db, string? search, ClaimLint lint, KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        string anyCase = db.AnyCase;
        IQueryable<StoredProduct> products = db.Products.AsNoTracking().Where(p => p.RemovedUtc == null);
        foreach (string word in (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string like = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)}%";
            products = products.Where(p => EF.Functions.Like(EF.Functions.Collate(p.Name, anyCase), like, "\\") || EF.Functions.Like(EF.Functions.Collate(p.Brand, anyCase), like, "\\")
                || EF.Functions.Like(EF.Functions.Collate(p.Id, anyCase), like, "\\") || EF.Functions.Like(EF.Functions.Collate(p.Sku, anyCase), like, "\\")
                || p.Variants.Any(v => EF.Functions.Like(EF.Functions.Collate(v.Sku, anyCase), like, "\\")));
        }

        var rows = await products.Select(p => new
        {
            Row = new DeskProductRow(
                p.Id, p.Version, p.Name, p.Sku, p.Brand, p.CategoryId, p.EvidenceProfile, p.Status, p.PriceMinor, p.Currency, p.StockQuantity, p.Variants.Count,
                p.Variants.Any(v => v.StockQuantity == null) ? null : p.Variants.Sum(v => v.StockQuantity), p.Variants.Any(v => v.StockQuantity == null || v.StockQuantity > 0),
                p.Pictures.OrderBy(x => x.Ordinal).Select(x => x.Hash).FirstOrDefault(), p.Description != "", p.EditedUtc),
            p.Note,
            p.Description,
            p.Material,
        }).ToArrayAsync(cancellationToken);
        return [.. rows.Select(r => r.Row with
        {
            Attention = Attention(r.Row, [r.Row.Name, r.Note, r.Description, r.Material], lint, knowledge.Categories.GetValueOrDefault(r.Row.CategoryId)),
        })];
    }

    /// <summary>The rows in an order; ties by id.</summary>
    public static IEnumerable<DeskProductRow> Sorted(IEnumerable<DeskProductRow> rows, string sort) => (sort switch
    {
        "-name" => rows.OrderByDescending(r => r.Name, StringComparer.OrdinalIgnoreCase),
        "price" => rows.OrderBy(r => r.PriceMinor),
        "-price" => rows.OrderByDescending(r => r.PriceMinor),
        "stock" => rows.OrderBy(r => r.Pieces ?? int.MaxValue),
        "-edited" => rows.OrderByDescending(r => r.EditedUtc ?? DateTime.MinValue),
        _ => rows.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase),
    }).ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>A row's sort key as a cursor keeps it.</summary>
    public static string KeyOf(DeskProductRow row, string sort) => sort switch
    {
        "price" or "-price" => row.PriceMinor.ToString(CultureInfo.InvariantCulture),
        "stock" => (row.Pieces ?? int.MaxValue).ToString(CultureInfo.InvariantCulture),
        "-edited" => (row.EditedUtc ?? DateTime.MinValue).Ticks.ToString(CultureInfo.InvariantCulture),
        _ => row.Name,
    };

    /// <summary>True when a row stands behind the item that a cursor names, which may be gone by now.</summary>
    public static bool IsAfter(DeskProductRow row, IReadOnlyList<string> keys, string sort)
    {
        int order = sort is "name" or "-name"
            ? StringComparer.OrdinalIgnoreCase.Compare(row.Name, keys[0])
            : long.Parse(KeyOf(row, sort), CultureInfo.InvariantCulture).CompareTo(long.TryParse(keys[0], CultureInfo.InvariantCulture, out long key) ? key : 0);
        if (sort.StartsWith('-'))
            order = -order;
        return order > 0 || (order == 0 && string.CompareOrdinal(row.Id, keys[1]) > 0);
    }

    private static string[] Attention(DeskProductRow row, string[] texts, ClaimLint lint, Category? category) =>
    [
        .. new (string Kind, bool Is)[]
        {
            (OutOfStock, !row.InStock), (NoPicture, row.PictureHash is null), (NoEvidence, row.EvidenceProfile.Length == 0), (NoDescription, !row.HasDescription),
            (Claims, texts.Any(t => t.Length > 0 && lint.Read(t, category).Count > 0)),
        }.Where(k => k.Is).Select(k => k.Kind),
    ];
}
