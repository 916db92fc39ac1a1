using BackCare.App.Recommend;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;

namespace BackCare.App.Catalog;

/// <summary>What the shop knows of one product, for and against, as its page shows it: on sale or as a draft.</summary>
internal static class ProductFacts
{
    /// <summary>Everything.</summary>
    public static GetProduct.Response Of(ShelfItem item, KnowledgeBase knowledge, string language, string description)
    {
        Product p = item.Product;
        SizeChoice sizes = SizeChoice.Of(p);
        GetProduct.SymptomEvidence[] evidence = [.. item.Rules.OrderBy(Standing).ThenByDescending(r => r.Grade).ThenByDescending(r => r.Relevance)
            .ThenBy(r => r.SymptomId, StringComparer.Ordinal).Select(r => ToPart(r, item, knowledge, language))];
        Contraindication[] limits = [.. knowledge.Rows.Contraindications.Where(c => c.CategoryId == p.CategoryId)
            .OrderByDescending(c => c.Level).ThenBy(c => c.ConditionId, StringComparer.Ordinal)];
        return new GetProduct.Response(
            p.Id, p.Sku, p.Name, p.Brand, p.Maker, p.BrandStatus, item.Category.Id, knowledge.Say(item.Category.Name, language), item.Category.PlanGroup.ToSnake(),
            new PricePart(p.Price.Minor, p.Price.Currency), p.PriceBasis, p.InStock, item.Sizes, sizes.Options, sizes.Note, p.Regions, p.ArchHeight, p.Firmness, p.Activities,
            p.WeightMaxKg, p.Material, p.LatexFree, knowledge.Say(p.Note, language), description, p.Gtin, p.Attributes,
            [.. p.Variants.Select(v => new GetProduct.VariantPart(v.Id, v.Name, v.Sku, new PricePart(v.PriceMinor ?? p.Price.Minor, p.Price.Currency), v.InStock, v.Gtin))],
            [.. p.Pictures.Select(PicturePart.Of)], evidence,
            [.. limits.Select(c => new GetProduct.LimitPart(
                c.ConditionId, knowledge.Say(knowledge.Conditions[c.ConditionId].Description, language), c.Level.ToSnake(), knowledge.Say(c.Reason, language)))],
            Sources([.. p.SourceIds, .. item.Rules.SelectMany(r => r.SourceIds), .. limits.SelectMany(c => c.SourceIds)], knowledge));
    }

    /// <summary>What may help comes first, then what was not shown to, then what to avoid.</summary>
    private static int Standing(EvidenceRule rule) => rule.Effect switch { Effect.Avoid => 2, Effect.NoBenefit => 1, _ => 0 };

    private static GetProduct.SymptomEvidence ToPart(EvidenceRule rule, ShelfItem item, KnowledgeBase knowledge, string language) => new(
        rule.Id, rule.SymptomId, knowledge.Say(knowledge.Symptoms[rule.SymptomId].Name, language), rule.Effect.ToSnake(), rule.Grade.ToSnake(), rule.Role.ToSnake(),
        EvidenceScopes.Of(item, rule, knowledge).ToSnake(), rule.StructureId is { } structure ? knowledge.Say(knowledge.Structures[structure].PlainName, language) : null,
        knowledge.Say(rule.Note, language), rule.SourceIds);

    private static IReadOnlyList<SourcePart> Sources(IEnumerable<string> ids, KnowledgeBase knowledge) =>
    [
        .. ids.Distinct(StringComparer.Ordinal).Where(knowledge.Sources.ContainsKey).Order(StringComparer.Ordinal).Select(id => knowledge.Sources[id])
            .Select(s => new SourcePart(s.Id, s.Citation, s.Url.Length > 0 ? s.Url : null, s.Verified.ToSnake())),
    ];
}
