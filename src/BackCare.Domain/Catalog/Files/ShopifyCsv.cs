using System.Globalization;
using System.Net;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Shopify's product file in either generation of its column names; what Shopify has no column for travels in metafield columns.</summary>
public static class ShopifyCsv
{
    private static readonly (string Older, string Newer)[] Columns =
    [
        ("Handle", "URL handle"), ("Title", "Title"), ("Body (HTML)", "Description"), ("Vendor", "Vendor"), ("Type", "Type"), ("Published", "Published on online store"),
        ("Option1 Name", "Option1 name"), ("Option1 Value", "Option1 value"), ("Variant SKU", "SKU"), ("Variant Inventory Tracker", "Inventory tracker"),
        ("Variant Inventory Qty", "Inventory quantity"), ("Variant Price", "Price"), ("Variant Barcode", "Barcode"), ("Status", "Status"),
    ];

    /// <summary>Fields that only metafield columns carry.</summary>
    private static readonly string[] Carried =
    [
        ProductFields.Sku, ProductFields.Description, ProductFields.Maker, ProductFields.BrandStatus, ProductFields.CategoryId, ProductFields.EvidenceProfile, ProductFields.Regions,
        ProductFields.Sizes, ProductFields.ArchHeight, ProductFields.Firmness, ProductFields.Activities, ProductFields.WeightMaxKg, ProductFields.Material,
        ProductFields.LatexFree, ProductFields.Currency, ProductFields.PriceBasis, ProductFields.Note, ProductFields.SourceIds, ProductFields.Attributes,
        ProductFields.Variants,
    ];

    /// <summary>The line of column names.</summary>
    /// <param name="older">True for the column names of before 2025.</param>
    public static string Header(bool older) =>
        CsvCells.Line([.. Columns.Select(c => older ? c.Older : c.Newer), .. Carried.Select(FileFormats.ShopifyColumn)]);

    /// <summary>The lines of one product, one a variant or size.</summary>
    public static string Lines(CatalogProduct known, string categoryName)
    {
        ArgumentNullException.ThrowIfNull(known);
        IReadOnlyList<FileVariant> rows = RowsOf(known.Product);
        IReadOnlyDictionary<string, string> texts = ProductText.Of(known);
        bool choice = rows[0].Label.Length > 0;
        var lines = new System.Text.StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            bool first = i == 0;
            FileVariant row = rows[i];
            string[] cells =
            [
                known.Product.Id, First(known.Product.Name), First(Html(known.Description)), First(known.Product.Brand), First(categoryName),
                First(known.Status == "published" ? "TRUE" : "FALSE"), First(choice ? "Size" : "Title"), choice ? row.Label : "Default Title", row.Sku,
                row.Stock is null ? "" : "shopify", row.Stock ?? "", row.Price, row.Gtin, First(known.Status switch { "published" => "active", "retired" => "archived", _ => "draft" }),
            ];
            lines.Append(CsvCells.Line([.. cells, .. Carried.Select(field => First(field == ProductFields.Sku && row.Sku == texts[field] ? "" : CarriedText(field, texts[field])))]));

            string First(string text) => first ? text : "";
        }

        return lines.ToString();
    }

    /// <summary>A product's variants, or its sizes, or itself, as rows; the first row of sizes holds its stock.</summary>
    internal static IReadOnlyList<FileVariant> RowsOf(Product p)
    {
        string price = PriceText.Of(p.Price.Minor);
        if (p.Variants.Count > 0)
            return [.. p.Variants.Select(v => new FileVariant(0, v.Name, v.Sku, PriceText.Of(v.PriceMinor ?? p.Price.Minor), v.StockQuantity?.ToString(CultureInfo.InvariantCulture), v.Gtin))];
        string? stock = p.StockQuantity?.ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<string> sizes = SizeChoice.Read(p.Sizes).Options;
        return sizes.Count == 0 ? [new FileVariant(0, "", p.Sku, price, stock, p.Gtin)]
            : [.. sizes.Select((size, i) => new FileVariant(0, size, i == 0 ? p.Sku : string.Create(CultureInfo.InvariantCulture, $"{p.Sku}-{i + 1}"), price, stock is null ? null : i == 0 ? stock : "0", i == 0 ? p.Gtin : ""))];
    }

    /// <summary>A description as the HTML that reads back as it.</summary>
    internal static string Html(string text) => text.Length == 0 ? "" : $"<p>{WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";

    // What the shop's own columns carry exactly is not written twice; of variants only their absence is told.
    internal static string CarriedText(string field, string text) =>
        field == ProductFields.Variants ? (text.Length == 0 ? VariantReading.None : "")
        : field == ProductFields.Description && HtmlText.Read(Html(text)) == text ? "" : text;
}
