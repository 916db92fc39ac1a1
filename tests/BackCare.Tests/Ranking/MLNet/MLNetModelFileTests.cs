using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

/// <summary>Models saved by ML.NET, read back; skipped with the reason where this build has no ML.NET.</summary>
public sealed class MLNetModelFileTests
{
    private static readonly string[] Names = ["fine", "coarse", "constant", "negative", "price"];

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_saved_model_reads_back_to_the_same_trees(string name)
    {
        TrainedModel model = Train(name);

        bool read = MLNetModelFile.TryRead(Open(model), Names, [], out FlatForest? forest, out string? trainer, out string? refusal);

        Assert.True(read, refusal);
        Assert.Equal(name, trainer);
        FeatureMatrix rows = GradedLists.OnThresholds(model.Forest, GradedLists.Make(seed: 2, groups: 20).Features);
        Assert.Equal(GradedLists.Scores(model.Forest, rows), GradedLists.Scores(forest!, rows));
        Assert.Equal(Names, forest!.FeatureNames);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_pipeline_with_categorical_splits_scores_the_same_on_one_several_and_no_category(string name)
    {
        (byte[] zip, FeatureMatrix rows) = MLNetReference.TrainWithCategories(name, groups: 300, size: 8, categories: 12);

        bool read = MLNetModelFile.TryRead(new MemoryStream(zip), rows.FeatureNames, [], out FlatForest? forest, out _, out string? refusal);

        Assert.True(read, refusal);
        Assert.True(MLNetReference.CategoricalNodes(zip) > 0);
        Assert.Equal(MLNetReference.Transform(zip, rows), GradedLists.Scores(forest!, rows));
        FeatureMatrix anyHot = SeveralCategories(rows);
        Assert.Equal(MLNetReference.Transform(zip, anyHot), GradedLists.Scores(forest!, anyHot));
        FeatureMatrix onThresholds = GradedLists.OnThresholds(forest!, rows);
        Assert.Equal(MLNetReference.Transform(zip, onThresholds), GradedLists.Scores(forest!, onThresholds));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_read_model_scores_a_missing_value_or_category_as_ml_net_scores_the_imputed_one(string name)
    {
        (byte[] zip, FeatureMatrix rows) = MLNetReference.TrainWithCategories(name, groups: 300, size: 8, categories: 12);
        float[] imputation = [.. Enumerable.Repeat(0f, rows.Columns - 1), 9.5f];
        RankingData lists = new(rows, new float[rows.Rows], [0, rows.Rows]);
        (RankingData missing, RankingData imputed) = GradedLists.WithMissing(lists, seed: 17, imputation);

        Assert.True(MLNetModelFile.TryRead(new MemoryStream(zip), rows.FeatureNames, imputation, out FlatForest? forest, out _, out string? refusal), refusal);

        Assert.Equal(MLNetReference.Transform(zip, imputed.Features), GradedLists.Scores(forest, missing.Features));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void A_model_of_another_schema_is_refused_with_the_first_difference()
    {
        TrainedModel model = Train(Trainers.LightGbm);

        Assert.Equal("Feature 1 of the model is 'coarse', the schema here has 'rough' there; retrain it on this schema.", Refusal(Open(model), ["fine", "rough", "constant", "negative", "price"]));
        Assert.Equal("The model was trained on 5 features, the schema here has 2; retrain it on this schema.", Refusal(Open(model), ["fine", "coarse"]));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void What_is_no_model_is_refused()
    {
        byte[] cut = Train(Trainers.FastTree).Beside[0].Content[..500].ToArray();

        Assert.StartsWith("The file is not a ranking model of ML.NET that can be read: ", Refusal(new MemoryStream([1, 2, 3]), Names), StringComparison.Ordinal);
        Assert.StartsWith("The file is not a ranking model of ML.NET that can be read: ", Refusal(new MemoryStream(cut), Names), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ml_net_reading_is_refused_with_the_reason()
    {
        Assert.SkipWhen(MLNetReference.IsPresent, "This build has ML.NET.");

        Assert.StartsWith("A model of ML.NET cannot be read. ML.NET is not in this build: ", Refusal(new MemoryStream([1, 2, 3]), Names), StringComparison.Ordinal);
    }

    private static string Refusal(Stream zip, string[] names)
    {
        Assert.False(MLNetModelFile.TryRead(zip, names, [], out _, out _, out string? refusal));
        return refusal;
    }

    private static MemoryStream Open(TrainedModel model) => new(model.Beside[0].Content.ToArray());

    private static TrainedModel Train(string name)
    {
        Assert.True(Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal), refusal);
        return trainer.Train(GradedLists.Make(seed: 1, groups: 80), null, new TrainerOptions { Trees = 15, Leaves = 8, MinDataInLeaf = 5 }, null, CancellationToken.None);
    }

    /// <summary>Rows with none, one and many of the category slots above zero, and with odd values in them.</summary>
    private static FeatureMatrix SeveralCategories(FeatureMatrix rows)
    {
        Random random = new(3);
        float[] odd = [0, 0, 0, 0, 1, -1, 0.5f, float.Epsilon];
        float[] cells = new float[500 * rows.Columns];
        for (int row = 0; row < 500; row++)
        {
            Span<float> cell = cells.AsSpan(row * rows.Columns, rows.Columns);
            rows.CopyRow(row, cell);
            for (int column = 0; column < rows.Columns - 1; column++)
                cell[column] = odd[random.Next(odd.Length)];
        }

        return FeatureMatrix.FromRows(500, rows.Columns, cells, rows.FeatureNames);
    }
}
