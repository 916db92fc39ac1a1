using BackCare.App.Data;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.App.Knowledge;

/// <summary>A name in a product that leads nowhere.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Column">Where it names it.</param>
/// <param name="Value">The name.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Table">The table where it should be.</param>
internal sealed record LostName(string ProductId, string Column, string Value, string Problem, string Table)
{
    /// <summary>For whoever brings files.</summary>
    public KnowledgeProblem ToKnowledgeProblem() => new(
        "products of the desk", 0, Column, Value, $"{Problem} {Table}.csv, but the product '{ProductId}' names it", "Keep it in the files, or edit the product on the desk first");

    /// <summary>For whoever edits rows.</summary>
    public DraftProblem ToDraftProblem() => new(
        KnowledgeSchema.Products, ProductId, Column, Value, $"{Problem} {Table}, but the product '{ProductId}' names it", "Keep it, or edit the product in the catalogue first");
}

/// <summary>Whether products that the desk made or changed still fit the knowledge that an import or an editor brings: everything they name is there, and their SKUs are theirs.</summary>
/// <remarks>What else a product needs is the desk's to decide: a product of another brand states less than the files must.</remarks>
internal static class KeptProductCheck
{
    /// <summary>Every name that leads nowhere, and every SKU that is another product's.</summary>
    /// <param name="kept">Products that the import leaves as they are; removed ones do not count.</param>
    /// <param name="overrides">What they state of single symptoms.</param>
    /// <param name="tables">The tables as the database would hold them.</param>
    public static IEnumerable<KnowledgeProblem> Run(IReadOnlyList<StoredProduct> kept, IReadOnlyList<EvidenceOverride> overrides, IReadOnlyList<KnowledgeTable> tables)
    {
        KnowledgeTable products = tables.Single(t => t.Name == KnowledgeSchema.Products);
        int sku = products.Columns.ToList().IndexOf("sku");
        Dictionary<string, string> skus = products.Rows.GroupBy(r => r.Cells[sku], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Key, StringComparer.OrdinalIgnoreCase);
        HashSet<string> ids = [.. kept.Select(p => p.Id)];
        return
        [
            .. Names(kept, [.. overrides.Where(o => ids.Contains(o.ProductId))], tables).Select(n => n.ToKnowledgeProblem()),
            .. from p in kept
               where skus.ContainsKey(p.Sku)
               select new LostName(p.Id, "sku", p.Sku, $"is the SKU of '{skus[p.Sku]}' in", KnowledgeSchema.Products).ToKnowledgeProblem(),
        ];
    }

    /// <summary>Every name that leads nowhere.</summary>
    /// <param name="products">Products; what one does not name is not missed.</param>
    /// <param name="overrides">What products state of single symptoms.</param>
    /// <param name="tables">The knowledge tables.</param>
    public static IEnumerable<LostName> Names(IReadOnlyList<StoredProduct> products, IReadOnlyList<EvidenceOverride> overrides, IReadOnlyList<KnowledgeTable> tables)
    {
        HashSet<string> categories = Keys("categories"), sources = Keys("sources"), symptoms = Keys("symptoms"), structures = Keys("structures");
        KnowledgeTable rules = tables.Single(t => t.Name == "evidence_rules");
        int profile = rules.Columns.ToList().IndexOf("evidence_profile");
        HashSet<string> profiles = [.. rules.Rows.Select(r => r.Cells[profile])];
        foreach (StoredProduct p in products)
        {
            if (p.EvidenceProfile.Length > 0 && !profiles.Contains(p.EvidenceProfile))
                yield return new LostName(p.Id, "evidence_profile", p.EvidenceProfile, "has no rule in", "evidence_rules");
            if (p.CategoryId.Length > 0 && !categories.Contains(p.CategoryId))
                yield return Missing(p.Id, "category_id", p.CategoryId, "categories");
            foreach (string source in StoredProduct.Split(p.SourceIds).Where(s => !sources.Contains(s)))
                yield return Missing(p.Id, "source_ids", source, "sources");
        }

        foreach (EvidenceOverride o in overrides)
        {
            if (!symptoms.Contains(o.SymptomId))
                yield return Missing(o.ProductId, "override", o.SymptomId, "symptoms");
            if (o.StructureId is { } structure && !structures.Contains(structure))
                yield return Missing(o.ProductId, "override", structure, "structures");
            foreach (string source in StoredProduct.Split(o.SourceIds).Where(s => !sources.Contains(s)))
                yield return Missing(o.ProductId, "override", source, "sources");
        }

        HashSet<string> Keys(string table) => [.. tables.Single(t => t.Name == table).Rows.Select(r => r.Key)];
    }

    private static LostName Missing(string product, string column, string value, string table) => new(product, column, value, "is not in", table);
}
