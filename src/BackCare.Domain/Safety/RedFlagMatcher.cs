using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Safety;

/// <summary>A pattern met in a text.</summary>
internal readonly record struct RedFlagHit(int Pattern, int First, int Last, bool Negated);

/// <summary>Finds the danger signs that a text names: patterns whose groups all stand near each other, and literal phrases.</summary>
/// <remarks>
/// The groups of a pattern must lie within <see cref="MaxWindow"/> words and in the same or neighbouring sentences. A group inside a
/// negation does not count, unless the negation is part of the expression ("can't", "no puedo", "no feeling").
/// </remarks>
internal sealed class RedFlagMatcher
{
    private const int MaxWindow = 26;
    private const string Trigger = "trigger";

    private readonly List<Pattern> patterns = [];
    private readonly List<string> expressions = [];
    private readonly List<(int Pattern, int Group)> members = [];
    private readonly List<string> flagOrder;
    private (int Pattern, int Group)[][] ofTerm = [];
    private int slots;

    public RedFlagMatcher(KnowledgeBase knowledge)
    {
        flagOrder = [.. knowledge.Rows.RedFlags.Select(f => f.Id)];
        var onMatch = new Dictionary<string, OnMatch>(StringComparer.Ordinal);
        foreach (RedFlagPattern row in knowledge.Rows.RedFlagPatterns)
        {
            onMatch.TryAdd(row.RedFlagId, row.OnMatch);
            AddPattern(row.RedFlagId, row.Id, row.OnMatch, row.Pattern.Split('&', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        foreach (RedFlag flag in knowledge.Rows.RedFlags)
        {
            OnMatch effect = onMatch.GetValueOrDefault(flag.Id, flag.Urgency == Urgency.EmergencyNow ? OnMatch.StopAndConfirm : OnMatch.AskQuestion);
            foreach (string phrase in flag.FreeTextTriggers)
                AddPattern(flag.Id, Trigger, effect, [phrase]);
        }
    }

    /// <summary>Expressions to look for in texts, in the order that <see cref="Bind"/> expects their numbers.</summary>
    public IReadOnlyList<string> Expressions => expressions;

    /// <summary>Number of scratch places that <see cref="Match"/> needs.</summary>
    public int Slots => slots;

    /// <summary>Takes the numbers of the expressions.</summary>
    public void Bind(IReadOnlyList<int> termIds, int termCount)
    {
        var lists = new List<(int, int)>[termCount];
        for (int i = 0; i < termIds.Count; i++)
        {
            if (termIds[i] < 0)
                continue;
            List<(int, int)> list = lists[termIds[i]] ??= [];
            if (!list.Contains(members[i]))
                list.Add(members[i]);
        }

        ofTerm = [.. lists.Select(l => l?.ToArray() ?? [])];
    }

    /// <summary>Every pattern that the text meets, denied ones marked, in the order in which they are complete.</summary>
    /// <param name="text">The text as read.</param>
    /// <param name="places">Scratch of <see cref="Slots"/> places; the last hit of each group.</param>
    /// <param name="hits">Receives the matches.</param>
    public void Match(ReadText text, (int First, int Last)[] places, List<RedFlagHit> hits)
    {
        hits.Clear();
        places.AsSpan(0, slots).Fill((-1, -1));
        foreach (TermHit hit in text.Terms)
        {
            if (hit.Term >= ofTerm.Length)
                continue;
            foreach ((int p, int group) in ofTerm[hit.Term])
            {
                Pattern pattern = patterns[p];
                bool negated = text.Tokens.Negated[hit.First] || text.Tokens.Negated[hit.Last];
                if (negated)
                {
                    if (pattern.Groups == 1)
                        hits.Add(new RedFlagHit(p, hit.First, hit.Last, true));
                    continue;
                }

                places[pattern.Slot + group] = (hit.First, hit.Last);
                if (Complete(text, places.AsSpan(pattern.Slot, pattern.Groups), out int first, out int last))
                    hits.Add(new RedFlagHit(p, first, last, false));
            }
        }
    }

    /// <summary>One mention per danger sign: the strictest, then the first; in order of appearance.</summary>
    public RedFlagMention[] Mentions(ReadText text, List<RedFlagHit> hits)
    {
        if (hits.Count == 0)
            return [];
        var best = new Dictionary<string, RedFlagHit>(StringComparer.Ordinal);
        foreach (RedFlagHit hit in hits)
        {
            if (hit.Negated)
                continue;
            string flag = patterns[hit.Pattern].FlagId;
            if (!best.TryGetValue(flag, out RedFlagHit known) || patterns[hit.Pattern].OnMatch > patterns[known.Pattern].OnMatch)
                best[flag] = hit;
        }

        return [.. best.OrderBy(b => b.Value.First).ThenBy(b => flagOrder.IndexOf(b.Key)).Select(b => ToMention(text, b.Value))];
    }

    /// <summary>What a hit says.</summary>
    public RedFlagMention ToMention(ReadText text, RedFlagHit hit)
    {
        Pattern pattern = patterns[hit.Pattern];
        return new RedFlagMention(pattern.FlagId, pattern.Source, pattern.OnMatch, text.Tokens.Span(hit.First, hit.Last));
    }

    private static bool Complete(ReadText text, ReadOnlySpan<(int First, int Last)> groups, out int first, out int last)
    {
        (first, last) = groups[0];
        foreach ((int from, int to) in groups)
        {
            if (from < 0)
                return false;
            first = Math.Min(first, from);
            last = Math.Max(last, to);
        }

        return last - first < MaxWindow && text.SentenceOf[last] - text.SentenceOf[first] <= 1;
    }

    private void AddPattern(string flagId, string source, OnMatch onMatch, string[] groups)
    {
        for (int g = 0; g < groups.Length; g++)
        {
            foreach (string alternative in groups[g].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                expressions.Add(alternative);
                members.Add((patterns.Count, g));
            }
        }

        patterns.Add(new Pattern(flagId, source, onMatch, slots, groups.Length));
        slots += groups.Length;
    }

    private sealed record Pattern(string FlagId, string Source, OnMatch OnMatch, int Slot, int Groups);
}
