using BackCare.Domain.Catalog.Files;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Every product can be sold and placed; wording rules do not contradict each other.</summary>
internal static class CatalogRules
{
    private static readonly IReadOnlyList<string> BrandStatuses = ProductWords.BrandStatuses;
    private static readonly IReadOnlyList<string> ArchHeights = ProductWords.ArchHeights;
    private static readonly IReadOnlyList<string> Firmnesses = ProductWords.Firmnesses;

    public static void Check(CheckedTables tables)
    {
        var skus = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (CheckedRow product in tables.Rows(KnowledgeSchema.Products))
        {
            SymptomRules.NotEmpty(product, "regions", "Name at least one region that it is for");
            SymptomRules.OneOf(product, "brand_status", BrandStatuses);
            SymptomRules.OneOf(product, "arch_height", ArchHeights);
            SymptomRules.OneOf(product, "firmness", Firmnesses);
            if (product["sku"].Length > 0 && !skus.TryAdd(product["sku"], product.Line))
                product.Note("sku", FormattableString.Invariant($"is the SKU of line {skus[product["sku"]]} already"), "Give every product its own SKU");
        }

        var phrases = new Dictionary<(string, string), int>();
        foreach (CheckedRow wording in tables.Rows("claims_wording"))
        {
            (string, string) key = (FoldedText.Of(wording["phrase"]), wording["scope"]);
            if (!phrases.TryAdd(key, wording.Line))
                wording.Note("phrase", FormattableString.Invariant($"stands in line {phrases[key]} already"), "Keep one");
        }

        foreach (CheckedRow source in tables.Rows("sources"))
        {
            if (source["url"] is { Length: > 0 } url and not KnowledgeReader.NoUrl && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http"))
                source.Note("url", "is not a web address", "Write https://…, or n/a where there is none");
        }
    }
}
