using System.Globalization;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Turns the rows of one product into its fields, and notes every value that is not what its field holds.</summary>
public static class ProductReading
{
    /// <summary>Most letters of an id.</summary>
    private const int LongestId = 120;

    /// <summary>Reads one product.</summary>
    public static FileProduct Read(FilePlan plan, FileRows rows)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rows);
        var into = new ReadingProduct(plan, rows);
        Identify(into);
        foreach (ProductField field in ProductFields.All)
        {
            if (field.Kept && field.Name != ProductFields.Id && rows.Cells.TryGetValue(field.Name, out string? cell))
                FieldReading.Read(into, field, cell);
        }

        Describe(into);
        Place(into);
        FromVariants(into);
        Publish(into);
        return into.Done(string.Join(' ', Hints(rows)));
    }

    /// <summary>A text as an id: small letters, digits and dashes; empty when nothing of it can stay.</summary>
    public static string Slug(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || (c == '_' && slug.Length > 0))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] is not '-' && c is not '\'' and not '’' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                slug.Append('-');
        }

        string trimmed = slug.ToString().Trim('-', '_');
        return trimmed.Length > LongestId ? trimmed[..LongestId].Trim('-', '_') : trimmed;
    }

    private static void Identify(ReadingProduct into)
    {
        string id = into.Cell(ProductFields.Id);
        if (id.Length == 0)
            return;
        string slug = Slug(id);
        if (slug.Length == 0 || (slug != id && into.Plan.Format == FileFormat.BackCare))
            into.Reject(ProductFields.Id, id, "is no id of small letters, digits, dashes and underscores", slug.Length > 0 ? $"Write {slug}" : "Write one such as heel-cup-soft");
        else
            into.Set(ProductFields.Id, slug);
    }

    private static void Describe(ReadingProduct into)
    {
        if (into.Has(ProductFields.Description))
            return;
        string[] parts = [.. new[] { ProductFields.ShortDescription, ProductFields.HtmlDescription }.Where(into.HasColumn).Select(f => HtmlText.Read(into.Cell(f)))];
        if (parts.Length > 0)
            FieldReading.Read(into, ProductFields.ByName[ProductFields.Description], string.Join('\n', parts.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)));
    }

    // A shop's own category often means nothing here; then it is only a hint for the suggestion.
    private static void Place(ReadingProduct into)
    {
        if (!into.Has(ProductFields.CategoryId) && into.Cell(ProductFields.CategoryName) is { Length: > 0 } name && into.Plan.Terms.CategoryOf(name) is { } category)
            into.Set(ProductFields.CategoryId, category);
    }

    private static void FromVariants(ReadingProduct into)
    {
        IReadOnlyList<FileVariant> variants = into.Rows.Variants;
        foreach (FileVariant variant in variants)
            VariantReading.Check(into, variant);
        if (variants.Count == 0)
            return;
        if (!into.Has(ProductFields.Sku) && variants.FirstOrDefault(v => v.Sku.Length > 0) is { } first)
            into.Set(ProductFields.Sku, first.Sku);
        if (!into.Has(ProductFields.Price) && into.HasColumn(into.Plan.Format == FileFormat.Shopify ? ProductFields.VariantPrice : ProductFields.Price))
            VariantReading.TakeLowestPrice(into);
        bool own = into.Cell(ProductFields.Variants) != VariantReading.None && variants.Any(v => v.Label.Length > 0);
        if (own)
            VariantReading.Take(into);
        else
            VariantReading.TakeAsOne(into);
    }

    private static void Publish(ReadingProduct into)
    {
        if (into.Has(ProductFields.Status))
            return;
        string status = into.Cell(ProductFields.ShopStatus).ToLowerInvariant(), published = into.Cell(ProductFields.Published).ToLowerInvariant();
        bool hidden = into.Cell(ProductFields.Visibility).Equals("hidden", StringComparison.OrdinalIgnoreCase);
        if (status.Length == 0 && published.Length == 0)
            return;
        if (status is not ("" or "active" or "draft" or "archived" or "unlisted"))
            into.Reject(ProductFields.ShopStatus, status, "is no status", "Write active, draft or archived");
        else
            into.Set(ProductFields.Status, status == "archived" ? "retired" : status is "draft" or "unlisted" || hidden || published is "false" or "0" or "-1" or "no" ? "draft" : "published");
    }

    private static IEnumerable<string> Hints(FileRows rows) =>
        new[] { ProductFields.CategoryName, ProductFields.Tags }.Select(f => rows.Cells.GetValueOrDefault(f, "")).Where(h => h.Length > 0);
}
