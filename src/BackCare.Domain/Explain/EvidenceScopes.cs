using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Explain;

/// <summary>Derives what was tested for a product link: this product, its kind, only the exercise, or nothing.</summary>
/// <remarks>Over the 661 derived links of the seed the rule gives 2, 328, 256 and 75, the counts of the knowledge README, section 2.</remarks>
public static class EvidenceScopes
{
    private const string ExpertOpinion = "EXPERT_OPINION";

    /// <summary>The scope of a rule for a product.</summary>
    public static EvidenceScope Of(ShelfItem item, EvidenceRule rule, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(knowledge);
        if (item.Product.SourceIds.Count > 0 && IsTested(item.Product.SourceIds, rule, knowledge))
            return EvidenceScope.ProductSpecific;
        bool tool = item.Category.PlanGroup is PlanGroup.Stretch or PlanGroup.Strengthen && rule.Effect != Effect.ComfortOnly;
        if (tool && item.ExerciseWasTested)
            return EvidenceScope.ExerciseNotTool;
        return IsOpinion(rule) ? EvidenceScope.None : EvidenceScope.ProductType;
    }

    /// <summary>True when at least one rule rests on more than opinion.</summary>
    public static bool ExerciseWasTested(IReadOnlyList<EvidenceRule> rules) => rules.Any(r => r.SourceIds.Any(id => id != ExpertOpinion));

    private static bool IsTested(IReadOnlyList<string> ownSources, EvidenceRule rule, KnowledgeBase knowledge) =>
        rule.SourceIds.Any(id => ownSources.Contains(id) && IsTrial(knowledge.Sources.GetValueOrDefault(id)));

    private static bool IsOpinion(EvidenceRule rule)
    {
        for (int i = 0; i < rule.SourceIds.Count; i++)
        {
            if (rule.SourceIds[i] != ExpertOpinion)
                return false;
        }

        return true;
    }

    private static bool IsTrial(Source? source) => source?.Kind is "rct" or "trial";
}
