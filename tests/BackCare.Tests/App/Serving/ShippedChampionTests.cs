using System.Text.Json;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Tests.Ranking.MLNet;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Serving;

/// <summary>The model that comes with a checkout: it can serve, and its card says what it is.</summary>
public sealed class ShippedChampionTests
{
    private const int MostBytes = 3 * 1024 * 1024;

    private static readonly ModelStore Store =
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Path", Path.Combine(Repository.Root, "models"))]).Build());

    private static readonly string Version = Store.Champion().File!.Version!;

    private static JsonElement Card => Store.Find(Version)!.Card!.Json;

    [Fact]
    public void It_serves_this_builds_features_without_ml_net()
    {
        (IRanker? ranker, string? refusal) = Store.RankerOf(Version);

        Assert.Null(refusal);
        Assert.Equal(("mlnet-lightgbm", Version), (ranker!.Name, ranker.Version));
        Assert.DoesNotContain(typeof(ModelStore).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(FlatForest).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal));
    }

    [Fact]
    public void It_passed_the_gate_and_its_card_says_that_its_data_is_simulated_and_what_was_imputed()
    {
        Assert.Equal("promote", Card.GetProperty("gate").GetProperty("verdict").GetString());
        Assert.Equal("mlnet-lightgbm", Card.GetProperty("trainer").GetString());
        Assert.True(Store.Find(Version)!.Card!.Simulated);
        Assert.True(Store.Find(Version)!.Card!.Starter);
        Assert.Equal(FeatureSchema.Current.Imputation, Card.GetProperty("imputation").EnumerateObject().Select(feature => feature.Value.GetSingle()));
        Assert.Equal(FeatureSchema.Current.Names, Card.GetProperty("imputation").EnumerateObject().Select(feature => feature.Name));
    }

    [Fact]
    public void Its_folder_is_whole_and_small()
    {
        FileInfo[] files = new DirectoryInfo(Path.Combine(Store.Folder, Version)).GetFiles();

        Assert.Equal(["card.json", "model.txt", "model.zip", "report.html"], files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.InRange(files.Sum(file => file.Length), 1, MostBytes);
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void Ml_nets_own_file_beside_it_gives_the_same_scores_for_imputed_rows()
    {
        FeatureSchema schema = FeatureSchema.Current;
        Random random = new(1);
        float[] cells = new float[2_000 * schema.Width];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            Feature feature = schema.Features[cell % schema.Width];
            cells[cell] = random.Next(3) == 0 ? float.NaN : (float)(feature.Lowest + random.NextDouble() * (Math.Min(feature.Highest, feature.Lowest + 20) - feature.Lowest));
        }

        FeatureMatrix rows = FeatureMatrix.FromRows(2_000, schema.Width, cells), imputed = FeatureMatrix.FromRows(2_000, schema.Width, GradedLists.Impute(cells, schema.Imputation));
        using StreamReader text = new(Store.PathOf(Version, "model.txt")!);
        FlatForest served = LightGbmText.Read(text);

        float[] theirs = MLNetReference.Transform(File.ReadAllBytes(Store.PathOf(Version, "model.zip")!), imputed);

        Assert.Equal(theirs, GradedLists.Scores(served, rows));
        FeatureMatrix onThresholds = GradedLists.OnThresholds(served, imputed);
        Assert.Equal(MLNetReference.Transform(File.ReadAllBytes(Store.PathOf(Version, "model.zip")!), onThresholds), GradedLists.Scores(served, onThresholds));
    }
}
