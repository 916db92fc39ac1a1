using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Collects what a shelf holds for the matched symptoms: by their own evidence rules, and through the kinetic chain.</summary>
public static class CandidateGenerator
{
    /// <summary>One candidate per product, with its strongest reason. Symptoms that the verdict stops bring nothing.</summary>
    /// <remarks>A product with a rule for any matched symptom is direct and scored over all those rules by noisy-or; its chain hits are then left out.</remarks>
    public static IReadOnlyList<Candidate> Collect(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(shelf);
        LinkedSymptom[] open = [.. symptoms.Where(s => !verdict.StoppedSymptoms.Contains(s.SymptomId))];
        var drafts = new Dictionary<int, Draft>();
        foreach (LinkedSymptom linked in open)
        {
            foreach (IndexedHit hit in shelf.Index(linked.SymptomId).Direct)
                For(drafts, hit.Item).Add(linked, hit.Hit);
        }

        foreach (LinkedSymptom linked in open)
        {
            foreach (IndexedHit hit in shelf.Index(linked.SymptomId).Chain)
            {
                Draft draft = For(drafts, hit.Item);
                if (draft.IsEmptyOrChain && !shelf.Index(linked.SymptomId).NoBenefit.ContainsKey(hit.Item))
                    draft.Add(linked, hit.Hit);
            }
        }

        int[] places = [.. drafts.Keys];
        Array.Sort(places);
        var candidates = new List<Candidate>(places.Length);
        foreach (int place in places)
        {
            if (drafts[place].Finish(shelf.Items[place], symptoms.Any(s => shelf.Index(s.SymptomId).NoBenefit.ContainsKey(place))) is { } candidate)
                candidates.Add(candidate);
        }

        return candidates;
    }

    private static Draft For(Dictionary<int, Draft> drafts, int item)
    {
        if (!drafts.TryGetValue(item, out Draft? draft))
            drafts[item] = draft = new Draft();
        return draft;
    }

    /// <summary>Reasons for one product as they come in.</summary>
    private sealed class Draft
    {
        private readonly List<(LinkedSymptom Symptom, double Score)> serves = [];
        private Hit? best;
        private double bestScore, score;

        public bool IsEmptyOrChain => best?.Reached is not null || best is null;

        public void Add(LinkedSymptom symptom, Hit hit)
        {
            double match = symptom.Confidence * hit.Strength;
            score = hit.Reached is null ? KnowledgeScore.NoisyOr(score, match) : Math.Max(score, match);
            serves.Add((symptom, match));
            if (best is not null && match <= bestScore)
                return;
            best = hit;
            bestScore = match;
        }

        public Candidate? Finish(ShelfItem item, bool hasNegativeEvidence) => best is null ? null : new Candidate
        {
            Item = item,
            Best = best,
            KnowledgeScore = score,
            Serves = [.. serves.OrderByDescending(s => s.Score).ThenBy(s => s.Symptom.SymptomId, StringComparer.Ordinal).Select(s => s.Symptom)],
            HasNegativeEvidence = hasNegativeEvidence,
        };
    }
}
