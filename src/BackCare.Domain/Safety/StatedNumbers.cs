using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Safety;

/// <summary>Danger signs that lie in a stated number: a severity of nine or ten, a duration beyond six weeks.</summary>
internal static class StatedNumbers
{
    private const int SevereFrom = 9;
    private const int LongAfterDays = 42;

    /// <summary>Adds them to the mentions, unless a pattern found the same sign already; in order of appearance.</summary>
    public static RedFlagMention[] Add(
        KnowledgeBase knowledge, RedFlagMention[] mentions, ReadText text,
        (int Value, int First, int Last)? severity, (int Days, int First, int Last)? duration)
    {
        if (severity is { } bad && bad.Value >= SevereFrom)
            mentions = With("rf_severe_pain", "severity", bad.First, bad.Last);
        if (duration is { } stated && stated.Days > LongAfterDays && !text.Tokens.Negated[stated.First])
            mentions = With("rf_not_improving", "duration", stated.First, stated.Last);
        return mentions;

        RedFlagMention[] With(string flag, string source, int first, int last)
        {
            if (!knowledge.RedFlags.ContainsKey(flag) || mentions.Any(m => m.RedFlagId == flag))
                return mentions;
            var mention = new RedFlagMention(flag, source, OnMatch.AskQuestion, text.Tokens.Span(first, last));
            return [.. mentions.Append(mention).OrderBy(m => m.Span.Start).ThenBy(m => m.RedFlagId, StringComparer.Ordinal)];
        }
    }
}
