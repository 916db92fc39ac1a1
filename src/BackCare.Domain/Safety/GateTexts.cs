namespace BackCare.Domain.Safety;

/// <summary>The gate's own sentences in one language. None of them says that somebody is safe.</summary>
/// <param name="AnswerFirst">Before products, a question.</param>
/// <param name="AllNo">Every question was answered, none raised a danger sign.</param>
/// <param name="NothingSoldFor">A symptom that needs a check and no purchase.</param>
/// <param name="SkippedEmergency">An emergency question stands unanswered.</param>
/// <param name="NotSure">A question was answered with "I do not know".</param>
/// <param name="SkippedLimit">Put before the question that was declined, where it would limit a product.</param>
/// <param name="WhyAsked">Why a danger sign is asked.</param>
/// <param name="WhyNamed">Why a danger sign named in the text is asked first.</param>
/// <param name="StoppedRegion">Nothing is sold for the region.</param>
public sealed record GateTexts(
    string AnswerFirst, string AllNo, string NothingSoldFor, string SkippedEmergency, string NotSure, string SkippedLimit, string WhyAsked, string WhyNamed,
    string StoppedRegion)
{
    private static readonly GateTexts English = new(
        "Please answer this before we show products.",
        "None of the danger signs we asked about was reported. That does not rule out a serious cause: have it checked if it gets worse, is new for you, or worries you.",
        "This should be checked by a clinician before anything is bought for it. We do not sell products for it.",
        "A question about an emergency is still open. Until it is answered we show no stretch aids for this part of the body.",
        "You were not sure about a danger sign. Have that checked; we hold back what could do harm meanwhile.",
        "You skipped a question that matters here:",
        "To make sure that this does not need a clinician first.",
        "Because of what you told us.",
        "We sell nothing for this part of the body until your clinician agrees.");

    private static readonly GateTexts Spanish = new(
        "Responda esto antes de que le mostremos productos.",
        "No indicó ninguna de las señales de alarma por las que preguntamos. Eso no descarta una causa grave: consulte si empeora, si es nuevo para usted o si le preocupa.",
        "Un profesional de la salud debe revisarlo antes de comprar nada. No vendemos productos para esto.",
        "Queda sin responder una pregunta sobre una urgencia. Hasta entonces no mostramos ayudas para estirar esta zona del cuerpo.",
        "No está seguro de una señal de alarma. Haga que la revisen; mientras tanto no mostramos lo que podría hacer daño.",
        "Omitió una pregunta que aquí importa:",
        "Para asegurarnos de que no haga falta antes una revisión médica.",
        "Por lo que nos contó.",
        "No vendemos nada para esta zona del cuerpo hasta que su médico esté de acuerdo.");

    /// <summary>The sentences in a language: es for Spanish, anything else is English.</summary>
    public static GateTexts For(string? language) => EmergencyActions.IsSpanish(language) ? Spanish : English;
}
