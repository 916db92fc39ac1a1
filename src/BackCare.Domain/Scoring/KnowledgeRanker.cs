namespace BackCare.Domain.Scoring;

/// <summary>Ranks by the score from the graph alone; serves when no model is promoted.</summary>
public sealed class KnowledgeRanker : IRanker
{
    /// <inheritdoc/>
    public string Name => "knowledge";

    /// <inheritdoc/>
    public string Version => "1";

    /// <inheritdoc/>
    public void Score(CandidateRows rows, Span<double> scores)
    {
        for (int i = 0; i < rows.Candidates.Length; i++) scores[i] = rows.Candidates[i].KnowledgeScore;
    }

    /// <summary>The whole score is the knowledge score.</summary>
    public double? Explain(CandidateRows rows, Span<double> contributions)
    {
        contributions.Clear();
        for (int i = 0; i < rows.Candidates.Length; i++) contributions[i * rows.Width + CandidateFeatures.KnowledgeScoreColumn] = rows.Candidates[i].KnowledgeScore;
        return 0;
    }
}
