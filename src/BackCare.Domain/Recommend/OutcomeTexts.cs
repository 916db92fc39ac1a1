using BackCare.Domain.Safety;

namespace BackCare.Domain.Recommend;

/// <summary>The recommender's own sentences in one language.</summary>
internal sealed record OutcomeTexts(
    string NothingUnderstood, string NothingHelps, string NothingSuits, string Fallback, string WhyQualifier, IReadOnlyDictionary<string, string> Filters)
{
    private static readonly OutcomeTexts English = new(
        "We did not find a complaint in this that our products are made for. Say where it hurts and when, or tick it in the list.",
        "Nothing in this shop is likely to help with this. The exercises and advice, where shown, are worth more than a purchase.",
        "Everything that could fit was held back for your safety or because it would not suit you. The counts say why.",
        "Nothing matched all your wishes, so these were set aside: {0}.",
        "The answer tells apart complaints that sound alike.",
        new Dictionary<string, string> { ["outOfStock"] = "in stock", ["budget"] = "budget", ["category"] = "category" });

    private static readonly OutcomeTexts Spanish = new(
        "No encontramos aquí una molestia para la que tengamos productos. Diga dónde y cuándo le duele, o márquelo en la lista.",
        "Es poco probable que algo de esta tienda ayude con esto. Los ejercicios y consejos, si aparecen, valen más que una compra.",
        "Todo lo que podría servir se retiró por su seguridad o porque no le convendría. Los recuentos dicen por qué.",
        "Nada cumplía todos sus deseos, así que se dejaron de lado: {0}.",
        "La respuesta distingue molestias que se parecen.",
        new Dictionary<string, string> { ["outOfStock"] = "en existencias", ["budget"] = "presupuesto", ["category"] = "categoría" });

    /// <summary>The sentences in a language: es for Spanish, anything else is English.</summary>
    public static OutcomeTexts For(string? language) => EmergencyActions.IsSpanish(language) ? Spanish : English;
}
