using System.Text.Json;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;
using BackCare.Tests.App.Serving;
using BackCare.Tests.Ranking.MLNet;

namespace BackCare.Tests.Cli.Models;

/// <summary>Models that were trained elsewhere become versions, or are refused with the reason.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly CommandRun command = new();
    private readonly ModelsOnDisk disk = new();

    [Fact]
    public async Task A_model_of_lightgbm_is_kept_byte_for_byte_and_serves_once_a_person_decides()
    {
        File.WriteAllBytes(command.PathOf("notebook.txt"), ModelsOnDisk.Model);

        Assert.Equal(0, await Models("import", command.PathOf("notebook.txt"), "--by", "Ada", "--json"));

        string version = JsonDocument.Parse(command.Output).RootElement.GetProperty("version").GetString()!;
        Assert.Equal(ModelsOnDisk.Model, File.ReadAllBytes(disk.PathOf(version, "model.txt")));
        JsonElement card = Card(version);
        Assert.Equal(("lightgbm", FeatureSchema.Current.Hash), (card.GetProperty("trainer").GetString(), card.GetProperty("schemaHash").GetString()));
        Assert.Equal(("notebook.txt", "Ada"), (card.GetProperty("imported").GetProperty("file").GetString(), card.GetProperty("imported").GetProperty("by").GetString()));
        Assert.Empty(card.GetProperty("imputation").EnumerateObject());

        Assert.Equal(0, await Models("verify", version));
        Assert.Equal(1, await Models("promote", version));
        Assert.Contains("The gate has not looked at model", command.Error, StringComparison.Ordinal);
        Assert.Equal(0, await Models("promote", version, "--decide", "--reason", "compared on our lists"));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public async Task A_zip_of_ml_net_becomes_a_version_that_scores_rows_with_missing_values_as_ml_net_scores_imputed_ones(string trainer)
    {
        FeatureSchema schema = FeatureSchema.Current;
        RankingData rows = Rows(schema.Names, seed: 3, missing: true), imputed = Rows(schema.Names, seed: 3, missing: false);
        TrainedModel trained = Train(trainer, rows, schema.Imputation);
        byte[] zip = trained.Beside[0].Content.ToArray();
        File.WriteAllBytes(command.PathOf("theirs.zip"), zip);

        Assert.Equal(0, await Models("import", command.PathOf("theirs.zip"), "--json"));

        string version = JsonDocument.Parse(command.Output).RootElement.GetProperty("version").GetString()!;
        Assert.Equal(zip, File.ReadAllBytes(disk.PathOf(version, "model.zip")));
        using StreamReader text = new(disk.PathOf(version, "model.txt"));
        FlatForest served = LightGbmText.Read(text);
        Assert.Equal(MLNetReference.Transform(zip, imputed.Features), GradedLists.Scores(served, rows.Features));
        JsonElement card = Card(version);
        Assert.Equal(trainer, card.GetProperty("trainer").GetString());
        Assert.Equal(schema.Imputation, card.GetProperty("imputation").EnumerateObject().Select(feature => feature.Value.GetSingle()));
        Assert.Equal(0, await Models("verify", version));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public async Task A_zip_that_was_trained_on_other_features_is_refused_with_the_first_difference()
    {
        string[] names = [.. FeatureSchema.Current.Names];
        (string third, names[2]) = (names[2], "shoe_colour");
        File.WriteAllBytes(command.PathOf("theirs.zip"), Train(Trainers.LightGbm, Rows(names, seed: 1, missing: false), []).Beside[0].Content.ToArray());

        Assert.Equal(1, await Models("import", command.PathOf("theirs.zip")));

        Assert.Equal($"theirs.zip: Feature 2 of the model is 'shoe_colour', the schema here has '{third}' there; retrain it on this schema.\n", command.Error);
        Assert.False(Directory.Exists(disk.PathOf()));
    }

    [Fact]
    public async Task A_zip_is_refused_by_a_build_without_ml_net_which_says_so()
    {
        Assert.SkipWhen(MLNetReference.IsPresent, "This build has ML.NET.");
        File.WriteAllText(command.PathOf("theirs.zip"), "PK");

        Assert.Equal(1, await Models("import", command.PathOf("theirs.zip")));

        Assert.StartsWith("theirs.zip: A model of ML.NET cannot be read. ML.NET is not in this build: ", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_model_of_other_features_is_refused_with_the_first_difference()
    {
        using (StreamWriter text = new(command.PathOf("two.txt")))
            LightGbmText.Write(text, FlatForest.FromTrees(["a", "b"], ["none", "none"], []));

        Assert.Equal(1, await Models("import", command.PathOf("two.txt")));

        Assert.Equal(
            $"two.txt: the model was trained on 2 features, the schema here has {FeatureSchema.Current.Width}; retrain it on feature schema {FeatureSchema.Current.Hash}.\n",
            command.Error);
    }

    [Fact]
    public async Task What_is_no_model_is_refused()
    {
        command.Write("notes.txt", "tree\nversion=v9\n");

        Assert.Equal(1, await Models("import", command.PathOf("notes.txt")));
        Assert.StartsWith("notes.txt is no model that can be read: ", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await Models("import", command.PathOf("nowhere.zip")));
        Assert.Contains("does not exist", command.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(disk.PathOf()));
    }

    [Fact]
    public async Task Features_lists_what_whoever_trains_elsewhere_must_use()
    {
        Assert.Equal(0, await command.Run("models", "features", "--json"));

        JsonElement listed = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(FeatureSchema.Current.Hash, listed.GetProperty("schemaHash").GetString());
        JsonElement[] features = [.. listed.GetProperty("features").EnumerateArray()];
        Assert.Equal(FeatureSchema.Current.Names, features.Select(feature => feature.GetProperty("name").GetString()));
        Assert.Equal(FeatureSchema.Current.Imputation, features.Select(feature => feature.GetProperty("imputed").GetSingle()));

        Assert.Equal(0, await command.Run("models", "features"));
        Assert.Contains("severity", command.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        command.Dispose();
        disk.Dispose();
    }

    private static TrainedModel Train(string name, RankingData data, IReadOnlyList<float> imputation)
    {
        Assert.True(Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal), refusal);
        return trainer.Train(data, null, new TrainerOptions { Trees = 10, Leaves = 8, MinDataInLeaf = 5, Imputation = imputation }, null, CancellationToken.None);
    }

    /// <summary>Eighty lists of six; every fifth value is missing, or what is imputed for it.</summary>
    private static RankingData Rows(IReadOnlyList<string> names, int seed, bool missing)
    {
        Random random = new(seed);
        float[] cells = new float[480 * names.Count], grades = new float[480];
        for (int row = 0; row < grades.Length; row++)
        {
            for (int column = 0; column < names.Count; column++)
            {
                float value = random.NextSingle();
                bool gone = random.Next(5) == 0;
                cells[row * names.Count + column] = gone ? missing ? float.NaN : FeatureSchema.Current.Imputation[column] : value;
                grades[row] += (gone ? 0.3f : value) * (column % 3) / names.Count;
            }

            grades[row] = MathF.Floor(grades[row] * 6);
        }

        return new RankingData(FeatureMatrix.FromRows(480, names.Count, cells, names), grades, [.. Enumerable.Range(0, 81).Select(group => 6 * group)]);
    }

    private JsonElement Card(string version) => JsonDocument.Parse(File.ReadAllText(disk.PathOf(version, "card.json"))).RootElement;

    private Task<int> Models(params string[] args) => command.Run(["models", .. args, "--models", disk.Folder]);
}
