using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Symptoms;

/// <summary>Reads a report: which of the shop's symptoms it is about, which danger signs it names, and what else it states.</summary>
/// <remarks>Built once per knowledge base; immutable and safe for many threads. It decides nothing about products.</remarks>
public sealed class SymptomLinker
{
    /// <summary>Below this confidence the best candidate is not linked; chosen on leave-one-out scores (docs/linking.md).</summary>
    public const double Threshold = 0.05;

    // A candidate must also reach this share of the best one's confidence.
    private const double ShareOfBest = 0.01;
    private const int MaxLinks = 5;

    // Below this score a candidate is only the tail of the others' confidence; the text does not speak for it.
    private const double LeastScore = 0.05;

    private readonly KnowledgeBase knowledge;
    private readonly RedFlagMatcher redFlags;
    private readonly CandidateWeighing weighing;
    private readonly TieQuestion ties;

    /// <summary>Prepares the indexes of <paramref name="knowledge"/>.</summary>
    public SymptomLinker(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        this.knowledge = knowledge;
        redFlags = new RedFlagMatcher(knowledge);
        (Reading, TermIndex terms, int[] expressions) = TextReadingBuilder.Build(knowledge, redFlags.Expressions);
        redFlags.Bind(expressions, terms.Count);
        Scorer = new SymptomScorer(knowledge, Reading);
        weighing = new CandidateWeighing(knowledge, Scorer.SymptomIds);
        ties = new TieQuestion(knowledge);
    }

    internal TextReading Reading { get; }

    /// <summary>True when the word, folded, is one that complaints are told in.</summary>
    public bool Knows(string word) => Reading.Vocabulary.Find(word) >= 0;

    internal SymptomScorer Scorer { get; }

    /// <summary>What the report is about. Unknown ids in it are ignored; never throws on text, whatever it holds.</summary>
    public Understanding Understand(SymptomReport report) => Understand(report, null, out _);

    /// <summary>The same reading with every step laid open. Slower than <see cref="Understand(SymptomReport)"/>; same result.</summary>
    public LinkTrace Explain(SymptomReport report)
    {
        Understanding understanding = Understand(report, null, out LinkScratch scratch);
        return new LinkTracing(Reading, Scorer, redFlags).Trace(understanding, scratch);
    }

    internal Understanding Understand(SymptomReport report, PhraseLeftOut? leftOut, out LinkScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(report);
        scratch = LinkScratch.OfThread.Prepare(Scorer.SymptomIds.Length, redFlags.Slots);
        ReadText text = scratch.Text;
        ReadOnlySpan<char> words = report.Text;
        Reading.Read(words, text, leftOut?.Example ?? -1);
        Complaints.Find(text, scratch.Segments);
        Scorer.Score(text, scratch.Segments, scratch.Bag, scratch.Candidates, leftOut);
        redFlags.Match(text, scratch.Places, scratch.RedFlags);

        var stated = new HashSet<string>(report.Qualifiers.Where(knowledge.Qualifiers.ContainsKey), StringComparer.Ordinal);
        var denied = new HashSet<string>(report.DeniedQualifiers, StringComparer.Ordinal);
        QualifierReader.Read(text, stated, denied);
        stated.ExceptWith(report.DeniedQualifiers);
        weighing.Weigh(report, text.Tokens.Count > 0, scratch.Candidates);
        LinkedSymptom[] links = Links(report, scratch);
        string[] statedInOrder = [.. stated.Order(StringComparer.Ordinal)];
        var duration = DurationReader.Read(text.Tokens);
        var severity = SeverityReader.Read(text.Tokens, words);
        return new Understanding
        {
            Symptoms = links,
            RedFlags = StatedNumbers.Add(knowledge, redFlags.Mentions(text, scratch.RedFlags), text, severity, duration),
            Qualifiers = statedInOrder,
            Severity = report.Context.Severity ?? severity?.Value,
            DurationDays = report.Context.DurationDays ?? duration?.Days,
            Side = report.Side ?? SideReader.Read(text.Tokens, 0, text.Tokens.Count - 1),
            Activity = report.Context.Activity ?? QualifierReader.Activity(text),
            Question = Question(report, scratch.Candidates, links, stated, denied),
        };
    }

    private LinkedSymptom[] Links(SymptomReport report, LinkScratch scratch)
    {
        string[] ids = Scorer.SymptomIds;
        bool regionsAlone = scratch.Text.Tokens.Count == 0;
        Candidate[] candidates = scratch.Candidates;
        Span<int> order = stackalloc int[MaxLinks];
        int count = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            bool supported = candidates[i].Segment < 0 || candidates[i].Score >= LeastScore;
            if (supported && candidates[i].Confidence > 0 && !report.RejectedSymptoms.Contains(ids[i]) && !report.Symptoms.Contains(ids[i]))
                count = Insert(order, count, i, candidates, ids);
        }

        double best = count > 0 ? candidates[order[0]].Confidence : 0;
        var links = new List<LinkedSymptom>();
        foreach (string ticked in report.Symptoms.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (knowledge.Symptoms.ContainsKey(ticked) && !report.RejectedSymptoms.Contains(ticked))
                links.Add(new LinkedSymptom(ticked, 1, null, report.Side, LinkOrigin.Ticked));
        }

        for (int i = 0; i < count && (best >= Threshold || regionsAlone) && candidates[order[i]].Confidence >= best * ShareOfBest; i++)
            links.Add(Link(report, scratch, order[i]));
        return [.. links];
    }

    private Qualifier? Question(
        SymptomReport report, Candidate[] candidates, LinkedSymptom[] links, HashSet<string> stated, HashSet<string> denied)
    {
        if (links.Length == 0 || links[0].Origin == LinkOrigin.Ticked)
            return null;
        var open = new List<(string Id, double Confidence)>();
        for (int i = 0; i < candidates.Length; i++)
        {
            if (candidates[i].Confidence > 0 && !report.RejectedSymptoms.Contains(Scorer.SymptomIds[i]))
                open.Add((Scorer.SymptomIds[i], candidates[i].Confidence));
        }

        stated.UnionWith(denied);
        return ties.Choose(open, stated);
    }

    private LinkedSymptom Link(SymptomReport report, LinkScratch scratch, int symptom)
    {
        Candidate candidate = scratch.Candidates[symptom];
        if (candidate.Segment < 0)
            return new LinkedSymptom(Scorer.SymptomIds[symptom], candidate.Confidence, null, report.Side, LinkOrigin.Text);
        (int first, int last) = Scorer.WordsFor(scratch.Text, scratch.Segments[candidate.Segment], symptom);
        Segment segment = scratch.Segments[candidate.Segment];
        BodySide? side = report.Side ?? SideReader.Read(scratch.Text.Tokens, segment.First, segment.Last);
        return new LinkedSymptom(
            Scorer.SymptomIds[symptom], candidate.Confidence, scratch.Text.Tokens.Span(first, last), side, LinkOrigin.Text);
    }

    // Keeps the best candidates in order: confidence first, then id.
    private static int Insert(Span<int> order, int count, int candidate, Candidate[] candidates, string[] ids)
    {
        int at = count;
        while (at > 0 && Before(candidate, order[at - 1]))
            at--;
        if (at >= order.Length)
            return count;
        int size = Math.Min(count + 1, order.Length);
        for (int i = size - 1; i > at; i--)
            order[i] = order[i - 1];
        order[at] = candidate;
        return size;

        bool Before(int a, int b) =>
            candidates[a].Confidence > candidates[b].Confidence
            || (candidates[a].Confidence == candidates[b].Confidence && string.CompareOrdinal(ids[a], ids[b]) < 0);
    }
}
