using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.App.Recommend;

/// <summary>Tells at a glance that a form has nothing to refuse, as nearly every one that programs and pages send.</summary>
/// <remarks>It only ever spares <see cref="ReportFormValidator"/> its work: a form that is not plain is not yet refused, and only the validator says what is wrong.
/// PlainReportTests hold the two against each other.</remarks>
internal static class PlainReport
{
    /// <summary>True when the validator would find nothing. False says nothing.</summary>
    public static bool Is(ReportForm form, KnowledgeBase knowledge) =>
        form is
        {
            Text.Length: <= ReportFormValidator.LongestText, Consent: null, Limit: >= 1 and <= 50,
            VisitorId: null or { Length: <= 100 }, SessionId: null or { Length: <= 100 },
            Context: { } context, Filter.Categories: { } categories,
        }
        && (form.Side is null || SnakeNames.TryParse<BodySide>(form.Side, out _))
        && AreKnown(form.Symptoms, knowledge.Symptoms) && AreKnown(form.RejectedSymptoms, knowledge.Symptoms) && AreKnown(form.Regions, knowledge.Regions)
        && AreKnown(form.Qualifiers, knowledge.Qualifiers) && AreKnown(form.DeniedQualifiers, knowledge.Qualifiers)
        && AreKnown(context.Conditions, knowledge.Conditions) && AreKnown(categories, knowledge.Categories)
        && AreKnown(form.Answers, knowledge) && IsPlain(context);

    private static bool IsPlain(ContextForm context) => context is
    {
        Severity: null or (>= 0 and <= 10), DurationDays: null or (>= 0 and <= 36_500), ShoeSizeEu: null or (>= 15 and <= 60), WeightKg: null or (>= 2 and <= 400),
        BudgetMinor: null or (>= 0 and <= 100_000_000), Age: null or (>= 0 and <= 130), Activity: null or { Length: <= 50 }, Language: "en" or "es",
        Country: [var first, var second],
    } && char.IsAsciiLetter(first) && char.IsAsciiLetter(second);

    private static bool AreKnown<T>(IReadOnlyList<string>? ids, IReadOnlyDictionary<string, T> known)
    {
        if (ids is not { Count: <= ReportFormValidator.LongestList })
            return false;
        for (int i = 0; i < ids.Count; i++)
        {
            if (ids[i] is null || !known.ContainsKey(ids[i]))
                return false;
        }

        return true;
    }

    private static bool AreKnown(IReadOnlyList<AnswerForm>? answers, KnowledgeBase knowledge)
    {
        if (answers is not { Count: <= ReportFormValidator.LongestList })
            return false;
        for (int i = 0; i < answers.Count; i++)
        {
            if (answers[i] is not { Id: { } id, Answer: { } answer } || !knowledge.RedFlags.ContainsKey(id) || !SnakeNames.TryParse<AnswerValue>(answer, out _))
                return false;
        }

        return true;
    }
}
