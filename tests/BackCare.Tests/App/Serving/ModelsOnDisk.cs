using System.Security.Cryptography;
using System.Text;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Serving;

/// <summary>A models folder of its own with small models of the current schema.</summary>
public sealed class ModelsOnDisk : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("backcare-models-").FullName;

    public ModelStore Store => new(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Path", Folder)]).Build());

    public string Champion => File.ReadAllText(PathOf("champion.json"));

    public static byte[] Model { get; } = OneSplit();

    public string PathOf(params string[] parts) => Path.Combine([Folder, "ranking", .. parts]);

    public static ModelPart[] Parts(string? verdict, string? schemaHash = null, string? besideStarter = null)
    {
        string beside = besideStarter is null ? "" : $", \"comparedWith\": \"{besideStarter}\", \"requirements\": [{{ \"name\": \"starter\", \"outcome\": \"passed\", \"text\": \"It is not worse.\" }}]";
        string gate = verdict is null ? "" : $", \"gate\": {{ \"verdict\": \"{verdict}\", \"reasons\": [\"Its reason.\"]{beside} }}";
        string card = $"{{ \"trainer\": \"lambdamart\", \"createdUtc\": \"2026-03-01T12:00:00Z\", \"schemaHash\": \"{schemaHash ?? FeatureSchema.Current.Hash}\", "
            + $"\"modelHash\": \"{Convert.ToHexStringLower(SHA256.HashData(Model))}\", \"metrics\": {{ \"ndcg@10\": {{ \"estimate\": 0.75 }} }}{gate} }}";
        return [new("model.txt", Model), new("card.json", Encoding.UTF8.GetBytes(card))];
    }

    public void Write(string version, string? verdict, string? schemaHash = null) => Assert.Null(Store.Write(version, Parts(verdict, schemaHash)).Refusal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] OneSplit()
    {
        var tree = new TreeBuilder(maxLeaves: 2);
        tree.Split(0, feature: 0, threshold: 0.5, MissingType.None, defaultLeft: false, gain: 1);
        tree.SetLeaf(0, -1, 1, 1);
        tree.SetLeaf(1, 1, 1, 1);
        IReadOnlyList<string> names = FeatureSchema.Current.Names;
        using var text = new MemoryStream();
        using (var writer = new StreamWriter(text, leaveOpen: true))
            LightGbmText.Write(writer, FlatForest.FromTrees(names, [.. names.Select(_ => "[0:1]")], [tree.Build()]));
        return text.ToArray();
    }
}
