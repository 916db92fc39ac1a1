using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>A product beside what only the shop knows of it.</summary>
/// <param name="Product">The product.</param>
/// <param name="Status">published, draft or retired.</param>
/// <param name="Description">What its page says; may be empty.</param>
public sealed record CatalogProduct(Product Product, string Status, string Description);

/// <summary>A product as the texts of its fields, and back: files, differences and histories all speak of these.</summary>
public static class ProductText
{
    /// <summary>The texts of a product by field, every field of <see cref="ProductFields.Columns"/> once.</summary>
    public static IReadOnlyDictionary<string, string> Of(CatalogProduct known)
    {
        ArgumentNullException.ThrowIfNull(known);
        Product p = known.Product;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ProductFields.Id] = p.Id,
            [ProductFields.Sku] = p.Sku,
            [ProductFields.Name] = p.Name,
            [ProductFields.Description] = known.Description,
            [ProductFields.Brand] = p.Brand,
            [ProductFields.Maker] = p.Maker,
            [ProductFields.BrandStatus] = p.BrandStatus,
            [ProductFields.CategoryId] = p.CategoryId,
            [ProductFields.EvidenceProfile] = p.EvidenceProfile,
            [ProductFields.Regions] = string.Join('|', p.Regions),
            [ProductFields.Sizes] = p.Sizes,
            [ProductFields.ArchHeight] = p.ArchHeight,
            [ProductFields.Firmness] = p.Firmness,
            [ProductFields.Activities] = string.Join('|', p.Activities),
            [ProductFields.WeightMaxKg] = p.WeightMaxKg?.ToString(CultureInfo.InvariantCulture) ?? "",
            [ProductFields.Material] = p.Material,
            [ProductFields.LatexFree] = p.LatexFree switch { true => "yes", false => "no", null => "unknown" },
            [ProductFields.Price] = PriceText.Of(p.Price.Minor),
            [ProductFields.Currency] = p.Price.Currency,
            [ProductFields.PriceBasis] = p.PriceBasis,
            [ProductFields.Note] = p.Note,
            [ProductFields.SourceIds] = string.Join('|', p.SourceIds),
            [ProductFields.Stock] = p.StockQuantity?.ToString(CultureInfo.InvariantCulture) ?? "",
            [ProductFields.Status] = known.Status,
            [ProductFields.Gtin] = p.Gtin,
            [ProductFields.Attributes] = AttributeText.Write(p.Attributes),
            [ProductFields.Variants] = VariantText.Write(p.Variants, p.Price.Minor),
        };
    }

    /// <summary>The product that texts speak of; they must have been read by <see cref="ProductReading"/> or written by <see cref="Of"/>.</summary>
    public static CatalogProduct ToProduct(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        string Text(string field) => fields.GetValueOrDefault(field, "");
        return new CatalogProduct(
            new Product
            {
                Id = Text(ProductFields.Id),
                Sku = Text(ProductFields.Sku),
                Name = Text(ProductFields.Name),
                Brand = Text(ProductFields.Brand),
                Maker = Text(ProductFields.Maker),
                BrandStatus = Text(ProductFields.BrandStatus),
                CategoryId = Text(ProductFields.CategoryId),
                EvidenceProfile = Text(ProductFields.EvidenceProfile),
                Regions = List(Text(ProductFields.Regions)),
                Sizes = Text(ProductFields.Sizes),
                ArchHeight = Text(ProductFields.ArchHeight),
                Firmness = Text(ProductFields.Firmness),
                Activities = List(Text(ProductFields.Activities)),
                WeightMaxKg = Whole(Text(ProductFields.WeightMaxKg)),
                Material = Text(ProductFields.Material),
                LatexFree = Text(ProductFields.LatexFree) switch { "yes" => true, "no" => false, _ => null },
                Price = new Money((long)(decimal.Parse(Text(ProductFields.Price), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100), Text(ProductFields.Currency)),
                PriceBasis = Text(ProductFields.PriceBasis),
                Note = Text(ProductFields.Note),
                SourceIds = List(Text(ProductFields.SourceIds)),
                StockQuantity = Whole(Text(ProductFields.Stock)),
                Gtin = Text(ProductFields.Gtin),
                Attributes = AttributeText.Read(Text(ProductFields.Attributes))!,
                Variants = VariantText.Read(Text(ProductFields.Variants), out _),
            },
            Text(ProductFields.Status), Text(ProductFields.Description));
    }

    private static string[] List(string joined) => joined.Length == 0 ? [] : joined.Split('|');

    private static int? Whole(string text) => text.Length == 0 ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
