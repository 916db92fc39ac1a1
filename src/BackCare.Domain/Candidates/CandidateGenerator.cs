using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Collects what a shelf holds for the matched symptoms: by their own evidence rules, and through the kinetic chain.</summary>
public static class CandidateGenerator
{
    /// <summary>One group per kind of product, with its strongest reason. Symptoms that the verdict stops bring nothing.</summary>
    /// <remarks>A kind with a rule for any matched symptom is direct and scored over all those rules by noisy-or; its chain hits are then left out.</remarks>
    public static IReadOnlyList<CandidateGroup> Collect(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(shelf);
        var drafts = new Draft?[shelf.Kinds.Count];
        foreach (LinkedSymptom linked in symptoms)
        {
            if (verdict.StoppedSymptoms.Contains(linked.SymptomId))
                continue;
            foreach (IndexedHit hit in shelf.Index(linked.SymptomId).Direct)
                (drafts[hit.Kind.Index] ??= new Draft()).Add(linked, hit.Hit);
        }

        foreach (LinkedSymptom linked in symptoms)
        {
            if (verdict.StoppedSymptoms.Contains(linked.SymptomId))
                continue;
            SymptomIndex index = shelf.Index(linked.SymptomId);
            foreach (IndexedHit hit in index.Chain)
            {
                if (drafts[hit.Kind.Index] is not { IsDirect: true } && !index.NoBenefit.ContainsKey(hit.Kind))
                    (drafts[hit.Kind.Index] ??= new Draft()).Add(linked, hit.Hit);
            }
        }

        return Finish(drafts, symptoms, shelf);
    }

    private static List<CandidateGroup> Finish(Draft?[] drafts, IReadOnlyList<LinkedSymptom> symptoms, Shelf shelf)
    {
        var groups = new List<CandidateGroup>(drafts.Length);
        for (int i = 0; i < drafts.Length; i++)
        {
            if (drafts[i] is not { } draft)
                continue;
            ShelfKind kind = shelf.Kinds[i];
            groups.Add(new CandidateGroup(draft.Finish(kind.First, HasNegativeEvidence(kind, symptoms, shelf)), kind.Facts));
        }

        return groups;
    }

    private static bool HasNegativeEvidence(ShelfKind kind, IReadOnlyList<LinkedSymptom> symptoms, Shelf shelf)
    {
        for (int i = 0; i < symptoms.Count; i++)
        {
            if (shelf.Index(symptoms[i].SymptomId).NoBenefit.ContainsKey(kind))
                return true;
        }

        return false;
    }

    /// <summary>Reasons for one kind as they come in.</summary>
    private sealed class Draft
    {
        private readonly List<(LinkedSymptom Symptom, double Score)> serves = new(2);
        private Hit? best;
        private double bestScore, score;

        public bool IsDirect => best is { Reached: null };

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

        public Candidate Finish(ShelfItem item, bool hasNegativeEvidence) => new()
        {
            Item = item,
            Best = best!,
            KnowledgeScore = score,
            Serves = serves.Count == 1 ? [serves[0].Symptom]
                : [.. serves.OrderByDescending(s => s.Score).ThenBy(s => s.Symptom.SymptomId, StringComparer.Ordinal).Select(s => s.Symptom)],
            HasNegativeEvidence = hasNegativeEvidence,
        };
    }
}
