using System.Collections.Frozen;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Safety;

/// <summary>Which categories the shopper's conditions limit.</summary>
internal sealed class ContraindicationTable
{
    /// <summary>Conditions that hold per product and are looked at there: <see cref="ProductSuitability"/>.</summary>
    public const string OverWeightRating = "over_weight_rating", LatexAllergy = "latex_allergy", ChildGrowing = "child_growing";

    private readonly FrozenDictionary<string, Contraindication[]> byCondition;
    private readonly FrozenDictionary<string, string[]> conditionsOfFlag;

    public ContraindicationTable(KnowledgeBase knowledge)
    {
        byCondition = knowledge.Rows.Contraindications.GroupBy(c => c.ConditionId, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        conditionsOfFlag = knowledge.Rows.Conditions.Where(c => c.RedFlagId is not null).GroupBy(c => c.RedFlagId!, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(c => c.Id).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Conditions given by the shopper, set by danger signs, or plain from the age.</summary>
    public HashSet<string> Conditions(ShopperContext context, IEnumerable<string> flags)
    {
        var conditions = new HashSet<string>(context.Conditions, StringComparer.Ordinal);
        foreach (string flag in flags)
        {
            if (conditionsOfFlag.TryGetValue(flag, out string[]? set))
                conditions.UnionWith(set);
        }

        if (context.Age < SafetyGate.AdultFrom)
            conditions.Add(ChildGrowing);
        return conditions;
    }

    /// <summary>The strictest limit per category; equal ones are joined into one reason.</summary>
    public Dictionary<string, CategoryLimit> Limits(IReadOnlySet<string> conditions, IEnumerable<CategoryLimit> fromFlags)
    {
        var limits = new Dictionary<string, CategoryLimit>(StringComparer.Ordinal);
        foreach (CategoryLimit limit in fromFlags)
            Add(limits, limit);
        foreach (string condition in conditions.Order(StringComparer.Ordinal))
        {
            foreach (Contraindication row in byCondition.GetValueOrDefault(condition, []))
            {
                if (!ProductSuitability.IsPerProduct(row.CategoryId, condition))
                    Add(limits, new CategoryLimit(row.CategoryId, row.Level, row.Reason, condition));
            }
        }

        return limits;
    }

    /// <summary>The row for a category and a condition; null when the table has none.</summary>
    public Contraindication? Row(string categoryId, string condition) =>
        byCondition.GetValueOrDefault(condition, []).FirstOrDefault(c => c.CategoryId == categoryId);

    private static void Add(Dictionary<string, CategoryLimit> limits, CategoryLimit limit) =>
        limits[limit.CategoryId] = limits.TryGetValue(limit.CategoryId, out CategoryLimit? known) ? Strictest(known, limit) : limit;

    /// <summary>The stricter of two limits; of equal ones both reasons.</summary>
    public static CategoryLimit Strictest(CategoryLimit a, CategoryLimit b)
    {
        if (a.Level != b.Level)
            return a.Level > b.Level ? a : b;
        return a.Reason == b.Reason ? a : a with { Reason = $"{a.Reason}; {b.Reason}", Because = $"{a.Because}, {b.Because}" };
    }
}
