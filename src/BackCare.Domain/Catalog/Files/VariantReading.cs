using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Reads what the rows of variants say.</summary>
internal static class VariantReading
{
    /// <summary>Said in the column of variants by files of other shops: the product has sizes, but no variants of its own.</summary>
    public const string None = "none";

    /// <summary>Notes what is wrong with one variant.</summary>
    public static void Check(ReadingProduct into, FileVariant variant)
    {
        bool shopify = into.Plan.Format == FileFormat.Shopify;
        if (variant.Price.Length > 0 && !PriceText.TryRead(variant.Price, into.Plan.DecimalSign, out _, out _))
            into.Reject(shopify ? ProductFields.VariantPrice : ProductFields.Price, variant.Price, "is no price above 0 with at most two decimals", "Write a price such as 19.95", variant.Line);
        if (variant.Stock is { } stock && Pieces(stock) is null)
            into.Reject(shopify ? ProductFields.VariantStock : ProductFields.Stock, stock, "is no number of pieces", "Write a whole number", variant.Line);
        if (variant.Sku.Length > ProductFields.ByName[ProductFields.Sku].Longest)
            into.Reject(shopify ? ProductFields.VariantSku : ProductFields.Sku, variant.Sku, "is longer than 80 letters", "Shorten it", variant.Line);
        if (variant.Gtin.Length > 0 && !ProductLimits.IsGtin(variant.Gtin))
            into.Reject(shopify ? ProductFields.VariantGtin : ProductFields.Gtin, variant.Gtin, FieldReading.NoGtin, FieldReading.GtinRemedy, variant.Line);
    }

    /// <summary>A product costs what its cheapest variant costs.</summary>
    public static void TakeLowestPrice(ReadingProduct into)
    {
        (long Minor, string? Currency)? lowest = null;
        foreach (FileVariant variant in into.Rows.Variants)
        {
            if (PriceText.TryRead(variant.Price, into.Plan.DecimalSign, out long minor, out string? currency) && (lowest is null || minor < lowest.Value.Minor))
                lowest = (minor, currency);
        }

        if (lowest is not { } price)
        {
            // A price that is there and wrong is named already.
            if (into.Rows.Variants.All(v => v.Price.Length == 0))
                into.Reject(into.Plan.Format == FileFormat.Shopify ? ProductFields.VariantPrice : ProductFields.Price, "", "is empty", "Write a price such as 19.95");
            return;
        }

        into.Set(ProductFields.Price, PriceText.Of(price.Minor));
        if (!into.Has(ProductFields.Currency))
            into.Set(ProductFields.Currency, price.Currency ?? into.Plan.Currency);
    }

    /// <summary>Rows that are no variants: the product has as many pieces as they have; none are counted when one of them counts none.</summary>
    public static void TakeAsOne(ReadingProduct into)
    {
        if (!into.Has(ProductFields.Stock) && (into.HasColumn(ProductFields.VariantStock) || into.HasColumn(ProductFields.Stock)))
        {
            int?[] pieces = [.. into.Rows.Variants.Select(v => v.Stock is { } stock ? Pieces(stock) : null)];
            into.Set(ProductFields.Stock, pieces.Any(p => p is null) ? "" : pieces.Sum()!.Value.ToString(CultureInfo.InvariantCulture));
        }

        if (into.HasColumn(ProductFields.VariantGtin) && into.Rows.Variants.FirstOrDefault(v => v.Gtin.Length > 0) is { } coded)
            FieldReading.Read(into, ProductFields.ByName[ProductFields.Gtin], coded.Gtin);
        if (into.Cell(ProductFields.Variants) == None || into.HasColumn(ProductFields.OptionValue))
            into.Set(ProductFields.Variants, "");
    }

    /// <summary>Keeps the rows as variants of the product; ids and missing units are given when they meet what the shop has.</summary>
    public static void Take(ReadingProduct into)
    {
        bool shopify = into.Plan.Format == FileFormat.Shopify;
        List<ProductVariant> variants = [];
        long productPrice = into.Value(ProductFields.Price) is { } price && PriceText.TryRead(price, '.', out long own, out _) ? own : -1;
        foreach (FileVariant variant in into.Rows.Variants.Where(v => v.Label.Length > 0))
        {
            if (variants.Exists(v => v.Name.Equals(variant.Label, StringComparison.OrdinalIgnoreCase)))
                into.Reject(ProductFields.OptionValue, variant.Label, "stands twice among the variants of the product", "Give every variant its own option values", variant.Line);
            if (variant.Sku.Length > 0 && variants.Exists(v => v.Sku.Equals(variant.Sku, StringComparison.OrdinalIgnoreCase)))
                into.Reject(shopify ? ProductFields.VariantSku : ProductFields.Sku, variant.Sku, "stands twice among the variants of the product", "Give every variant its own SKU", variant.Line);
            long? minor = PriceText.TryRead(variant.Price, into.Plan.DecimalSign, out long read, out _) && read != productPrice ? read : null;
            variants.Add(new ProductVariant("", variant.Label, variant.Sku, minor, variant.Stock is { } stock ? Pieces(stock) : null, variant.Gtin));
        }

        string text = VariantText.Write(variants, productPrice);
        string? problem = ProductLimits.FaultOf(variants);
        // A product of too many rows is refused already, and so is one whose rows were named one by one.
        if (problem is not null && !into.IsRejected)
            into.Reject(ProductFields.OptionValue, "", problem, "Split the product, or shorten its options");
        into.Set(ProductFields.Variants, text);
    }

    private static int? Pieces(string stock) =>
        decimal.TryParse(stock, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal pieces)
        && pieces == decimal.Truncate(pieces) && pieces is > -10_000_000 and < 10_000_000 ? Math.Max(0, (int)pieces) : null;
}
