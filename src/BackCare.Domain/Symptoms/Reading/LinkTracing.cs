using BackCare.Domain.Safety;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Lays open what is in the scratch memory after a text was read.</summary>
internal sealed class LinkTracing(TextReading reading, SymptomScorer scorer, RedFlagMatcher redFlags)
{
    private const int CandidatesPerClause = 5;

    public LinkTrace Trace(Understanding understanding, LinkScratch scratch)
    {
        ReadText text = scratch.Text;
        Tokens tokens = text.Tokens;
        return new LinkTrace
        {
            Tokens = [.. Enumerable.Range(0, tokens.Count).Select(i => new TracedToken(tokens.Span(i, i), tokens.Folded(i).ToString(), ReadAs(tokens, i)))],
            Concepts = [.. text.Concepts.Select(ToTrace)],
            Negated = [.. NegatedRuns(tokens)],
            Clauses = [.. scratch.Segments.Select(s => new TracedClause(tokens.Span(s.First, s.Last), Inherited(text, s)))],
            Candidates = [.. scratch.Segments.SelectMany((s, i) => Candidates(scratch, s, i))],
            RedFlags = [.. scratch.RedFlags.Select(h => Trace(text, h))],
            Threshold = SymptomLinker.Threshold,
            Understanding = understanding,
        };

        TracedConcept ToTrace(ConceptHit hit) =>
            new(hit.Concept.Id, hit.Concept.Kind.ToString().ToLowerInvariant(), tokens.Span(hit.First, hit.Last), hit.Negated);
    }

    private TracedRedFlag Trace(ReadText text, RedFlagHit hit)
    {
        RedFlagMention mention = redFlags.ToMention(text, hit);
        return new TracedRedFlag(mention.RedFlagId, mention.Source, mention.Span, hit.Negated);
    }

    private string? ReadAs(Tokens tokens, int at) =>
        tokens.ReadAs[at] >= 0 && tokens.ReadAs[at] != tokens.Word[at] ? reading.Vocabulary[tokens.ReadAs[at]] : null;

    private static IEnumerable<TextSpan> NegatedRuns(Tokens tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (!tokens.Negated[i])
                continue;
            int first = i;
            while (i + 1 < tokens.Count && tokens.Negated[i + 1])
                i++;
            yield return tokens.Span(first, i);
        }
    }

    private static string[] Inherited(ReadText text, Segment segment) => segment.Inherited < 0
        ? []
        : [.. text.Concepts.Where(h => h.Concept.Kind == ConceptKind.Body && text.ClauseOf[h.First] == segment.Inherited).Select(h => h.Concept.Id)];

    private IEnumerable<TracedCandidate> Candidates(LinkScratch scratch, Segment segment, int index)
    {
        double[] scores = new double[scorer.Model.Lanes];
        if (!scorer.ScoreSegment(scratch.Text, segment, scratch.Bag, scores, null, out bool anchored))
            return [];
        double[] confidences = new double[scorer.SymptomIds.Length];
        SymptomScorer.ToConfidences(scores.AsSpan(0, confidences.Length), anchored, confidences);
        return [.. Enumerable.Range(0, confidences.Length)
            .OrderByDescending(i => scores[i]).ThenBy(i => scorer.SymptomIds[i], StringComparer.Ordinal).Take(CandidatesPerClause)
            .Select(i => new TracedCandidate(
                scorer.SymptomIds[i], index, scorer.ConceptPart(scratch.Bag, i), scores[i] - scorer.ConceptPart(scratch.Bag, i), confidences[i]))];
    }
}
