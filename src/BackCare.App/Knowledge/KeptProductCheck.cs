using BackCare.App.Data;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Knowledge;

/// <summary>Whether products that the desk made or changed still fit the knowledge that an import brings: everything they name is there, and their SKUs are theirs.</summary>
/// <remarks>What else a product needs is the desk's to decide: a product of another brand states less than the files must.</remarks>
internal static class KeptProductCheck
{
    /// <summary>Every name that leads nowhere.</summary>
    /// <param name="kept">Products that the import leaves as they are; removed ones do not count.</param>
    /// <param name="overrides">What they state of single symptoms.</param>
    /// <param name="tables">The tables as the database would hold them.</param>
    public static IEnumerable<KnowledgeProblem> Run(IReadOnlyList<StoredProduct> kept, IReadOnlyList<EvidenceOverride> overrides, IReadOnlyList<KnowledgeTable> tables)
    {
        HashSet<string> categories = Keys("categories"), sources = Keys("sources"), symptoms = Keys("symptoms"), structures = Keys("structures");
        KnowledgeTable products = tables.Single(t => t.Name == KnowledgeSchema.Products);
        int sku = products.Columns.ToList().IndexOf("sku");
        Dictionary<string, string> skus = products.Rows.GroupBy(r => r.Cells[sku], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Key, StringComparer.OrdinalIgnoreCase);
        KnowledgeTable rules = tables.Single(t => t.Name == "evidence_rules");
        int profile = rules.Columns.ToList().IndexOf("evidence_profile");
        HashSet<string> profiles = [.. rules.Rows.Select(r => r.Cells[profile])];
        foreach (StoredProduct p in kept)
        {
            if (p.EvidenceProfile.Length > 0 && !profiles.Contains(p.EvidenceProfile))
                yield return Of(p.Id, "evidence_profile", p.EvidenceProfile, "has no rule in evidence_rules.csv");
            if (p.CategoryId.Length > 0 && !categories.Contains(p.CategoryId))
                yield return Of(p.Id, "category_id", p.CategoryId, "is not in categories.csv");
            if (skus.TryGetValue(p.Sku, out string? other))
                yield return Of(p.Id, "sku", p.Sku, $"is the SKU of '{other}' in products.csv");
            foreach (string source in StoredProduct.Split(p.SourceIds).Where(s => !sources.Contains(s)))
                yield return Of(p.Id, "source_ids", source, "is not in sources.csv");
        }

        HashSet<string> ids = [.. kept.Select(p => p.Id)];
        foreach (EvidenceOverride o in overrides.Where(o => ids.Contains(o.ProductId)))
        {
            if (!symptoms.Contains(o.SymptomId))
                yield return Of(o.ProductId, "override", o.SymptomId, "is not in symptoms.csv");
            if (o.StructureId is { } structure && !structures.Contains(structure))
                yield return Of(o.ProductId, "override", structure, "is not in structures.csv");
            foreach (string source in StoredProduct.Split(o.SourceIds).Where(s => !sources.Contains(s)))
                yield return Of(o.ProductId, "override", source, "is not in sources.csv");
        }

        HashSet<string> Keys(string table) => [.. tables.Single(t => t.Name == table).Rows.Select(r => r.Key)];
    }

    private static KnowledgeProblem Of(string product, string column, string value, string problem) =>
        new("products of the desk", 0, column, value, $"{problem}, but the product '{product}' names it", "Keep it in the files, or edit the product on the desk first");
}
