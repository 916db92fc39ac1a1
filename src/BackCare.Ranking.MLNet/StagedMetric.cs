using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>Measures a grown forest tree by tree with this project's metrics, and finds where early stopping would have ended it.</summary>
/// <remarks>ML.NET watches its own NDCG, at depth 5 (LightGBM) or 1 and 3 (FastTree), with ties by row order; so all trees are grown and the
/// best number of them is found here, by the same rule as everywhere: stop when the metric has not risen for that many trees.</remarks>
internal static class StagedMetric
{
    /// <summary>The learning curve and the number of trees to keep.</summary>
    public static (int Kept, IReadOnlyList<TrainingProgress> Curve) Measure(
        FlatForest forest, RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Stage? onTraining = options.MeasureTraining ? new(forest, train, options) : null;
        Stage? onValidation = validation is null ? null : new(forest, validation, options);
        List<TrainingProgress> curve = [];
        (double best, int kept) = (double.NegativeInfinity, 0);
        for (int tree = 0; tree < forest.Trees.Length; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (options.EarlyStoppingRounds > 0 && tree - kept >= options.EarlyStoppingRounds)
                break;
            TrainingProgress made = new(tree + 1, options.Trees, onTraining?.Add(tree), onValidation?.Add(tree));
            if (made.ValidationMetric > best)
                (best, kept) = (made.ValidationMetric.Value, tree + 1);
            curve.Add(made);
            progress?.Report(made);
        }

        return (options.EarlyStoppingRounds > 0 && kept > 0 ? kept : forest.Trees.Length, curve);
    }

    private sealed class Stage(FlatForest forest, RankingData data, TrainerOptions options)
    {
        private readonly WatchedMetric _metric = new(data, options);
        private readonly double[] _scores = new double[data.Rows];
        private readonly float[] _rows = RowMajor(data.Features);

        /// <summary>The metric once tree <paramref name="tree"/> has been added.</summary>
        public double Add(int tree)
        {
            int width = data.Features.Columns;
            for (int row = 0; row < _scores.Length; row++)
                _scores[row] += forest.Nodes.LeafValue[forest.Nodes.LeafOf(tree, _rows.AsSpan(row * width, width))];
            return _metric.Of(_scores);
        }

        private static float[] RowMajor(FeatureMatrix matrix)
        {
            float[] rows = new float[checked(matrix.Rows * matrix.Columns)];
            for (int row = 0; row < matrix.Rows; row++)
                matrix.CopyRow(row, rows.AsSpan(row * matrix.Columns));
            return rows;
        }
    }
}
