using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>WooCommerce's product file; what WooCommerce has no column for travels in <c>Meta:</c> columns.</summary>
public static class WooCommerceCsv
{
    private static readonly string[] Columns =
    [
        "ID", "Type", "SKU", "Name", "Published", "Is featured?", "Visibility in catalog", "Short description", "Description", "In stock?", "Stock", "Regular price",
        "Categories", "Parent", "GTIN, UPC, EAN, or ISBN", "Attribute 1 name", "Attribute 1 value(s)", "Attribute 1 visible", "Attribute 1 global",
    ];

    private static readonly string[] Carried =
    [
        ProductFields.Id, ProductFields.Description, ProductFields.Brand, ProductFields.Maker, ProductFields.BrandStatus, ProductFields.CategoryId, ProductFields.EvidenceProfile,
        ProductFields.Regions, ProductFields.Sizes, ProductFields.ArchHeight, ProductFields.Firmness, ProductFields.Activities, ProductFields.WeightMaxKg, ProductFields.Material,
        ProductFields.LatexFree, ProductFields.Currency, ProductFields.PriceBasis, ProductFields.Note, ProductFields.SourceIds, ProductFields.Status,
        ProductFields.Attributes, ProductFields.Variants,
    ];

    /// <summary>The line of column names.</summary>
    public static string Header() => CsvCells.Line([.. Columns, .. Carried.Select(FileFormats.WooCommerceColumn)]);

    /// <summary>The lines of one product: itself, and a variation for every size.</summary>
    public static string Lines(CatalogProduct known, string categoryName)
    {
        ArgumentNullException.ThrowIfNull(known);
        Product p = known.Product;
        IReadOnlyList<FileVariant> rows = ShopifyCsv.RowsOf(p);
        bool choice = rows[0].Label.Length > 0, own = p.Variants.Count > 0;
        IReadOnlyDictionary<string, string> texts = ProductText.Of(known);
        string[] cells =
        [
            "", choice ? "variable" : "simple", p.Sku, p.Name, known.Status == "published" ? "1" : "-1", "0", "visible", "", ShopifyCsv.Html(known.Description),
            p.InStock ? "1" : "0", texts[ProductFields.Stock], choice ? "" : texts[ProductFields.Price], categoryName, "", p.Gtin,
            choice ? "Size" : "", string.Join(", ", rows.Select(r => r.Label.Replace(", ", " ", StringComparison.Ordinal))), choice ? "1" : "", choice ? "0" : "",
        ];
        var lines = new System.Text.StringBuilder(CsvCells.Line([.. cells, .. Carried.Select(field => ShopifyCsv.CarriedText(field, texts[field]))]));
        for (int i = 0; i < rows.Count && choice; i++)
        {
            FileVariant row = rows[i];
            string sku = own ? row.Sku : string.Create(CultureInfo.InvariantCulture, $"{p.Sku}-{i + 1}");
            string[] variation =
            [
                "", "variation", sku, $"{p.Name} - {row.Label}", "1", "0", "visible", "", "", row.Stock == "0" ? "0" : "1", own ? row.Stock ?? "" : "", row.Price, "", p.Sku,
                own ? row.Gtin : "", "Size", row.Label, "", "0",
            ];
            lines.Append(CsvCells.Line([.. variation, .. Carried.Select(_ => "")]));
        }

        return lines.ToString();
    }
}
