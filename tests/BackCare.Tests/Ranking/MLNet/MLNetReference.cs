using BackCare.Ranking.Data;
using BackCare.Ranking.MLNet;
#if MLNET
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using TreeModel = Microsoft.ML.ISingleFeaturePredictionTransformer<Microsoft.ML.Trainers.FastTree.TreeEnsembleModelParametersBasedOnRegressionTree>;
#else
using System.Diagnostics;
#endif

namespace BackCare.Tests.Ranking.MLNet;

/// <summary>What ML.NET itself says of rows. Tests that need it are skipped, with the reason, where ML.NET is absent.</summary>
public static class MLNetReference
{
    public const string WhySkipped = $"ML.NET is not in this build: {MLNetBuild.WhyAbsent}.";

    public static bool IsPresent => MLNetBuild.Version is not null;

#if MLNET
    /// <summary>Scores rows with the trees of a saved model, all at once.</summary>
    public static float[] Transform(ReadOnlyMemory<byte> zip, FeatureMatrix rows)
    {
        TreeModel model = Load(new MLContext(0), zip);
        return [.. model.Transform(View(rows)).GetColumn<float>("Score")];
    }

    /// <summary>Scores rows with the trees of a saved model, one by one.</summary>
    public static float[] PredictOneByOne(ReadOnlyMemory<byte> zip, FeatureMatrix rows)
    {
        MLContext context = new(0);
        SchemaDefinition input = SchemaDefinition.Create(typeof(Row));
        input[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Columns);
        using PredictionEngine<Row, Scored> engine = context.Model.CreatePredictionEngine<Row, Scored>(Load(context, zip), inputSchemaDefinition: input);
        float[] scores = new float[rows.Rows];
        Row row = new() { Features = new float[rows.Columns] };
        for (int index = 0; index < scores.Length; index++)
        {
            rows.CopyRow(index, row.Features);
            scores[index] = engine.Predict(row).Score;
        }

        return scores;
    }

    /// <summary>A model on a one-hot encoded category and a number, with categorical splits; and the rows as its trees see them.</summary>
    public static (byte[] Zip, FeatureMatrix Rows) TrainWithCategories(string trainer, int groups, int size, int categories)
    {
        MLContext context = new(1);
        Random random = new(5);
        double[] worth = [.. Enumerable.Range(0, categories).Select(_ => random.NextDouble())];
        List<Article> articles = [];
        for (int row = 0; row < groups * size; row++)
        {
            uint region = (uint)random.Next(categories);
            float price = random.Next(20);
            float grade = (float)Math.Clamp(Math.Floor(worth[region] * 4 + random.NextDouble() - price / 20), 0, 4);
            articles.Add(new Article { Label = grade, GroupId = (uint)(row / size) + 1, Region = $"r{region}", Price = price });
        }

        IDataView data = context.Data.LoadFromEnumerable(articles);
        var features = context.Transforms.Categorical.OneHotEncoding("Hot", nameof(Article.Region))
            .Append(context.Transforms.Concatenate("Features", "Hot", nameof(Article.Price)))
            .Append(context.Transforms.Conversion.MapValueToKey(nameof(Article.GroupId))).Fit(data);
        IEstimator<TreeModel> estimator = trainer == Trainers.LightGbm
            ? context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
            { NumberOfIterations = 30, NumberOfLeaves = 15, MinimumExampleCountPerLeaf = 5, UseCategoricalSplit = true, MinimumExampleCountPerGroup = 5, NumberOfThreads = 1, Seed = 1 })
            : context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
            { NumberOfTrees = 30, NumberOfLeaves = 15, MinimumExampleCountPerLeaf = 5, CategoricalSplit = true, MinimumExamplesForCategoricalSplit = 5, NumberOfThreads = 1, Seed = 1 });
        IDataView featurised = features.Transform(data);
        TreeModel model = estimator.Fit(featurised);
        using MemoryStream zip = new();
        context.Model.Save(features.Append(model), data.Schema, zip);
        VBuffer<ReadOnlyMemory<char>> names = default;
        featurised.Schema["Features"].GetSlotNames(ref names);
        float[][] rows = [.. featurised.GetColumn<float[]>("Features")];
        return (zip.ToArray(), FeatureMatrix.FromRows(
            rows.Length, rows[0].Length, rows.SelectMany(row => row).ToArray(), [.. names.DenseValues().Select(name => name.ToString())]));
    }

    /// <summary>How many nodes of a saved model ask for several slots at once.</summary>
    public static int CategoricalNodes(ReadOnlyMemory<byte> zip) =>
        Load(new MLContext(0), zip).Model.TrainedTreeEnsemble.Trees.Sum(tree => tree.CategoricalSplitFlags.Count(flag => flag));

    /// <summary>Rows as ML.NET's trainers read them, in their order.</summary>
    public static IReadOnlyList<(float Label, uint Group, float Weight, float[] Features)> Read(RankingData data, int[] order, IReadOnlyList<float> imputation)
    {
        RankingDataView view = new(data.Features, TrainingRows.Graded(data, order), imputation);
        IEnumerable<float> weights = view.HasWeights ? view.GetColumn<float>(RankingDataView.Weight) : Enumerable.Repeat(1f, data.Rows);
        return [.. view.GetColumn<float>(RankingDataView.Label).Zip(view.GetColumn<uint>(RankingDataView.Group), weights)
            .Zip(view.GetColumn<float[]>(RankingDataView.Features), (row, features) => (row.First, row.Second, row.Third, features))];
    }

    /// <summary>Type of the group column: what a key is stored as, and how many keys there are; and whether rows may be shuffled.</summary>
    public static (Type Stored, ulong Keys, bool CanShuffle) GroupKey(RankingData data)
    {
        RankingDataView view = new(data.Features, TrainingRows.Graded(data, [.. Enumerable.Range(0, data.Rows)]), []);
        var key = (KeyDataViewType)view.Schema[RankingDataView.Group].Type;
        return (key.RawType, key.Count, view.CanShuffle);
    }

    private static TreeModel Load(MLContext context, ReadOnlyMemory<byte> zip)
    {
        context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
        context.ComponentCatalog.RegisterAssembly(typeof(FastTreeRankingModelParameters).Assembly);
        ITransformer loaded = context.Model.Load(new MemoryStream(zip.ToArray()), out _);
        return loaded as TreeModel ?? ((IEnumerable<ITransformer>)loaded).OfType<TreeModel>().Single();
    }

    private static RankingDataView View(FeatureMatrix rows) =>
        new(rows, TrainingRows.Graded(new RankingData(rows, new float[rows.Rows], rows.Rows == 0 ? [0] : [0, rows.Rows]), [.. Enumerable.Range(0, rows.Rows)]), []);

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class Article
    {
        public float Label { get; set; }

        public uint GroupId { get; set; }

        public string Region { get; set; } = "";

        public float Price { get; set; }
    }
#else
    public static float[] Transform(ReadOnlyMemory<byte> zip, FeatureMatrix rows) => throw new UnreachableException();

    public static float[] PredictOneByOne(ReadOnlyMemory<byte> zip, FeatureMatrix rows) => throw new UnreachableException();

    public static (byte[] Zip, FeatureMatrix Rows) TrainWithCategories(string trainer, int groups, int size, int categories) => throw new UnreachableException();

    public static IReadOnlyList<(float Label, uint Group, float Weight, float[] Features)> Read(RankingData data, int[] order, IReadOnlyList<float> imputation) =>
        throw new UnreachableException();

    public static (Type Stored, ulong Keys, bool CanShuffle) GroupKey(RankingData data) => throw new UnreachableException();

    public static int CategoricalNodes(ReadOnlyMemory<byte> zip) => throw new UnreachableException();
#endif
}
