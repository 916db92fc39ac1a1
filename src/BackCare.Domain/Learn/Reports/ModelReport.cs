using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.Reports;

/// <summary>Everything the report of a product model shows, as numbers.</summary>
public sealed record ModelReport
{
    private const int RowsExplained = 1_000, CurvesShown = 8;

    /// <summary>The model's card.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The model on the test part.</summary>
    public required ModelEvaluation Evaluation { get; init; }

    /// <summary>What position did to clicks.</summary>
    public required ExaminationCurve Examination { get; init; }

    /// <summary>Learning curve, importance and dependence.</summary>
    public required TrainingReport Training { get; init; }

    /// <summary>Explains the model on rows of the test part and gathers the numbers.</summary>
    /// <param name="card">The model's card.</param>
    /// <param name="parts">The data.</param>
    /// <param name="trained">What training gave.</param>
    /// <param name="evaluation">The model on the test part.</param>
    public static ModelReport Of(ModelCard card, TrainingParts parts, TrainedModel trained, ModelEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(trained);
        Attributions attributions = Attributions.Of(trained.Forest, parts.Test.Data.Features, RowsExplained);
        IReadOnlyList<FeatureWeight> importance = TrainingMeasurement.Importance(trained.Forest, attributions);
        return new ModelReport
        {
            Card = card,
            Evaluation = evaluation,
            Examination = parts.Train.Examination ?? ExaminationCurve.Flat,
            Training = new TrainingReport
            {
                Title = $"Model {card.Version}",
                Facts = [],
                Metric = RankingMetric.Parse(card.Options.Metric),
                HeldOut = true,
                StoppedByThem = false,
                Groups = evaluation.Groups,
                Skipped = evaluation.Groups - evaluation.Counted,
                LearningCurve = trained.LearningCurve,
                BestIteration = trained.BestIteration,
                BestFeature = null,
                Metrics = [],
                Importance = importance,
                Dependence = [.. importance.Take(CurvesShown).Select(weight => TrainingMeasurement.Dependence(parts.Test.Data, weight, attributions))],
                Slices = [],
            },
        };
    }
}
