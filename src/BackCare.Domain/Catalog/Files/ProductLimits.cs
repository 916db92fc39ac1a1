using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>What the fields of a product may hold, for files and for the desk's form alike, so that the editor can save whatever an import brought.</summary>
public static class ProductLimits
{
    /// <summary>Most variants of one product.</summary>
    public const int MostVariants = 500;

    /// <summary>Most attributes of one product.</summary>
    public const int MostAttributes = 40;

    /// <summary>Longest key of a variant and longest name of an attribute, letters.</summary>
    public const int LongestKey = 80;

    /// <summary>Longest name of a variant, letters.</summary>
    public const int LongestVariantName = 200;

    /// <summary>Longest value of an attribute, letters.</summary>
    public const int LongestAttribute = 200;

    /// <summary>Longest name of an activity, letters.</summary>
    public const int LongestActivity = 60;

    /// <summary>Most pieces in stock.</summary>
    public const int MostStock = 10_000_000;

    /// <summary>Most letters of a field that is one text.</summary>
    public static int Longest(string field) => ProductFields.ByName[field].Longest;

    /// <summary>True for what names a variant or an attribute: small letters, digits, underscores and dashes, beginning with a letter or digit.</summary>
    public static bool IsKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= LongestKey && text[0] is not ('_' or '-') && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
    }

    /// <summary>True when the check digit fits: digits weighed 3 and 1 from the right sum to a multiple of ten (GS1 General Specifications, 7.9).</summary>
    public static bool IsGtin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is 8 or 12 or 13 or 14 && text.All(char.IsAsciiDigit)
            && text.Select((c, i) => (c - '0') * ((text.Length - i) % 2 == 0 ? 3 : 1)).Sum() % 10 == 0;
    }

    /// <summary>What a file's variants have wrong, as the end of a sentence about them; null when nothing is. Ids and units may still be missing.</summary>
    public static string? FaultOf(IReadOnlyList<ProductVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        if (variants.Count > MostVariants)
            return string.Create(CultureInfo.InvariantCulture, $"has more than {MostVariants} variants");
        HashSet<string> ids = new(StringComparer.Ordinal), names = new(StringComparer.OrdinalIgnoreCase), skus = new(StringComparer.OrdinalIgnoreCase);
        foreach (ProductVariant v in variants)
        {
            string named = FileProblem.Short(v.Name);
            string? fault =
                v.Id.Length > 0 && !IsKey(v.Id) ? $"has the variant id '{FileProblem.Short(v.Id)}', which is not small letters, digits, dashes and underscores"
                : v.Id.Length > 0 && !ids.Add(v.Id) ? $"has two variants with the id '{v.Id}'"
                : v.Name.Length > LongestVariantName || v.Name.Any(char.IsControl) ? $"has the variant name '{named}', which is longer than {LongestVariantName} letters or has a line break"
                : !names.Add(v.Name) ? $"has two variants called '{named}'"
                : v.Sku.Length > Longest(ProductFields.Sku) ? $"has the variant SKU '{FileProblem.Short(v.Sku)}', which is longer than {Longest(ProductFields.Sku)} letters"
                : v.Sku.Length > 0 && !skus.Add(v.Sku) ? $"has two variants with the SKU '{v.Sku}'"
                : v.PriceMinor is <= 0 or > PriceText.TooMuch ? $"has the variant '{named}' at the price '{PriceText.Of(v.PriceMinor.Value)}'"
                : v.StockQuantity > MostStock ? $"has a variant whose stock is '{v.StockQuantity.Value.ToString(CultureInfo.InvariantCulture)}'"
                : v.Gtin.Length > 0 && !IsGtin(v.Gtin) ? $"has the GTIN '{FileProblem.Short(v.Gtin)}' on the variant '{named}', which is not 8, 12, 13 or 14 digits with a check digit that fits"
                : null;
            if (fault is not null)
                return fault;
        }

        return null;
    }

    /// <summary>What a file's attributes have wrong; null when nothing is.</summary>
    public static string? FaultOf(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.Count > MostAttributes)
            return string.Create(CultureInfo.InvariantCulture, $"has more than {MostAttributes} attributes");
        if (attributes.Keys.FirstOrDefault(name => !IsKey(name)) is { } wrong)
            return $"names the attribute '{FileProblem.Short(wrong)}', which is not small letters, digits, dashes and underscores";
        return attributes.FirstOrDefault(a => a.Value.Length > LongestAttribute || a.Value.Any(char.IsControl)).Key is { } longer
            ? string.Create(CultureInfo.InvariantCulture, $"has a value of '{longer}' that is longer than {LongestAttribute} letters or has a line break") : null;
    }
}
