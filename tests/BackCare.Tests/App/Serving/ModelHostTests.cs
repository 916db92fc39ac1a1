using BackCare.App.Serving;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Tests.App.Serving;

public sealed class ModelHostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-models-").FullName;

    [Fact]
    public void Without_a_champion_the_knowledge_ranking_serves()
    {
        ModelHost host = Host();
        host.Refresh();

        Assert.Equal(("knowledge", null), (host.Ranker.Name, host.Refused));
    }

    [Fact]
    public void A_champion_serves_under_its_trainer_and_version()
    {
        Train("v1", FeatureSchema.Current.Hash);
        Promote("v1");
        ModelHost host = Host();
        host.Refresh();

        Assert.Equal(("lambdamart", "v1", null), (host.Ranker.Name, host.Ranker.Version, host.Refused));
    }

    [Fact]
    public void A_new_champion_takes_over_without_a_restart_and_its_removal_brings_knowledge_back()
    {
        Train("v1", FeatureSchema.Current.Hash);
        Train("v2", FeatureSchema.Current.Hash);
        Promote("v1");
        ModelHost host = Host();
        host.Refresh();
        Promote("v2");
        host.Refresh();
        Assert.Equal("v2", host.Ranker.Version);

        File.Delete(Path.Combine(folder, "ranking", "champion.json"));
        host.Refresh();
        Assert.Equal("knowledge", host.Ranker.Name);
    }

    [Fact]
    public void A_model_of_another_schema_is_refused_and_what_served_keeps_serving()
    {
        Train("v1", FeatureSchema.Current.Hash);
        Train("v2", "0123456789abcdef");
        Promote("v1");
        ModelHost host = Host();
        host.Refresh();
        Promote("v2");
        host.Refresh();

        Assert.Equal("v1", host.Ranker.Version);
        Assert.Contains("Retrain the model", host.Refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": \"../v1\" }", "names no version")]
    [InlineData("{ \"version\": 1 }", "names no version")]
    [InlineData("not json", "names no version")]
    [InlineData("{ \"version\": \"v9\" }", "card.json of model v9 is not valid JSON")]
    public void A_broken_champion_file_is_refused(string champion, string said)
    {
        Directory.CreateDirectory(Path.Combine(folder, "ranking"));
        File.WriteAllText(Path.Combine(folder, "ranking", "champion.json"), champion);
        ModelHost host = Host();
        host.Refresh();

        Assert.Equal("knowledge", host.Ranker.Name);
        Assert.Contains(said, host.Refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_cut_off_is_refused_until_the_whole_file_is_there()
    {
        Train("v1", FeatureSchema.Current.Hash);
        string model = Path.Combine(folder, "ranking", "v1", "model.txt"), whole = File.ReadAllText(model);
        File.WriteAllText(model, whole[..(whole.Length / 2)]);
        Promote("v1");
        ModelHost host = Host();
        host.Refresh();
        Assert.Contains("damaged", host.Refused, StringComparison.Ordinal);

        File.WriteAllText(model, whole);
        host.Refresh();
        Assert.Equal(("v1", null), (host.Ranker.Version, host.Refused));
    }

    [Fact]
    public void After_a_start_the_newest_earlier_champion_that_can_serve_takes_the_place_of_a_damaged_one()
    {
        Train("v1", FeatureSchema.Current.Hash);
        Train("v2", FeatureSchema.Current.Hash);
        Train("v3", FeatureSchema.Current.Hash);
        foreach (string damaged in new[] { "v2", "v3" })
            File.WriteAllText(Path.Combine(folder, "ranking", damaged, "model.txt"), "tree");
        File.WriteAllText(Path.Combine(folder, "ranking", "champion.json"), """{ "version": "v3", "previous": [{ "version": "v2" }, { "version": "v1" }] }""");
        ModelHost host = Host();
        host.Refresh();

        Assert.Equal("v1", host.Ranker.Version);
        Assert.StartsWith("model.txt of model v3 is damaged", host.Refused, StringComparison.Ordinal);
        Assert.EndsWith("v1, the champion before, serves meanwhile.", host.Refused, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ModelHost Host() => new(
        new ModelStore(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Path", folder)]).Build()), NullLogger<ModelHost>.Instance);

    private void Promote(string version) => File.WriteAllText(Path.Combine(folder, "ranking", "champion.json"), $"{{ \"version\": \"{version}\" }}");

    private void Train(string version, string schemaHash)
    {
        string home = Directory.CreateDirectory(Path.Combine(folder, "ranking", version)).FullName;
        using (StreamWriter model = File.CreateText(Path.Combine(home, "model.txt")))
            LightGbmText.Write(model, OneSplit());
        File.WriteAllText(Path.Combine(home, "card.json"), $"{{ \"version\": \"{version}\", \"trainer\": \"lambdamart\", \"schemaHash\": \"{schemaHash}\" }}");
    }

    private static FlatForest OneSplit()
    {
        var tree = new TreeBuilder(maxLeaves: 2);
        tree.Split(0, feature: 0, threshold: 0.5, MissingType.None, defaultLeft: false, gain: 1);
        tree.SetLeaf(0, -1, 1, 1);
        tree.SetLeaf(1, 1, 1, 1);
        IReadOnlyList<string> names = FeatureSchema.Current.Names;
        return FlatForest.FromTrees(names, [.. names.Select(_ => "[0:1]")], [tree.Build()]);
    }
}
