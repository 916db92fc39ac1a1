using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Which of the understood symptoms count for the answer. All of them are shown back; a far runner-up decides nothing.</summary>
public static class MatchedSymptoms
{
    /// <summary>A symptom read out of the text counts from this share of the best one's confidence on. Two complaints in one text share the confidence
    /// between them, so the share is low; below it stand readings that the text hardly supports, and their danger signs and harms would be noise.</summary>
    public const double ShareOfBest = 0.15;

    /// <summary>The understanding with the symptoms that count: every ticked one, and of those in the text the ones near the best. Unknown ids are left out.</summary>
    public static Understanding Of(Understanding understanding, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(understanding);
        ArgumentNullException.ThrowIfNull(knowledge);
        double best = 0;
        foreach (LinkedSymptom symptom in understanding.Symptoms)
            best = symptom.Origin == LinkOrigin.Text ? Math.Max(best, symptom.Confidence) : best;
        return understanding with
        {
            Symptoms =
            [
                .. understanding.Symptoms.Where(s => knowledge.Symptoms.ContainsKey(s.SymptomId)
                    && (s.Origin == LinkOrigin.Ticked || s.Confidence >= ShareOfBest * best)),
            ],
        };
    }
}
