using BackCare.Domain.Catalog;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Explain;

/// <summary>Sentences of one language that reasons are made of. {0} is the symptom, {1} the structure.</summary>
/// <remarks>No sentence promises anything: effects below moderate evidence are hedged, and none speaks of curing, treating, diagnosing or preventing
/// (claims_wording.csv; a test holds every sentence against it). Names of symptoms and structures are the knowledge base's; one that has no translation stands in quotes.</remarks>
internal sealed class ReasonTexts
{
    private static readonly ReasonTexts English = new()
    {
        Language = "en",
        StretchSupported = ("Stretching for {1} is well supported for {0}; this makes it easier to do.", "Trials support stretching for {1} with {0}; this makes it easier to do."),
        StrengthSupported = ("Training for {1} is well supported for {0}; this makes it easier to do.", "Trials support training for {1} with {0}; this makes it easier to do."),
        TypeSupported = ("Products of this kind are well supported for {0}.", "Trials support products of this kind for {0}."),
        MayModerate = "May help with {0}: some trials point that way.",
        MayModerateTool = "May help with {0}: some trials of the exercise point that way; the tool itself was not tested.",
        MayLimited = "Might help a little with {0}; the evidence is limited.",
        MayOpinion = "Some people with {0} use this; we found no trial of it.",
        Comfort = "For comfort with {0}; not expected to change the complaint itself.",
        Enabler = "Makes the exercises for {0} more comfortable to do.",
        ChainHere = "Works on {1}, which may play a part in {0}; we found no trial of it for that.",
        ChainFar = "Works on {1}, which may add load in {0}; that link rests on {2} evidence.",
        NotShown = "{1}: not shown to help with {0}.",
        NotAdvised = "{1}: not advised with {0}.",
        Grades = ["expert opinion only, so weak,", "limited", "moderate", "strong"],
        Quotes = ("“", "”"),
        ArticleSays = "An article by a maker says: {0}",
    };

    private static readonly ReasonTexts Spanish = new()
    {
        Language = "es",
        StretchSupported = ("Estirar {1} tiene buen respaldo con {0}; esto lo hace más fácil.", "Hay estudios que respaldan estirar {1} con {0}; esto lo hace más fácil."),
        StrengthSupported = ("Entrenar {1} tiene buen respaldo con {0}; esto lo hace más fácil.", "Hay estudios que respaldan entrenar {1} con {0}; esto lo hace más fácil."),
        TypeSupported = ("Los productos de este tipo tienen buen respaldo para {0}.", "Hay estudios que respaldan productos de este tipo para {0}."),
        MayModerate = "Puede ayudar con {0}: algunos estudios apuntan a ello.",
        MayModerateTool = "Puede ayudar con {0}: algunos estudios del ejercicio apuntan a ello; la herramienta en sí no se ha probado.",
        MayLimited = "Quizá ayude un poco con {0}; las pruebas son limitadas.",
        MayOpinion = "Algunas personas con {0} lo usan; no encontramos ningún estudio.",
        Comfort = "Para estar más cómodo con {0}; no se espera que cambie la molestia.",
        Enabler = "Hace más cómodos los ejercicios para {0}.",
        ChainHere = "Trabaja {1}, que puede influir en {0}; no encontramos ningún estudio sobre eso.",
        ChainFar = "Trabaja {1}, que puede añadir carga en {0}; ese vínculo tiene pruebas de grado {2}.",
        NotShown = "{1}: no se ha demostrado que ayude con {0}.",
        NotAdvised = "{1}: no se aconseja con {0}.",
        Grades = ["opinión de expertos, es decir, débil", "limitado", "moderado", "fuerte"],
        Quotes = ("«", "»"),
        ArticleSays = "Un artículo de un fabricante dice: {0}",
    };

    public required string Language { get; init; }

    public required (string Strong, string Moderate) StretchSupported { get; init; }

    public required (string Strong, string Moderate) StrengthSupported { get; init; }

    public required (string Strong, string Moderate) TypeSupported { get; init; }

    public required string MayModerate { get; init; }

    public required string MayModerateTool { get; init; }

    public required string MayLimited { get; init; }

    public required string MayOpinion { get; init; }

    public required string Comfort { get; init; }

    public required string Enabler { get; init; }

    public required string ChainHere { get; init; }

    public required string ChainFar { get; init; }

    public required string NotShown { get; init; }

    public required string NotAdvised { get; init; }

    public required IReadOnlyList<string> Grades { get; init; }

    public required (string Open, string Close) Quotes { get; init; }

    public required string ArticleSays { get; init; }

    /// <summary>The sentences in a language: es for Spanish, anything else is English.</summary>
    public static ReasonTexts For(string? language) => EmergencyActions.IsSpanish(language) ? Spanish : English;

    /// <summary>The sentence for a rule on the symptom itself.</summary>
    public string Direct(EvidenceRule rule, EvidenceScope scope, PlanGroup group) => (rule.Effect, rule.Grade) switch
    {
        (Effect.ComfortOnly, _) => Comfort,
        (Effect.Enabler, _) => Enabler,
        (Effect.Helps, _) => Supported(rule.Grade, scope, group),
        (_, EvidenceGrade.ExpertOpinion) => MayOpinion,
        (_, EvidenceGrade.Limited) => MayLimited,
        _ => scope == EvidenceScope.ExerciseNotTool ? MayModerateTool : MayModerate,
    };

    /// <summary>Puts names into a sentence.</summary>
    public static string Fill(string sentence, string symptom, string structure, string grade) => sentence
        .Replace("{0}", symptom, StringComparison.Ordinal).Replace("{1}", structure, StringComparison.Ordinal).Replace("{2}", grade, StringComparison.Ordinal);

    private string Supported(EvidenceGrade grade, EvidenceScope scope, PlanGroup group)
    {
        (string strong, string moderate) = scope != EvidenceScope.ExerciseNotTool ? TypeSupported
            : group == PlanGroup.Stretch ? StretchSupported : StrengthSupported;
        return grade == EvidenceGrade.Strong ? strong : moderate;
    }
}
