using BackCare.Domain.Catalog;

namespace BackCare.App.Data;

/// <summary>A size or other option of a product, with its own stock.</summary>
public sealed class StoredVariant : IShelfRow
{
    public required string ProductId { get; set; }

    /// <summary>Key among the variants of the product.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Sku { get; set; }

    /// <summary>Its own price; null when it costs what the product costs.</summary>
    public long? PriceMinor { get; set; }

    /// <summary>Pieces in stock; null when stock is not tracked.</summary>
    public int? StockQuantity { get; set; }

    public string Gtin { get; set; } = "";

    /// <summary>Place in the choice.</summary>
    public int Ordinal { get; set; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }

    /// <summary>The variant as the domain sees it.</summary>
    public ProductVariant ToVariant() => new(Id, Name, Sku, PriceMinor, StockQuantity, Gtin);
}
