using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Asks what matters next, danger signs first. Keeps nothing: the client sends the whole report with all answers each time.</summary>
public static class Interviewer
{
    /// <summary>The next question for a report, or its end.</summary>
    public static InterviewStep Next(SymptomReport report, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(shelf);
        return Next(report, shelf.Linker.Understand(report), shelf);
    }

    /// <summary>As <see cref="Next(SymptomReport, Shelf)"/>, for a report that was read already.</summary>
    /// <remarks>Danger signs come most urgent first, what the shopper's words named before the rest; a confirmed one ends the questions that are not more
    /// urgent, so an emergency ends them all. A declined question is not asked again. Then the one qualifier that separates ties, if there is any.</remarks>
    public static InterviewStep Next(SymptomReport report, Understanding understanding, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(understanding);
        ArgumentNullException.ThrowIfNull(shelf);
        SafetyVerdict verdict = shelf.Gate.Judge(report, MatchedSymptoms.Of(understanding, shelf.Knowledge));
        string language = report.Context.Language;
        Qualifier? qualifier = verdict.Stop == Stop.Referral ? null : understanding.Question;
        IReadOnlyList<RedFlag[]> screens = InterviewScreens.Of(verdict.Pending, Named);
        AskedQuestion[] screen = screens.Count > 0 ? [.. screens[0].Select(f => Questions.Of(f, Named(f), language))]
            : qualifier is not null ? [Questions.Of(qualifier, shelf.Knowledge, language)]
            : [];
        int answered = verdict.Answered + report.Qualifiers.Count + report.DeniedQualifiers.Count, last = qualifier is null ? 0 : 1;
        return new InterviewStep(screen.Length == 0, screen.Length == 0 ? null : screen[0], screen,
            new InterviewProgress(answered, verdict.Pending.Count + last, screens.Count + last), verdict.CareLevel, verdict.Message, verdict.Raised,
            AnswerWriter.Understood(understanding, shelf, language));

        bool Named(RedFlag flag) => understanding.RedFlags.Any(f => f.RedFlagId == flag.Id);
    }
}
