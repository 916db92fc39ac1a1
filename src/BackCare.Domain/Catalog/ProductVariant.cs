namespace BackCare.Domain.Catalog;

/// <summary>One size or other option of a product, bought by its own stock keeping unit.</summary>
/// <param name="Id">Key among the variants of its product, such as <c>m</c>.</param>
/// <param name="Name">What a shopper chooses, such as <c>EU 42-43</c> or <c>left, M</c>.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="PriceMinor">Its own price in minor units; null when it costs what the product costs.</param>
/// <param name="StockQuantity">Pieces in stock; null when stock is not tracked, which counts as available.</param>
/// <param name="Gtin">Global trade item number (EAN, UPC); empty when unknown.</param>
public sealed record ProductVariant(string Id, string Name, string Sku, long? PriceMinor = null, int? StockQuantity = null, string Gtin = "")
{
    /// <summary>True when it can be bought now.</summary>
    public bool InStock => StockQuantity is null or > 0;
}

/// <summary>A picture of a product, in two renditions of the same upload.</summary>
/// <param name="Hash">SHA-256 of the large rendition, 64 hex digits, by which both are served.</param>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Width">Width of the large rendition, pixels.</param>
/// <param name="Height">Height of the large rendition, pixels.</param>
public sealed record ProductPicture(string Hash, string Alt, int Width, int Height);
