using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>The best showing of one symptom in a text.</summary>
internal struct Candidate
{
    public double Confidence;
    public double Score;
    public int Segment;
}

/// <summary>Scores the stretches of a text against every symptom and turns scores into confidences.</summary>
internal sealed class SymptomScorer
{
    // Chosen on leave-one-out scores of the phrases (docs/linking.md).
    internal static float RidgePenalty = 0.7f;
    internal static double Temperature = 0.10;
    internal static double GateCentre = 0.24;
    internal static double AnchoredGateCentre = 0.12;
    internal static double GateSlope = 22;

    // A word speaks for a symptom from this weight on.
    private const int MaxCarried = 4;
    private const float Speaks = 0.02f;

    private readonly FeatureSpace space;
    private readonly TextReading reading;

    [ThreadStatic]
    private static Concept[]? carried;

    public SymptomScorer(KnowledgeBase knowledge, TextReading reading)
    {
        this.reading = reading;
        space = new FeatureSpace(reading.Vocabulary);
        SymptomIds = [.. knowledge.Rows.Symptoms.Select(s => s.Id)];
        Model = new SymptomModel(ExamplesOf(knowledge), space.Count, SymptomIds.Length, RidgePenalty);
        space.Close();
    }

    /// <summary>Symptom ids in file order.</summary>
    public string[] SymptomIds { get; }

    /// <summary>The learned weights.</summary>
    public SymptomModel Model { get; }

    /// <summary>Writes the best confidence per symptom over all segments.</summary>
    public void Score(ReadText text, List<Segment> segments, FeatureBag bag, Span<Candidate> best, PhraseLeftOut? leftOut = null)
    {
        best.Clear();
        Span<double> scores = stackalloc double[Model.Lanes];
        Span<double> confidences = stackalloc double[SymptomIds.Length];
        bool several = segments.Exists(s => s.Kind == SegmentKind.Complaint);
        for (int s = 0; s < segments.Count; s++)
        {
            if (!ScoreSegment(text, segments[s], bag, scores, leftOut, out bool anchored))
                continue;
            ToConfidences(scores[..SymptomIds.Length], anchored, confidences);
            double discount = segments[s].Kind switch
            {
                SegmentKind.Whole => several ? 0.85 : 1,
                SegmentKind.Complaint => 1,
                _ => 0.9,
            };
            for (int i = 0; i < confidences.Length; i++)
            {
                double confidence = confidences[i] * discount;
                if (confidence > best[i].Confidence)
                    best[i] = new Candidate { Confidence = confidence, Score = scores[i], Segment = s };
            }
        }
    }

    /// <summary>Scores one segment; false when it holds nothing to score.</summary>
    public bool ScoreSegment(ReadText text, Segment segment, FeatureBag bag, Span<double> scores, PhraseLeftOut? leftOut, out bool anchored)
    {
        carried ??= new Concept[MaxCarried];
        int count = 0;
        bool body = false, other = false, any = false, sensation = false;
        anchored = false;
        foreach (ConceptHit hit in text.Concepts)
        {
            if (segment.Inherited >= 0 && hit.Concept.Kind == ConceptKind.Body && text.ClauseOf[hit.First] == segment.Inherited && count < MaxCarried)
                carried[count++] = hit.Concept;
            if (hit.First < segment.First || hit.Last > segment.Last || hit.Negated)
                continue;
            body |= hit.Concept.Kind == ConceptKind.Body;
            sensation |= hit.Concept.Kind is ConceptKind.Sensation or ConceptKind.Condition;
            other |= hit.Concept.Kind == ConceptKind.Other;
            any |= hit.Concept.Kind != ConceptKind.Other;
        }

        if ((other && !body) || (segment.Inherited >= 0 && !any))
            return false;
        space.Extract(text, segment.First, segment.Last, carried.AsSpan(0, count), bag);
        if (bag.Count == 0)
            return false;
        Model.Score(bag, scores);
        leftOut?.Correct(bag, scores);
        anchored = (body || count > 0) && (sensation || !other);
        return true;
    }

    /// <summary>The part of a bag's score that comes from concepts.</summary>
    public double ConceptPart(FeatureBag bag, int symptom)
    {
        double part = 0;
        for (int i = 0; i < bag.End(FeatureBlock.ConceptPair); i++)
            part += (double)Model.Weight(bag.Ids[i], symptom) * bag.Values[i];
        return part;
    }

    /// <summary>The stretch from the first to the last word that speaks for the symptom.</summary>
    public (int First, int Last) WordsFor(ReadText text, Segment segment, int symptom)
    {
        int first = int.MaxValue, last = -1;
        foreach (ConceptHit hit in text.Concepts)
        {
            if (hit.First < segment.First || hit.Last > segment.Last || hit.Negated || !Favours(space.OfConcept(hit.Concept), symptom))
                continue;
            first = Math.Min(first, hit.First);
            last = Math.Max(last, hit.Last);
        }

        for (int i = segment.First; i <= segment.Last; i++)
        {
            if (text.Tokens.Negated[i] || !Favours(space.OfWord(text.Tokens.ReadAs[i]), symptom))
                continue;
            first = Math.Min(first, i);
            last = Math.Max(last, i);
        }

        return last < 0 ? (segment.First, segment.Last) : (first, last);
    }

    private bool Favours(int feature, int symptom) => feature >= 0 && Model.Weight(feature, symptom) > Speaks;

    internal static void ToConfidences(ReadOnlySpan<double> scores, bool anchored, Span<double> confidences)
    {
        double top = double.NegativeInfinity, total = 0;
        foreach (double score in scores)
            top = Math.Max(top, score);
        for (int i = 0; i < scores.Length; i++)
            total += confidences[i] = Math.Exp((scores[i] - top) / Temperature);
        double gate = 1 / (1 + Math.Exp(-GateSlope * (top - (anchored ? AnchoredGateCentre : GateCentre))));
        for (int i = 0; i < scores.Length; i++)
            confidences[i] *= gate / total;
    }

    private List<Example> ExamplesOf(KnowledgeBase knowledge)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string id in SymptomIds)
            index[id] = index.Count;
        var text = new ReadText();
        var bag = new FeatureBag();
        var examples = new List<Example>();
        foreach (SymptomPhrase phrase in knowledge.Rows.Phrases)
            Add(phrase.Phrase, index[phrase.SymptomId], 1);
        foreach (Symptom symptom in knowledge.Rows.Symptoms)
        {
            Add(symptom.Name, index[symptom.Id], 0.7f);
            Add(symptom.Description, index[symptom.Id], 0.7f);
        }

        foreach (LexiconTerm term in knowledge.Rows.Lexicon.Where(t => t.Type == "other"))
            Add((term.Language == "es" ? "me duele " : "my ") + term.Term.Replace("*", "", StringComparison.Ordinal) + (term.Language == "es" ? "" : " hurts"), -1, 0.5f);
        return examples;

        void Add(string words, int symptom, float weight)
        {
            reading.Read(words, text);
            if (text.Tokens.Count == 0)
                return;
            space.Extract(text, 0, text.Tokens.Count - 1, [], bag);
            examples.Add(new Example(bag.Ids[..bag.Count], bag.Values[..bag.Count], symptom, weight));
        }
    }
}
