#if MLNET
using BackCare.Ranking.Data;
using BackCare.Ranking.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace BackCare.Ranking.MLNet;

/// <summary>ML.NET's FastTree (LambdaMART), as a forest of ours.</summary>
/// <remarks>Two options mean something else here than in LightGBM: the learning rate is also the steepness of the pairwise logistic, and the
/// truncation cuts only the ideal DCG that gradients are divided by. Bagging draws whole groups. Progress comes once all trees are grown.</remarks>
public sealed class MLNetFastTreeTrainer : ITrainer
{
    /// <inheritdoc/>
    public string Name => Trainers.FastTree;

    /// <inheritdoc/>
    public TrainedModel Train(
        RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        MLNetData.Check(train, validation, options, MLNetOptions.FastTreeFaults(options));
        return MLNetTraining.Train(Estimator, train, validation, options, progress, cancellation);
    }

    private static FastTreeRankingTrainer Estimator(MLContext context, TrainerOptions options, RankingDataView rows) =>
        context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
        {
            LabelColumnName = RankingDataView.Label,
            RowGroupColumnName = RankingDataView.Group,
            FeatureColumnName = RankingDataView.Features,
            ExampleWeightColumnName = rows.HasWeights ? RankingDataView.Weight : null,
            NumberOfTrees = options.Trees,
            LearningRate = options.LearningRate,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.MinDataInLeaf,
            MaximumBinCountPerFeature = options.MaxBin,
            FeatureFraction = options.FeatureFraction,
            BaggingSize = options.BaggingFraction < 1 ? options.BaggingFrequency : 0,
            BaggingExampleFraction = options.BaggingFraction,
            NdcgTruncationLevel = options.Truncation,
            CustomGains = [.. Enumerable.Range(0, MLNetData.HighestGrade + 1).Select(grade => (double)((1L << grade) - 1))],
            CategoricalSplit = false,
            Seed = options.Seed,
            FeatureSelectionSeed = options.Seed,
            NumberOfThreads = MLNetThreads.Of(options),
            MemoryStatistics = false,
        });
}
#endif
