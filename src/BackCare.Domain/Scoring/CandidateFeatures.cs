using BackCare.Domain.Candidates;
using BackCare.Domain.Explain;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Scoring;

/// <summary>Every model input: what the request tells, then what shoppers did before (<see cref="StatisticsFeatures"/>). The position is none.</summary>
internal static class CandidateFeatures
{
    /// <summary>Column of <c>knowledge_score</c>.</summary>
    public const int KnowledgeScoreColumn = 0;

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("knowledge_score", "probability", 0, 1, "", c => (float)c.Candidate.KnowledgeScore) { IsOfGroup = true },
        new("link_confidence_max", "probability", 0, 1, "", c => (float)Highest(c.Candidate.Serves)) { IsOfGroup = true },
        new("link_confidence_sum", "sum of probabilities", 0, 60, "", c => (float)Sum(c.Candidate.Serves)) { IsOfGroup = true },
        new("symptoms_served", "count", 1, 60, "", c => c.Candidate.Serves.Count) { IsOfGroup = true },
        new("is_chain", "0 or 1", 0, 1, "", c => c.Candidate.Via == Via.Chain ? 1 : 0) { IsOfGroup = true },
        new("chain_share", "share", 0, 1, "no chain walked: a direct hit", c => (float)(c.Candidate.Best.Reached?.Share ?? double.NaN)) { IsOfGroup = true },
        new("chain_hops", "links", 0, 2, "no chain walked: a direct hit", c => c.Candidate.Best.Reached?.Hops ?? float.NaN) { IsOfGroup = true },
        new("relevance", "editorial weight", 0, 1, "", c => (float)c.Candidate.Best.Rule.Relevance) { IsOfGroup = true },
        new("evidence_grade", "ordinal, 0 opinion to 3 strong", 0, 3, "", c => (float)c.Candidate.Best.Rule.Grade) { IsOfGroup = true },
        new("evidence_effect", "worth E", 0, 1, "", c => (float)KnowledgeScore.OfEffect(c.Candidate.Best.Rule.Effect)) { IsOfGroup = true },
        new("evidence_role", "ordinal, 0 comfort to 2 primary", 0, 2, "", c => Role(c.Candidate.Best.Rule.Role)) { IsOfGroup = true },
        new("evidence_scope", "ordinal, 0 none to 3 this product", 0, 3, "",
            c => (float)EvidenceScopes.Of(c.Candidate.Item, c.Candidate.Best.Rule, c.Shelf.Knowledge)),
        new("negative_evidence", "0 or 1", 0, 1, "", c => c.Candidate.HasNegativeEvidence ? 1 : 0) { IsOfGroup = true },
        new("plan_group", "0 support, 1 stretch, 2 strengthen, 3 recover", 0, 3, "", c => (float)c.Candidate.Item.Category.PlanGroup) { IsOfGroup = true },
        new("severity", "0 to 10", 0, 10, "not told", c => c.Understanding.Severity ?? c.Shopper.Severity ?? float.NaN) { IsOfReport = true },
        new("duration_log", "ln(1 + days)", 0, 12, "not told", c => Log1P(c.Understanding.DurationDays ?? c.Shopper.DurationDays)) { IsOfReport = true },
        new("qualifiers_matched", "count", 0, 38, "", c => c.Understanding.Qualifiers.Count(c.Candidate.Best.Symptom.Qualifiers.Contains)) { IsOfGroup = true },
        new("in_the_morning", "0 or 1", 0, 1, "", c => Has(c, "first_step_morning")) { IsOfReport = true },
        new("when_standing", "0 or 1", 0, 1, "", c => Has(c, "standing_all_day")) { IsOfReport = true },
        new("when_running", "0 or 1", 0, 1, "", c => Has(c, "after_running")) { IsOfReport = true },
        new("activity_match", "0 or 1", 0, 1, "no activity told, or the product is for none", ActivityMatch),
        new("size_known_to_fit", "1", 1, 1, "shopper's or product's sizes not known",
            c => c.Shopper.ShoeSizeEu is not null && c.Candidate.Item.FittingSizes is not null ? 1 : float.NaN),
        new("arch_match", "0 or 1", 0, 1, "no arch complaint, or the product has no arch height", ArchMatch),
        new("price_log", "ln(minor units)", 0, 20, "", c => (float)Math.Log(Math.Max(1, c.Candidate.Product.Price.Minor))),
        new("price_to_median", "ratio", 0, 1000, "", c => (float)(c.Candidate.Product.Price.Minor / c.MedianPriceMinor)),
        new("in_stock", "0 or 1", 0, 1, "", c => c.Candidate.Product.InStock ? 1 : 0),
        new("for_sale", "0 or 1", 0, 1, "", c => c.Candidate.IsForSale ? 1 : 0),
        .. StatisticsFeatures.All,
    ];

    private static double Highest(IReadOnlyList<LinkedSymptom> serves)
    {
        double highest = serves[0].Confidence;
        for (int i = 1; i < serves.Count; i++)
            highest = Math.Max(highest, serves[i].Confidence);
        return highest;
    }

    private static double Sum(IReadOnlyList<LinkedSymptom> serves)
    {
        double sum = 0;
        for (int i = 0; i < serves.Count; i++)
            sum += serves[i].Confidence;
        return sum;
    }

    private static float Role(EvidenceRole role) => role switch
    {
        EvidenceRole.Primary => 2,
        EvidenceRole.Adjunct => 1,
        _ => 0,
    };

    private static float Log1P(int? days) => days is { } known ? (float)Math.Log(1 + Math.Max(0, known)) : float.NaN;

    private static float Has(FeatureContext context, string qualifier) => context.Understanding.Qualifiers.Contains(qualifier) ? 1 : 0;

    private static float ActivityMatch(FeatureContext context)
    {
        string? activity = context.Understanding.Activity ?? context.Shopper.Activity;
        IReadOnlyList<string> made = context.Candidate.Product.Activities;
        return string.IsNullOrEmpty(activity) || made.Count == 0 ? float.NaN : made.Contains(activity, StringComparer.OrdinalIgnoreCase) ? 1 : 0;
    }

    private static float ArchMatch(FeatureContext context)
    {
        string? wanted = null;
        foreach (LinkedSymptom symptom in context.Understanding.Symptoms)
            wanted ??= symptom.SymptomId switch { "flat_feet" => "low", "high_arches" => "high", _ => null };
        string arch = context.Candidate.Product.ArchHeight;
        return wanted is null || arch is not ("low" or "neutral" or "high") ? float.NaN : arch == wanted ? 1 : 0;
    }
}
