using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Symptoms;

/// <summary>A text with what a reader should find in it.</summary>
/// <param name="Id">Names the case in the report.</param>
/// <param name="Text">A shopper's words.</param>
/// <param name="ExpectedSymptoms">Symptoms meant; empty when the text is about something else.</param>
/// <param name="ExpectedRedFlags">Danger signs named.</param>
public sealed record LinkerCase(string Id, string Text, IReadOnlyList<string> ExpectedSymptoms, IReadOnlyList<string> ExpectedRedFlags);

/// <summary>A case that did not come out as expected.</summary>
/// <param name="Id">The case.</param>
/// <param name="What">top1, top3, false_link, missed_flag, false_stop or false_question.</param>
/// <param name="Expected">What should have been found.</param>
/// <param name="Got">What was found.</param>
public sealed record LinkerMiss(string Id, string What, string Expected, string Got);

/// <summary>How well a linker reads a set of cases. Counts, so that the denominators stay visible.</summary>
public sealed record LinkerScore
{
    /// <summary>Cases read.</summary>
    public int Cases { get; init; }

    /// <summary>Cases with at least one expected symptom: the base of the top-1 and top-3 counts.</summary>
    public int WithSymptoms { get; init; }

    /// <summary>The best link is an expected symptom.</summary>
    public int Top1 { get; init; }

    /// <summary>At least one expected symptom is among the first three links.</summary>
    public int Top3Any { get; init; }

    /// <summary>Every expected symptom is among the first three links.</summary>
    public int Top3All { get; init; }

    /// <summary>Cases without an expected symptom: the base of <see cref="FalseLinks"/>.</summary>
    public int WithoutSymptoms { get; init; }

    /// <summary>Cases without an expected symptom that were linked all the same.</summary>
    public int FalseLinks { get; init; }

    /// <summary>Cases that expect neither a symptom nor a danger sign, texts about something else: the base of <see cref="OffTopicLinks"/>.</summary>
    public int OffTopic { get; init; }

    /// <summary>Texts about something else that were linked all the same; also counted as false links.</summary>
    public int OffTopicLinks { get; init; }

    /// <summary>Danger signs expected, over all cases.</summary>
    public int FlagsExpected { get; init; }

    /// <summary>Expected danger signs that were found.</summary>
    public int FlagsFound { get; init; }

    /// <summary>Danger signs found that no case expected.</summary>
    public int ExtraFlags { get; init; }

    /// <summary>Cases without an expected danger sign: the base of the two counts below.</summary>
    public int WithoutFlags { get; init; }

    /// <summary>Of those, cases where a danger sign that stops all sales at once was found.</summary>
    public int FalseStops { get; init; }

    /// <summary>Of those, cases where a danger sign that stops all sales was found as a question to ask first.</summary>
    public int FalseQuestions { get; init; }

    /// <summary>Cases that did not come out as expected, in order.</summary>
    public IReadOnlyList<LinkerMiss> Misses { get; init; } = [];
}

/// <summary>Measures a linker.</summary>
public static class LinkerEvaluation
{
    /// <summary>Reads every case and counts.</summary>
    public static LinkerScore Score(SymptomLinker linker, KnowledgeBase knowledge, IReadOnlyList<LinkerCase> cases)
    {
        ArgumentNullException.ThrowIfNull(linker);
        ArgumentNullException.ThrowIfNull(cases);
        return Count(knowledge, cases, (_, text) => linker.Understand(new SymptomReport { Text = text }));
    }

    /// <summary>
    /// Reads every known phrase with a linker that never saw it: the phrase is taken out of the learned weights exactly and the words that only
    /// it taught are unknown. Its own lexicon terms and danger signs stay, for they are no part of the phrase.
    /// </summary>
    /// <remarks>A phrase counts as a case with its one symptom and no danger sign, so false stops are those on everyday phrases.</remarks>
    public static LinkerScore LeaveOneOut(SymptomLinker linker, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(linker);
        ArgumentNullException.ThrowIfNull(knowledge);
        IReadOnlyList<SymptomPhrase> phrases = knowledge.Rows.Phrases;
        LinkerCase[] cases = [.. phrases.Select(p => new LinkerCase(p.Id, p.Phrase, [p.SymptomId], []))];
        using IEnumerator<PhraseLeftOut> leftOut = PhraseLeftOut.Each(linker.Scorer.Model, cases.Length).GetEnumerator();
        return Count(knowledge, cases, (_, text) =>
        {
            leftOut.MoveNext();
            return linker.Understand(new SymptomReport { Text = text }, leftOut.Current, out LinkScratch _);
        });
    }

    internal static LinkerScore Count(KnowledgeBase knowledge, IReadOnlyList<LinkerCase> cases, Func<LinkerCase, string, Understanding> read)
    {
        var misses = new List<LinkerMiss>();
        LinkerScore total = new();
        foreach (LinkerCase c in cases)
        {
            Understanding found = read(c, c.Text);
            total = CountSymptoms(total, c, found, misses);
            total = CountFlags(total, c, found, knowledge, misses);
        }

        return total with { Cases = cases.Count, Misses = misses };
    }

    private static LinkerScore CountSymptoms(LinkerScore total, LinkerCase c, Understanding found, List<LinkerMiss> misses)
    {
        string[] ranked = [.. found.Symptoms.Select(s => s.SymptomId)];
        string expected = string.Join('|', c.ExpectedSymptoms), got = string.Join('|', ranked.Take(3));
        if (c.ExpectedSymptoms.Count == 0)
        {
            if (ranked.Length > 0)
                misses.Add(new LinkerMiss(c.Id, "false_link", expected, got));
            int linked = ranked.Length > 0 ? 1 : 0, offTopic = c.ExpectedRedFlags.Count == 0 ? 1 : 0;
            return total with
            {
                WithoutSymptoms = total.WithoutSymptoms + 1,
                FalseLinks = total.FalseLinks + linked,
                OffTopic = total.OffTopic + offTopic,
                OffTopicLinks = total.OffTopicLinks + (linked * offTopic),
            };
        }

        bool top1 = ranked.Length > 0 && c.ExpectedSymptoms.Contains(ranked[0]);
        bool any = ranked.Take(3).Any(c.ExpectedSymptoms.Contains);
        bool all = c.ExpectedSymptoms.All(ranked.Take(3).Contains);
        if (!top1)
            misses.Add(new LinkerMiss(c.Id, any ? "top1" : "top3", expected, got));
        return total with
        {
            WithSymptoms = total.WithSymptoms + 1,
            Top1 = total.Top1 + (top1 ? 1 : 0),
            Top3Any = total.Top3Any + (any ? 1 : 0),
            Top3All = total.Top3All + (all ? 1 : 0),
        };
    }

    private static LinkerScore CountFlags(LinkerScore total, LinkerCase c, Understanding found, KnowledgeBase knowledge, List<LinkerMiss> misses)
    {
        string got = string.Join('|', found.RedFlags.Select(f => f.RedFlagId));
        int hits = c.ExpectedRedFlags.Count(e => found.RedFlags.Any(f => f.RedFlagId == e));
        if (hits < c.ExpectedRedFlags.Count)
            misses.Add(new LinkerMiss(c.Id, "missed_flag", string.Join('|', c.ExpectedRedFlags), got));
        total = total with
        {
            FlagsExpected = total.FlagsExpected + c.ExpectedRedFlags.Count,
            FlagsFound = total.FlagsFound + hits,
            ExtraFlags = total.ExtraFlags + found.RedFlags.Count(f => !c.ExpectedRedFlags.Contains(f.RedFlagId)),
        };
        if (c.ExpectedRedFlags.Count > 0)
            return total;
        bool stops = Any(OnMatch.StopAndConfirm), asks = Any(OnMatch.AskQuestion);
        if (stops || asks)
            misses.Add(new LinkerMiss(c.Id, stops ? "false_stop" : "false_question", "", got));
        return total with
        {
            WithoutFlags = total.WithoutFlags + 1,
            FalseStops = total.FalseStops + (stops ? 1 : 0),
            FalseQuestions = total.FalseQuestions + (asks ? 1 : 0),
        };

        bool Any(OnMatch onMatch) => found.RedFlags.Any(f => f.OnMatch == onMatch && knowledge.RedFlags[f.RedFlagId].Gate == Gate.StopAll);
    }
}
