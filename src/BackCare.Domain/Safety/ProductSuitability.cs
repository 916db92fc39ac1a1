using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Safety;

/// <summary>What limits one product for one shopper: the limits of its category, and those that depend on the product itself.</summary>
/// <remarks>Immutable and safe for many threads.</remarks>
public sealed class ProductSuitability
{
    /// <summary>Condition by which a shopper declares that a clinician measured the leg-length difference.</summary>
    public const string MeasuredLegLength = "measured_leg_length";

    private const string UnmeasuredLegLength = "unmeasured_leg_length", HeelLifts = "heel_lifts";
    private readonly ContraindicationTable table;

    /// <summary>Prepares the table of a knowledge base.</summary>
    public ProductSuitability(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        table = new ContraindicationTable(knowledge);
    }

    /// <summary>True for the rows of the contraindication table that hold for some products of the category only.</summary>
    internal static bool IsPerProduct(string categoryId, string condition) =>
        condition == ContraindicationTable.LatexAllergy || (condition == ContraindicationTable.ChildGrowing && categoryId == HeelLifts);

    /// <summary>The strictest limit by conditions and danger signs; null when nothing limits the product. Body weight is <see cref="ForWeight"/>.</summary>
    public CategoryLimit? For(ShelfItem item, SafetyVerdict verdict, string? language)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(verdict);
        verdict.Limits.TryGetValue(item.Category.Id, out CategoryLimit? limit);
        if (verdict.Conditions.Contains(ContraindicationTable.LatexAllergy))
            limit = Stricter(limit, Latex(item.Product, language));
        if (item.IsOneSidedLift)
            limit = Stricter(limit, OneSidedLift(verdict));
        return limit;
    }

    /// <summary>The limit for a shopper above the product's rating; null at or below it, and when weight or rating is not known.</summary>
    /// <remarks>Where the table has no row for the category, a printed rating is still the maker's limit and blocks.</remarks>
    public CategoryLimit? ForWeight(ShelfItem item, double? weightKg)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (weightKg is not { } weight || item.Product.WeightMaxKg is not { } rating || weight <= rating)
            return null;
        Contraindication? row = table.Row(item.Category.Id, ContraindicationTable.OverWeightRating);
        return new CategoryLimit(item.Category.Id, row?.Level ?? ContraindicationLevel.Block, row?.Reason ?? "Above the maker's weight rating",
            ContraindicationTable.OverWeightRating);
    }

    // Natural rubber itself is blocked whatever its category; where latex is not known the shopper must check the label.
    // A latex-free product keeps the cautions of its category (they speak of neoprene and glue too) but not its block.
    private CategoryLimit? Latex(Product product, string? language)
    {
        Contraindication? row = table.Row(product.CategoryId, ContraindicationTable.LatexAllergy);
        if (product.LatexFree == false)
            return Limit(ContraindicationLevel.Block, EmergencyActions.IsSpanish(language) ? "Contiene látex" : "Contains latex");
        if (row is not null && (product.LatexFree is null || row.Level != ContraindicationLevel.Block))
            return Limit(row.Level, row.Reason);
        if (product.LatexFree is not null)
            return null;
        return Limit(ContraindicationLevel.Caution,
            EmergencyActions.IsSpanish(language) ? "No se sabe si contiene látex: revise la etiqueta" : "Latex content not known: check the label");

        CategoryLimit Limit(ContraindicationLevel level, string reason) => new(product.CategoryId, level, reason, ContraindicationTable.LatexAllergy);
    }

    private CategoryLimit? OneSidedLift(SafetyVerdict verdict)
    {
        CategoryLimit? limit = null;
        if (verdict.Conditions.Contains(ContraindicationTable.ChildGrowing))
            limit = Of(table.Row(HeelLifts, ContraindicationTable.ChildGrowing));
        if (!verdict.Conditions.Contains(MeasuredLegLength))
            limit = Stricter(limit, Of(table.Row(HeelLifts, UnmeasuredLegLength)));
        return limit;

        static CategoryLimit? Of(Contraindication? row) => row is null ? null : new CategoryLimit(row.CategoryId, row.Level, row.Reason, row.ConditionId);
    }

    private static CategoryLimit? Stricter(CategoryLimit? a, CategoryLimit? b) =>
        a is null ? b : b is null ? a : ContraindicationTable.Strictest(a, b);
}
