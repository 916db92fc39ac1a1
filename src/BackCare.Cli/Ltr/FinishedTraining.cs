using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary>A trained model with everything it came from; makes its card.</summary>
internal sealed class FinishedTraining(
    string trainer, TrainedModel trained, TrainerOptions options, RankingData train, GradedFiles trainFiles, RankingData? valid, GradedFiles? validFiles, bool named = false)
{
    public static readonly BootstrapOptions Bootstrap = new();

    public TrainedModel Trained => trained;

    public TrainerOptions Options => options;

    public RankingData Train => train;

    /// <summary>The groups metrics are taken on: validation when there are any.</summary>
    public RankingData Measured => valid ?? train;

    public bool HeldOut => valid is not null;

    /// <summary>The metric that was asked for, then NDCG at 1, 3, 5 and 10.</summary>
    public IReadOnlyList<RankingMetric> Metrics { get; } =
        [.. new[] { options.Metric, "ndcg@1", "ndcg@3", "ndcg@5", "ndcg@10" }.Select(RankingMetric.Parse).Distinct()];

    /// <summary>The model's score of every measured row.</summary>
    public double[] Scores { get; } = ScoresOf(trained.Forest, (valid ?? train).Features);

    public ModelCard Card(string modelPath, string modelHash)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
        double[] tied = new double[Measured.Rows];
        return new ModelCard
        {
            Trainer = trainer,
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            Seed = options.Seed,
            Options = options,
            Train = GradedSource.Of(trainFiles, folder, train),
            Validation = valid is null ? null : GradedSource.Of(validFiles!, folder, valid),
            FeatureNames = named ? train.Features.FeatureNames : null,
            BestIteration = trained.BestIteration,
            TreesGrown = trained.LearningCurve.Count,
            MeasuredOn = HeldOut ? "validation" : "train",
            Metrics = [.. Metrics.Select(metric => CardMetric.Of(
                metric,
                metric.Evaluate(Measured, Scores),
                metric.Evaluate(Measured, tied),
                Bootstrap))],
            Model = Path.GetFileName(modelPath),
            ModelHash = modelHash,
        };
    }

    private static double[] ScoresOf(FlatForest forest, FeatureMatrix rows)
    {
        double[] scores = new double[rows.Rows];
        ForestScorer.Score(forest, rows, scores);
        return scores;
    }
}
