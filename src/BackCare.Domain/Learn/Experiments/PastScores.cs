using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.Domain.Learn.Experiments;

/// <summary>What a ranker gives the candidates of a past list, from the very rows that serving scored.</summary>
public static class PastScores
{
    /// <summary>One score per candidate of the list.</summary>
    /// <param name="ranker">The challenger. The knowledge ranking reads its score where the rows hold it.</param>
    /// <param name="list">A list of the schema that this build serves.</param>
    public static double[] Of(IRanker ranker, ScoredList list)
    {
        ArgumentNullException.ThrowIfNull(ranker);
        ArgumentNullException.ThrowIfNull(list);
        int width = FeatureSchema.Current.Width;
        double[] scores = new double[list.ProductIds.Count];
        if (list.Rows.Length != scores.Length * width)
            throw new ArgumentException($"{list.Rows.Length} values are no {scores.Length} rows of {width}: the list is of another schema.", nameof(list));
        if (ranker is not KnowledgeRanker)
        {
            ranker.Score(new CandidateRows([], list.Rows.Span, width), scores);
            return scores;
        }
        for (int i = 0; i < scores.Length; i++) scores[i] = list.Rows.Span[i * width + CandidateFeatures.KnowledgeScoreColumn];
        return scores;
    }
}
