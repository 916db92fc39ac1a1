using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;

namespace BackCare.Domain.Candidates;

/// <summary>The score from the graph alone. Formula and numbers: knowledge README, section 2.</summary>
public static class KnowledgeScore
{
    /// <summary>G: how far a grade is trusted.</summary>
    public static double OfGrade(EvidenceGrade grade) => grade switch
    {
        EvidenceGrade.Strong => 1,
        EvidenceGrade.Moderate => 0.8,
        EvidenceGrade.Limited => 0.55,
        _ => 0.35,
    };

    /// <summary>E: what an effect is worth. <see cref="Effect.Avoid"/> is worth nothing here and removes the product elsewhere.</summary>
    public static double OfEffect(Effect effect) => effect switch
    {
        Effect.Helps => 1,
        Effect.MayHelp => 0.8,
        Effect.ComfortOnly => 0.4,
        Effect.Enabler => 0.3,
        _ => 0,
    };

    /// <summary>relevance × G × E of a rule, in [0, 1].</summary>
    public static double OfRule(EvidenceRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Relevance * OfGrade(rule.Grade) * OfEffect(rule.Effect);
    }

    /// <summary>One more independent reason: 1 − (1 − a)(1 − b).</summary>
    public static double NoisyOr(double a, double b) => 1 - (1 - a) * (1 - b);
}
