using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Reads the cell of one field.</summary>
internal static class FieldReading
{
    public const string NoGtin = "is no trade item number of 8, 12, 13 or 14 digits whose last digit checks the others",
        GtinRemedy = "Write the digits under the bar code; a spreadsheet may have cut them to 4.05E+12. Leave the column out when it holds other codes";

    private static readonly char[] Separators = ['|', ';', ','];

    /// <summary>Sets the field, or notes why its cell cannot be used.</summary>
    public static void Read(ReadingProduct into, ProductField field, string cell)
    {
        if (cell.Length > field.Longest)
        {
            into.Reject(field.Name, cell, string.Create(CultureInfo.InvariantCulture, $"is longer than {field.Longest} letters"), "Shorten it");
            return;
        }

        if (cell.Contains('\uFFFD'))
        {
            into.Reject(field.Name, cell, "holds letters that could not be read", "Choose another encoding, or save the file as \"CSV UTF-8\"");
            return;
        }

        if (cell.Length == 0)
            ReadEmpty(into, field.Name);
        else
            ReadText(into, field.Name, Clean(cell));
    }

    private static void ReadEmpty(ReadingProduct into, string field)
    {
        if (field is ProductFields.Name or ProductFields.Price && into.Rows.Variants.Count == 0)
            into.Reject(field, "", "is empty", field == ProductFields.Name ? "Write the name of the product" : "Write a price such as 19.95");
        // An empty cell of these says nothing; of the others it clears the field.
        else if (field is not (ProductFields.Sku or ProductFields.Name or ProductFields.Price or ProductFields.Currency or ProductFields.Status or ProductFields.CategoryId
            or ProductFields.EvidenceProfile or ProductFields.Regions or ProductFields.BrandStatus or ProductFields.ArchHeight or ProductFields.Firmness or ProductFields.LatexFree))
            into.Set(field, StockWhenEmpty(into, field));
    }

    // WooCommerce says "In stock? 0" of a product whose pieces are not counted.
    private static string StockWhenEmpty(ReadingProduct into, string field) =>
        field == ProductFields.Stock && into.Cell(ProductFields.InStock) is "0" or "no" && field == ProductFields.Stock ? "0" : "";

    private static void ReadText(ReadingProduct into, string field, string text)
    {
        switch (field)
        {
            case ProductFields.Price:
                ReadPrice(into, text);
                break;
            case ProductFields.Currency:
                Check(into, field, text.ToUpperInvariant(), PriceText.FaultOf(text.ToUpperInvariant()), "Write a code such as USD or EUR");
                break;
            case ProductFields.CategoryId:
                Check(into, field, into.Plan.Terms.CategoryOf(text) ?? text, into.Plan.Terms.CategoryOf(text) is null ? "is no category" : null,
                    $"Use one of: {string.Join(", ", into.Plan.Terms.Knowledge.Categories.Keys.Order(StringComparer.Ordinal))}");
                break;
            case ProductFields.EvidenceProfile:
                Check(into, field, text, into.Plan.Terms.Knowledge.RulesByProfile.ContainsKey(text) ? null : "is no evidence profile",
                    "Use one that the knowledge base names, or leave it empty for a suggestion");
                break;
            case ProductFields.Regions:
                ReadList(into, field, text, into.Plan.Terms.RegionOf, "is no body region", string.Join(", ", into.Plan.Terms.Knowledge.Rows.Regions.Select(r => r.Id)));
                break;
            case ProductFields.SourceIds:
                ReadList(into, field, text, id => into.Plan.Terms.Knowledge.Sources.ContainsKey(id) ? id : null, "is no source", "ids of the knowledge base's sources");
                break;
            case ProductFields.Activities:
                Check(into, field, string.Join('|', Items(text).Select(a => a.ToLowerInvariant())),
                    Array.Exists(Items(text), a => a.Length > ProductLimits.LongestActivity) ? "has an activity that is too long" : null,
                    string.Create(CultureInfo.InvariantCulture, $"Use at most {ProductLimits.LongestActivity} letters for each, separated by |"));
                break;
            case ProductFields.BrandStatus:
                ReadChoice(into, field, text, ProductWords.BrandStatuses);
                break;
            case ProductFields.ArchHeight:
                ReadChoice(into, field, text, ProductWords.ArchHeights);
                break;
            case ProductFields.Firmness:
                ReadChoice(into, field, text, ProductWords.Firmnesses);
                break;
            case ProductFields.WeightMaxKg:
                ReadWhole(into, field, text, 1, 500);
                break;
            case ProductFields.Stock:
                ReadStock(into, text);
                break;
            case ProductFields.LatexFree:
                ReadLatex(into, text);
                break;
            case ProductFields.Gtin:
                Check(into, field, text, ProductLimits.IsGtin(text) ? null : NoGtin, GtinRemedy);
                break;
            case ProductFields.Attributes:
                Check(into, field, AttributeText.Read(text) is { } attributes ? AttributeText.Write(attributes) : text,
                    AttributeText.Read(text) is { } named ? ProductLimits.FaultOf(named) : "is no list of attributes", "Write name=value, separated by |");
                break;
            case ProductFields.Variants:
                ReadVariants(into, text);
                break;
            case ProductFields.Status:
                ReadStatus(into, text);
                break;
            case ProductFields.Sku or ProductFields.Name or ProductFields.Brand or ProductFields.PriceBasis:
                into.Set(field, string.Join(' ', text.Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
                break;
            default:
                into.Set(field, text);
                break;
        }
    }

    private static void ReadPrice(ReadingProduct into, string text)
    {
        if (!PriceText.TryRead(text, into.Plan.DecimalSign, out long minor, out string? currency))
        {
            string sign = into.Plan.DecimalSign == ',' ? "comma" : "point";
            into.Reject(ProductFields.Price, text, $"is no price above 0 with at most two decimals behind a {sign}",
                into.Plan.DecimalSign == ',' ? "Write a price such as 19,95, or choose the decimal point" : "Write a price such as 19.95, or choose the decimal comma");
            return;
        }

        into.Set(ProductFields.Price, PriceText.Of(minor));
        string named = into.Cell(ProductFields.Currency).ToUpperInvariant();
        if (named.Length == 0)
            Check(into, ProductFields.Currency, currency ?? into.Plan.Currency, PriceText.FaultOf(currency ?? into.Plan.Currency), "Write a code such as USD or EUR");
        else if (currency is not null && currency != named)
            into.Reject(ProductFields.Price, text, $"names another currency than the column '{into.Plan.Columns.ColumnOf(ProductFields.Currency)}', which says {named}", "Let both say the same");
    }

    private static void ReadStock(ReadingProduct into, string text)
    {
        // Shops that sell more than they have write -3; programs that count by weight write 12.0000.
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal pieces)
            && pieces == decimal.Truncate(pieces) && pieces is > -10_000_000 and < 10_000_000)
            into.Set(ProductFields.Stock, Math.Max(0, (int)pieces).ToString(CultureInfo.InvariantCulture));
        else
            into.Reject(ProductFields.Stock, text, "is no number of pieces", "Write a whole number, or leave it empty when stock is not counted");
    }

    // Files of other shops say "none" of a product whose sizes are no variants of their own.
    private static void ReadVariants(ReadingProduct into, string text)
    {
        if (text == VariantReading.None)
            return;
        IReadOnlyList<ProductVariant> variants = VariantText.Read(text, out string? problem);
        Check(into, ProductFields.Variants, problem is null ? VariantText.Write(variants, -1) : text, problem ?? ProductLimits.FaultOf(variants), "Write id;name;sku;price;stock;gtin, separated by |");
    }

    private static void ReadWhole(ReadingProduct into, string field, string text, int lowest, int highest)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest)
            into.Set(field, number.ToString(CultureInfo.InvariantCulture));
        else
            into.Reject(field, text, "is no number in range", string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {lowest} to {highest}"));
    }

    private static void ReadLatex(ReadingProduct into, string text)
    {
        string? read = text.ToLowerInvariant() switch { "yes" or "true" or "1" => "yes", "no" or "false" or "0" => "no", "unknown" => "unknown", _ => null };
        Check(into, ProductFields.LatexFree, read ?? text, read is null ? "is not yes, no or unknown" : null, "Write yes, no or unknown");
    }

    private static void ReadStatus(ReadingProduct into, string text)
    {
        string? read = text.ToLowerInvariant() switch { "published" or "active" => "published", "draft" => "draft", "retired" or "archived" => "retired", _ => null };
        Check(into, ProductFields.Status, read ?? text, read is null ? "is no status" : null, "Write published, draft or retired");
    }

    private static void ReadChoice(ReadingProduct into, string field, string text, IReadOnlyList<string> known)
    {
        string word = text.ToLowerInvariant().Replace(' ', '_');
        Check(into, field, word, known.Contains(word) ? null : "is not a known value", $"Use one of: {string.Join(", ", known)}");
    }

    private static void ReadList(ReadingProduct into, string field, string text, Func<string, string?> read, string problem, string known)
    {
        string? wrong = Items(text).FirstOrDefault(item => read(item) is null);
        Check(into, field, wrong ?? string.Join('|', Items(text).Select(item => read(item)!).Distinct(StringComparer.Ordinal)), wrong is null ? null : problem, $"Use: {known}, separated by |");
    }

    private static void Check(ReadingProduct into, string field, string value, string? problem, string remedy)
    {
        if (problem is null)
            into.Set(field, value);
        else
            into.Reject(field, value, problem, remedy);
    }

    private static string[] Items(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Line ends become one kind; other control characters never belong to a product.
    private static string Clean(string text)
    {
        string lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return lines.Any(c => char.IsControl(c) && c is not '\n' and not '\t') ? string.Concat(lines.Where(c => !char.IsControl(c) || c is '\n' or '\t')) : lines;
    }
}
