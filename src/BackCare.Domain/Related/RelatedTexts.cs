using BackCare.Domain.Explain;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Related;

/// <summary>Sentences on why a product stands beside others. {0} is a symptom, structure or category.</summary>
internal sealed record RelatedTexts(
    string OpenedTogether, string BoughtTogether, string SameSymptom, string SameStructure, string SameCategory, string SamePlanGroup, string Shoppers, string Knowledge,
    ReasonTexts Names)
{
    private static readonly RelatedTexts English = new(
        "Often looked at in the same visit.", "Often bought by the same shoppers.", "Also listed for {0}.", "Also works on {0}.", "Also one of: {0}.",
        "For the same step of a plan.", "Looked at or bought often lately.", "Listed for many complaints.", ReasonTexts.For("en"));

    private static readonly RelatedTexts Spanish = new(
        "Se suele mirar en la misma visita.", "Lo suelen comprar las mismas personas.", "También figura para {0}.", "También trabaja {0}.", "También de: {0}.",
        "Para el mismo paso de un plan.", "Se ha mirado o comprado mucho últimamente.", "Figura para muchas molestias.", ReasonTexts.For("es"));

    /// <summary>The sentences in a language: es for Spanish, anything else is English.</summary>
    public static RelatedTexts For(string? language) => EmergencyActions.IsSpanish(language) ? Spanish : English;

    /// <summary>A reason as a sentence.</summary>
    public string Of(RelatedBy because, string name = "") => (because switch
    {
        RelatedBy.OpenedTogether => OpenedTogether,
        RelatedBy.BoughtTogether => BoughtTogether,
        RelatedBy.SameSymptom => SameSymptom,
        RelatedBy.SameStructure => SameStructure,
        RelatedBy.SameCategory => SameCategory,
        RelatedBy.SamePlanGroup => SamePlanGroup,
        RelatedBy.Shoppers => Shoppers,
        _ => Knowledge,
    }).Replace("{0}", name, StringComparison.Ordinal);
}
