using BackCare.Domain.Explain;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Plans;

/// <summary>What a plan that was put together says of itself, in one language.</summary>
internal sealed record PlanTexts(
    string TitleOf, string Align, string Stretch, string Strengthen, string SupportOf, string EvidenceOf, string EvidenceFromTo, IReadOnlyList<string> Grades,
    string HonestNote)
{
    private static readonly PlanTexts English = new(
        "Exercises for {0}", "align and keep moving", "stretch", "strengthen", "support for comfort, if you like: {0}",
        "{0}, for the exercises one by one", "{0} to {1}, for the exercises one by one", ["expert opinion", "limited", "moderate", "strong"],
        "Put together from single exercises; the combination was not tested, and no exercise here is known to beat another one that you would rather do.");

    private static readonly PlanTexts Spanish = new(
        "Ejercicios para {0}", "alinearse y seguir en movimiento", "estirar", "fortalecer", "apoyo para estar cómodo, si quiere: {0}",
        "{0}, de cada ejercicio por separado", "de {0} a {1}, de cada ejercicio por separado", ["opinión de expertos", "limitadas", "moderadas", "sólidas"],
        "Reunido a partir de ejercicios sueltos; la combinación no se ha probado y no se sabe que ningún ejercicio de aquí supere a otro que usted prefiera hacer.");

    /// <summary>The sentences in a language: es for Spanish, anything else is English.</summary>
    public static PlanTexts For(string? language) => EmergencyActions.IsSpanish(language) ? Spanish : English;

    public string Title(string symptom) => Fill(TitleOf, symptom);

    public string Support(string kinds) => Fill(SupportOf, kinds);

    public string Evidence(EvidenceGrade best, EvidenceGrade least) =>
        best == least ? Fill(EvidenceOf, Grades[(int)best]) : Fill(EvidenceFromTo, Grades[(int)best], Grades[(int)least]);

    private static string Fill(string sentence, string first, string second = "") =>
        sentence.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);
}
