using System.Collections.Frozen;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Picks the one qualifier that separates tied candidates best.</summary>
internal sealed class TieQuestion(KnowledgeBase knowledge)
{
    /// <summary>Candidates whose confidence is at least this share of the best one's are tied with it.</summary>
    public const double TieShare = 0.45;

    private readonly Qualifier[] qualifiers = [.. knowledge.Rows.Qualifiers.OrderBy(q => q.Id, StringComparer.Ordinal)];
    private readonly FrozenDictionary<string, FrozenSet<string>> qualifiersOf =
        knowledge.Rows.Symptoms.ToFrozenDictionary(s => s.Id, s => s.Qualifiers.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The qualifier with the highest information gain over the tied candidates; null when nothing is tied or nothing separates.</summary>
    /// <param name="candidates">Symptoms with their confidences, in any order.</param>
    /// <param name="settled">Qualifiers stated, confirmed, denied or skipped; not asked.</param>
    public Qualifier? Choose(IReadOnlyList<(string Id, double Confidence)> candidates, IReadOnlySet<string> settled)
    {
        double floor = TieShare * candidates.Select(c => c.Confidence).DefaultIfEmpty(0).Max();
        (FrozenSet<string> Qualifiers, double Confidence)[] tied =
            [.. candidates.Where(c => c.Confidence >= floor && c.Confidence > 0).Select(c => (qualifiersOf[c.Id], c.Confidence))];
        if (tied.Length < 2)
            return null;
        double total = tied.Sum(c => c.Confidence);
        Qualifier? best = null;
        double bestGain = 1e-9;
        foreach (Qualifier qualifier in qualifiers)
        {
            if (settled.Contains(qualifier.Id))
                continue;
            double having = 0;
            foreach ((FrozenSet<string> theirs, double confidence) in tied)
                having += theirs.Contains(qualifier.Id) ? confidence : 0;
            double gain = Entropy(having / total);
            if (gain > bestGain)
                (best, bestGain) = (qualifier, gain);
        }

        return best;
    }

    // A yes or no that is certain given the symptom: its information gain is its own entropy.
    private static double Entropy(double share) =>
        share is <= 0 or >= 1 ? 0 : -(share * Math.Log2(share)) - ((1 - share) * Math.Log2(1 - share));
}
