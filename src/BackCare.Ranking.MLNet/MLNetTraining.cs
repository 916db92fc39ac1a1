#if MLNET
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using RegressionTree = BackCare.Ranking.Forest.RegressionTree;
using TreeModel = Microsoft.ML.ISingleFeaturePredictionTransformer<Microsoft.ML.Trainers.FastTree.TreeEnsembleModelParametersBasedOnRegressionTree>;

namespace BackCare.Ranking.MLNet;

/// <summary>One of ML.NET's ranking trainers with options set.</summary>
internal delegate IEstimator<TreeModel> MakeEstimator(MLContext context, TrainerOptions options, RankingDataView rows);

/// <summary>What both trainers of ML.NET share: data in, trees out, measured, checked against ML.NET's own scores.</summary>
internal static class MLNetTraining
{
    /// <param name="make">The trainer of ML.NET.</param>
    /// <param name="train">Checked groups.</param>
    /// <param name="validation">Checked groups, or null.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="progress">Told, once the trees are grown, of each tree as it is measured.</param>
    /// <param name="cancellation">See <see cref="MLNetCancellation"/>.</param>
    public static TrainedModel Train(
        MakeEstimator make, RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        RankingDataView rows = new(train.Features, TrainingRows.Of(train, options), options.Imputation, cancellation);
        string[] infos = RoutedRows.Describe(train.Features);
        (MLContext context, TreeModel model) = Grow(make, rows, options, cancellation);
        FlatForest grown = Convert(model, train, infos, options);
        (int kept, IReadOnlyList<TrainingProgress> curve) = StagedMetric.Measure(grown, train, validation, options, progress, cancellation);
        FlatForest forest = grown.Take(kept);
        if (kept < grown.Trees.Length)
        {
            // ML.NET cannot drop trees from a model: the same training once more, ended earlier, gives the .zip that equals model.txt.
            (context, model) = Grow(make, rows, options with { Trees = kept }, cancellation);
            RequireSameTrees(forest, Convert(model, train, infos, options));
        }

        RequireSameScores(forest, model, train, rows);
        return new TrainedModel(forest, kept, curve)
        {
            Imputation = options.Imputation,
            Beside = [new(".zip", Save(context, model, rows.Schema))],
        };
    }

    private static (MLContext Context, TreeModel Model) Grow(MakeEstimator make, RankingDataView rows, TrainerOptions options, CancellationToken cancellation)
    {
        MLContext context = new(options.Seed);
        using (MLNetCancellation.Watch(context, cancellation))
        {
            try
            {
                return (context, make(context, options, rows).Fit(rows));
            }
            catch (Exception end) when (cancellation.IsCancellationRequested && IsCancellation(end))
            {
                throw new OperationCanceledException(cancellation);
            }
        }
    }

    /// <summary>FastTree's worker threads each say that they were cancelled.</summary>
    private static bool IsCancellation(Exception end) =>
        end is OperationCanceledException || (end is AggregateException all && all.Flatten().InnerExceptions.All(inner => inner is OperationCanceledException));

    private static FlatForest Convert(TreeModel model, RankingData train, string[] infos, TrainerOptions options) => FlatForest.FromTrees(
        train.Features.FeatureNames,
        infos,
        RoutedRows.Fill(MLNetForest.TreesOf(model.Model, options.Imputation, options.LearningRate), train.Features));

    private static void RequireSameTrees(FlatForest expected, FlatForest again)
    {
        bool same = expected.Trees.Length == again.Trees.Length
            && expected.Trees.Zip(again.Trees).All(pair => IsSame(pair.First, pair.Second));
        if (!same)
            throw new InvalidOperationException(
                $"ML.NET did not grow the same {expected.Trees.Length} trees a second time. Train with EarlyStoppingRounds 0 and Trees {expected.Trees.Length}.");
    }

    private static bool IsSame(RegressionTree a, RegressionTree b) =>
        a.SplitFeature.SequenceEqual(b.SplitFeature) && a.Threshold.SequenceEqual(b.Threshold)
        && a.LeftChild.SequenceEqual(b.LeftChild) && a.RightChild.SequenceEqual(b.RightChild) && a.LeafValue.SequenceEqual(b.LeafValue);

    /// <summary>A served score that is not the one ML.NET gives would be a bug of the conversion: better no model than that.</summary>
    private static void RequireSameScores(FlatForest forest, TreeModel model, RankingData train, RankingDataView rows)
    {
        double[] ours = new double[train.Rows];
        ForestScorer.Score(forest, train.Features, ours);
        int[] order = rows.Order;
        int position = 0;
        foreach (float theirs in model.Transform(rows).GetColumn<float>("Score"))
        {
            int row = order[position++];
            if ((float)ours[row] != theirs)
                throw new InvalidOperationException(
                    FormattableString.Invariant($"Row {row} scores {(float)ours[row]:R} after conversion, {theirs:R} in ML.NET; this is a bug, please report it."));
        }
    }

    private static byte[] Save(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using MemoryStream zip = new();
        context.Model.Save(model, schema, zip);
        return zip.ToArray();
    }
}
#endif
