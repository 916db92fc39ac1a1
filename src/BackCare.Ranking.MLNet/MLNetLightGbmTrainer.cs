#if MLNET
using BackCare.Ranking.Data;
using BackCare.Ranking.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace BackCare.Ranking.MLNet;

/// <summary>LightGBM's lambdarank through ML.NET, as a forest of ours.</summary>
/// <remarks>ML.NET shows no progress while LightGBM grows trees: all of it is reported afterwards, tree by tree, as the trees are measured.
/// It rounds LightGBM's thresholds to floats, so its scores (and ours) can differ from those of LightGBM itself on rows in between.</remarks>
public sealed class MLNetLightGbmTrainer : ITrainer
{
    /// <inheritdoc/>
    public string Name => Trainers.LightGbm;

    /// <inheritdoc/>
    public TrainedModel Train(
        RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        MLNetData.Check(train, validation, options, MLNetOptions.LightGbmFaults(options));
        return MLNetTraining.Train(Estimator, train, validation, options, progress, cancellation);
    }

    private static LightGbmRankingTrainer Estimator(MLContext context, TrainerOptions options, RankingDataView rows) =>
        context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = RankingDataView.Label,
            RowGroupColumnName = RankingDataView.Group,
            FeatureColumnName = RankingDataView.Features,
            ExampleWeightColumnName = rows.HasWeights ? RankingDataView.Weight : null,
            NumberOfIterations = options.Trees,
            LearningRate = options.LearningRate,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.MinDataInLeaf,
            MaximumBinCountPerFeature = options.MaxBin,
            Sigmoid = options.Sigmoid,
            CustomGains = [.. Enumerable.Range(0, MLNetData.HighestGrade + 1).Select(grade => (int)((1L << grade) - 1))],
            EvaluationMetric = LightGbmRankingTrainer.Options.EvaluateMetricType.None,
            UseCategoricalSplit = false,
            HandleMissingValue = true,
            Seed = options.Seed,
            Deterministic = true,
            ForceColumnWise = true,
            NumberOfThreads = MLNetThreads.Of(options),
            Booster = new GradientBooster.Options
            {
                MaximumTreeDepth = Math.Max(options.MaxDepth, 0),
                MinimumChildWeight = options.MinHessianInLeaf,
                MinimumSplitGain = options.MinGainToSplit,
                L1Regularization = options.LambdaL1,
                L2Regularization = options.LambdaL2,
                SubsampleFraction = options.BaggingFraction,
                SubsampleFrequency = options.BaggingFrequency,
                FeatureFraction = options.FeatureFraction,
            },
        });
}
#endif
