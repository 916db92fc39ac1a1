namespace BackCare.Domain.Symptoms.Reading;

/// <summary>A stretch of words that is scored as one complaint.</summary>
/// <param name="First">First word.</param>
/// <param name="Last">Last word.</param>
/// <param name="Inherited">Clause whose body parts are carried over; -1 for none.</param>
/// <param name="Kind">How it was cut.</param>
internal readonly record struct Segment(int First, int Last, int Inherited, SegmentKind Kind);

/// <summary>How a segment was cut.</summary>
internal enum SegmentKind
{
    Whole,
    Complaint,
    Clause,
}

/// <summary>Groups clauses into complaints: a clause with a body part of its own, unlike the ones before, opens a new one.</summary>
internal static class Complaints
{
    /// <summary>Writes the whole text, the complaints when there are several, and single clauses inside them.</summary>
    public static void Find(ReadText text, List<Segment> segments)
    {
        segments.Clear();
        if (text.Tokens.Count == 0)
            return;
        segments.Add(new Segment(0, text.Tokens.Count - 1, -1, SegmentKind.Whole));
        if (text.Clauses.Count == 1)
            return;
        int opened = 0, complaints = 1;
        for (int c = 1; c <= text.Clauses.Count; c++)
        {
            if (c < text.Clauses.Count && !OpensComplaint(text, opened, c))
                continue;
            if (c == text.Clauses.Count && complaints == 1)
                break;
            complaints++;
            segments.Add(new Segment(text.Clauses[opened].First, text.Clauses[c - 1].Last, -1, SegmentKind.Complaint));
            opened = c;
        }

        int bodyClause = -1;
        for (int c = 0; c < text.Clauses.Count; c++)
        {
            bool own = HasBody(text, text.Clauses[c], countDenied: false);
            segments.Add(new Segment(text.Clauses[c].First, text.Clauses[c].Last, own ? -1 : bodyClause, SegmentKind.Clause));
            if (HasBody(text, text.Clauses[c], countDenied: true))
                bodyClause = c;
        }
    }

    private static bool OpensComplaint(ReadText text, int opened, int clause)
    {
        bool before = false, shared = false, own = false;
        foreach (ConceptHit hit in text.Concepts)
        {
            if (hit.Concept.Kind != ConceptKind.Body || hit.Negated)
                continue;
            if (text.ClauseOf[hit.First] == clause)
            {
                own = true;
                foreach (ConceptHit earlier in text.Concepts)
                {
                    shared |= earlier.Concept == hit.Concept && text.ClauseOf[earlier.First] >= opened && text.ClauseOf[earlier.First] < clause;
                }
            }
            else
            {
                before |= text.ClauseOf[hit.First] >= opened && text.ClauseOf[hit.First] < clause;
            }
        }

        return own && before && !shared;
    }

    // A named condition, such as a bunion, needs no body part carried over.
    private static bool HasBody(ReadText text, Clause clause, bool countDenied)
    {
        foreach (ConceptHit hit in text.Concepts)
        {
            if (hit.Concept.Kind is ConceptKind.Body or ConceptKind.Condition && (countDenied || !hit.Negated) && hit.First >= clause.First && hit.Last <= clause.Last)
                return true;
        }

        return false;
    }
}
