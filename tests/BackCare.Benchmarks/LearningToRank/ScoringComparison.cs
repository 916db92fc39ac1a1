using BackCare.Ranking.Data;
#if MLNET
using System.Diagnostics;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
#endif

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>Models that ML.NET saved, scored by ML.NET's <c>Transform</c> and <c>PredictionEngine</c> and by our forest.</summary>
internal static class ScoringComparison
{
#if MLNET
    private const int TimedRows = 1_000;

    /// <summary>Prints times and differences of every such model in <paramref name="folder"/>; false when any score differs.</summary>
    internal static bool Run(string folder, RankingData held)
    {
        bool same = true;
        foreach (string trainer in (string[])[Trainers.LightGbm, Trainers.FastTree])
            same &= Compare(Path.Combine(folder, trainer), trainer, held.Features);
        return same;
    }

    private static bool Compare(string path, string trainer, FeatureMatrix held)
    {
        using StreamReader text = new(path + ".txt");
        FlatForest forest = LightGbmText.Read(text);
        MLContext context = new(0);
        context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
        context.ComponentCatalog.RegisterAssembly(typeof(FastTreeRankingModelParameters).Assembly);
        ITransformer model = context.Model.Load(path + ".zip", out _);
        float largest = Differences(forest, model, held).Max();

        float[][] rows = [.. Enumerable.Range(0, Math.Min(TimedRows, held.Rows)).Select(row => RowOf(held, row))];
        FeatureMatrix few = FeatureMatrix.FromRows(rows.Length, held.Columns, rows.SelectMany(row => row).ToArray(), held.FeatureNames);
        double transform = Milliseconds(() => Transform(model, few));
        SchemaDefinition input = SchemaDefinition.Create(typeof(Row));
        input[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, held.Columns);
        using PredictionEngine<Row, Scored> engine = context.Model.CreatePredictionEngine<Row, Scored>(model, inputSchemaDefinition: input);
        Scored scored = new();
        double oneByOne = Milliseconds(() =>
        {
            foreach (float[] row in rows)
                engine.Predict(new Row { Features = row }, ref scored);
        });
        float[] cells = rows.SelectMany(row => row).ToArray();
        double[] scores = new double[rows.Length];
        double ours = Milliseconds(() => ForestScorer.Score(forest, cells, scores));
        Console.WriteLine(FormattableString.Invariant(
            $"{trainer}: {rows.Length} rows in {transform:F3} ms by Transform, {oneByOne:F3} ms by PredictionEngine, {ours:F3} ms by our forest ({transform / ours:F1} and {oneByOne / ours:F1} times as fast); largest score difference over {held.Rows} rows {largest:R}"));
        return largest == 0;
    }

    private static IEnumerable<float> Differences(FlatForest forest, ITransformer model, FeatureMatrix rows)
    {
        double[] ours = new double[rows.Rows];
        ForestScorer.Score(forest, rows, ours);
        return Transform(model, rows).Select((theirs, row) => MathF.Abs(theirs - (float)ours[row]));
    }

    private static float[] Transform(ITransformer model, FeatureMatrix rows) =>
        [.. model.Transform(new RankingDataView(rows, TrainingRows.Graded(new RankingData(rows, new float[rows.Rows], [0, rows.Rows]), [.. Enumerable.Range(0, rows.Rows)]), [])).GetColumn<float>("Score")];

    private static float[] RowOf(FeatureMatrix rows, int row)
    {
        float[] values = new float[rows.Columns];
        rows.CopyRow(row, values);
        return values;
    }

    /// <summary>The fastest of 30 runs after 20 that warm up: what else runs on the machine can only slow a run down.</summary>
    private static double Milliseconds(Action action)
    {
        for (int run = 0; run < 20; run++)
            action();
        double best = double.PositiveInfinity;
        for (int run = 0; run < 30; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
#else
    /// <summary>Nothing to compare without ML.NET.</summary>
    internal static bool Run(string folder, RankingData held) => true;
#endif
}
