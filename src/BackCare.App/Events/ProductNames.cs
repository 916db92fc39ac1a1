using System.Runtime.CompilerServices;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;

namespace BackCare.App.Events;

/// <summary>Finds a product by what a client calls it: its id, or its SKU as GA4 and Segment often send it.</summary>
internal sealed class ProductNames
{
    private static readonly ConditionalWeakTable<Shelf, ProductNames> Made = [];

    private readonly ShelfProducts byId;
    private readonly Dictionary<string, Product> bySku;

    private ProductNames(Shelf shelf)
    {
        byId = shelf.Products;
        bySku = new Dictionary<string, Product>(shelf.Items.Count, StringComparer.Ordinal);
        // In the order of their ids: of two with one SKU the smaller id is meant.
        foreach (Product product in shelf.Products.Values)
            bySku.TryAdd(product.Sku, product);
    }

    /// <summary>The names of one shelf, made once.</summary>
    public static ProductNames Of(Shelf shelf) => Made.GetValue(shelf, static shelf => new ProductNames(shelf));

    public Product? Find(string? id, string? sku) =>
        id is not null && byId.TryGetValue(id, out Product? named) ? named
        : id is not null && bySku.TryGetValue(id, out Product? numbered) ? numbered
        : sku is not null && bySku.TryGetValue(sku, out Product? kept) ? kept
        : null;
}
