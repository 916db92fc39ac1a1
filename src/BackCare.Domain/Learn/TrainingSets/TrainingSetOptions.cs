using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Scoring;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>How served lists and responses become graded, weighted groups.</summary>
public sealed record TrainingSetOptions
{
    /// <summary>What a response is worth.</summary>
    public JudgementRules Rules { get; init; } = new();

    /// <summary>The schema rows must have; lists of another are counted and left out.</summary>
    public FeatureSchema Schema { get; init; } = FeatureSchema.Current;

    /// <summary>How examination is estimated and turned into weights.</summary>
    public ExaminationOptions Examination { get; init; } = new();
}
