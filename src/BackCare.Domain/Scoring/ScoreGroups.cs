using System.Collections.Frozen;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Scoring;

/// <summary>What a part of a score is about, for people.</summary>
public enum ScoreGroup
{
    /// <summary>What the shopper reported.</summary>
    Complaint,

    /// <summary>What is known of the product for it.</summary>
    Evidence,

    /// <summary>Whether it fits the shopper.</summary>
    Fit,

    /// <summary>Price and stock.</summary>
    Offer,

    /// <summary>What other shoppers did.</summary>
    Shoppers,

    /// <summary>What this shopper did.</summary>
    Visitor,

    /// <summary>What every product of such a list starts from.</summary>
    Start,

    /// <summary>The shop's own rules, and the rule that chain items stand below direct ones.</summary>
    Rules,
}

/// <summary>Which group a feature belongs to, and its name for people.</summary>
internal static class ScoreGroups
{
    private static readonly FrozenDictionary<string, ScoreGroup> ByFeature = new (ScoreGroup Group, string[] Features)[]
    {
        (ScoreGroup.Complaint,
            ["link_confidence_max", "link_confidence_sum", "symptoms_served", "severity", "duration_log", "qualifiers_matched", "in_the_morning", "when_standing", "when_running"]),
        (ScoreGroup.Evidence,
            ["knowledge_score", "is_chain", "chain_share", "chain_hops", "relevance", "evidence_grade", "evidence_effect", "evidence_role", "evidence_scope", "negative_evidence", "plan_group"]),
        (ScoreGroup.Fit, ["activity_match", "size_known_to_fit", "arch_match"]),
        (ScoreGroup.Offer, ["price_log", "price_to_median", "in_stock", "for_sale"]),
        (ScoreGroup.Shoppers,
            ["impressions_log", "click_rate", "cart_rate", "purchase_rate", "symptom_impressions_log", "symptom_click_rate", "symptom_cart_rate", "symptom_purchase_rate", "days_listed_log", "rating", "reviews_log"]),
        (ScoreGroup.Visitor, ["co_view", "co_purchase", "familiarity"]),
    }.SelectMany(g => g.Features, (g, feature) => (feature, g.Group)).ToFrozenDictionary(p => p.feature, p => p.Group, StringComparer.Ordinal);

    /// <summary>The group of a feature.</summary>
    public static ScoreGroup Of(string feature) => ByFeature[feature];

    /// <summary>A group's name: Spanish for es, else English.</summary>
    public static string Name(ScoreGroup group, string? language)
    {
        bool spanish = EmergencyActions.IsSpanish(language);
        return group switch
        {
            ScoreGroup.Complaint => spanish ? "lo que usted contó" : "what you told",
            ScoreGroup.Evidence => spanish ? "lo que se sabe del producto" : "what is known of the product",
            ScoreGroup.Fit => spanish ? "si le queda bien" : "whether it fits you",
            ScoreGroup.Offer => spanish ? "precio y existencias" : "price and stock",
            ScoreGroup.Shoppers => spanish ? "lo que hicieron otras personas" : "what other shoppers did",
            ScoreGroup.Visitor => spanish ? "lo que usted vio o compró" : "what you looked at or bought",
            ScoreGroup.Start => spanish ? "punto de partida de toda lista" : "where every list starts",
            _ => spanish ? "reglas de la tienda y del orden" : "rules of the shop and of the order",
        };
    }
}
