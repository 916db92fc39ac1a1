using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;

namespace BackCare.App.Serving;

/// <summary>Reads the champion from its files (models/ranking/README.md), or says why it cannot serve.</summary>
internal static partial class ChampionFiles
{
    private const string Champion = "champion.json", Card = "card.json", Model = "model.txt";

    /// <summary>Changes when the champion or one of its files does; a copy that is still under way changes it again.</summary>
    public static string Stamp(string folder)
    {
        string champion = Path.Combine(folder, Champion);
        string version = ReadVersion(champion) ?? "";
        return string.Join(' ', [version, Of(champion), Of(Path.Combine(folder, version, Card)), Of(Path.Combine(folder, version, Model))]);

        static string Of(string path) => new FileInfo(path) is { Exists: true } file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}:{file.Length}")
            : "-";
    }

    /// <summary>The ranker to serve, or a refusal; without a champion the knowledge ranking.</summary>
    public static (IRanker? Ranker, string? Refusal) Read(string folder)
    {
        string champion = Path.Combine(folder, Champion);
        if (!File.Exists(champion))
            return (new KnowledgeRanker(), null);
        if (ReadVersion(champion) is not { } version)
            return (null, $"{Champion} names no version: write {{ \"version\": \"<folder>\" }}.");
        try
        {
            return ReadModel(Path.Combine(folder, version), version);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"The files of model {version} cannot be read. Put {Card} and {Model} into the folder {version} and let this process read them.");
        }
    }

    private static (IRanker? Ranker, string? Refusal) ReadModel(string folder, string version)
    {
        if (ReadCard(Path.Combine(folder, Card)) is not { } card)
            return (null, $"{Card} of model {version} is not valid JSON with a schemaHash. Train the model again or restore the file.");
        byte[] model = File.ReadAllBytes(Path.Combine(folder, Model));
        if (card.ModelHash is { Length: 64 } hash && !hash.Equals(Convert.ToHexString(SHA256.HashData(model)), StringComparison.OrdinalIgnoreCase))
            return (null, $"{Model} of model {version} is not the file that its card describes. Restore both from the same training run.");
        using var text = new StreamReader(new MemoryStream(model));
        return LightGbmText.TryRead(text, out FlatForest? forest, out ModelFormatException? damage)
            ? ForestRanker.For(forest, card.Trainer, version, card.SchemaHash, FeatureSchema.Current)
            : (null, $"{Model} of model {version} is damaged: {damage.Message}");
    }

    /// <summary>The version, when it is the name of a folder beside the file and nothing else.</summary>
    private static string? ReadVersion(string champion) =>
        ReadJson(champion) is { } json && Text(json, "version") is { } version && FolderName().IsMatch(version) ? version : null;

    private static ModelCard? ReadCard(string path) =>
        ReadJson(path) is { } json && Text(json, "schemaHash") is { } schema ? new ModelCard(schema, Text(json, "trainer") ?? "forest", Text(json, "modelHash")) : null;

    private static JsonElement? ReadJson(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^(?!\.)[A-Za-z0-9._-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex FolderName();

    private sealed record ModelCard(string SchemaHash, string Trainer, string? ModelHash);
}
