using System.Globalization;
using System.Text.Json;
using BackCare.Domain.Learn.Promotion;

namespace BackCare.App.Serving;

/// <summary>What every card says, whoever wrote it; a card of a notebook may hold the schema hash and nothing else.</summary>
public sealed class StoredCard
{
    private readonly JsonElement json;

    private StoredCard(JsonElement json, string schemaHash) => (this.json, SchemaHash) = (json, schemaHash);

    /// <summary>Feature schema the model was trained on.</summary>
    public string SchemaHash { get; }

    /// <summary>The trainer's name; <c>forest</c> when the card does not say.</summary>
    public string Trainer => Text(json, "trainer") ?? "forest";

    /// <summary>SHA-256 of the model file; null when the card does not say.</summary>
    public string? ModelHash => Text(json, "modelHash");

    /// <summary>When it was made; null when the card does not say.</summary>
    public DateTime? CreatedUtc => Text(json, "createdUtc") is { } text
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime created) ? created : null;

    /// <summary>Mean NDCG@10 on the held-out lists; null when the card does not say.</summary>
    public double? Ndcg10 => json.TryGetProperty("metrics", out JsonElement metrics) ? Estimate(Named(metrics, "ndcg@10") ?? Named(metrics, "ndcg10")) : null;

    /// <summary>Made of simulated lists, at least in part.</summary>
    public bool Simulated => json.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("simulated", out JsonElement simulated)
        && simulated.ValueKind switch { JsonValueKind.True => true, JsonValueKind.Number => simulated.GetDouble() > 0, _ => false };

    /// <summary>It ships with the program, for shops that have no model of their own yet.</summary>
    public bool Starter => json.TryGetProperty("starter", out JsonElement starter) && starter.ValueKind == JsonValueKind.True;

    /// <summary>When the last list it learned from, or was measured on, was served; null when the card does not say.</summary>
    public DateTime? DataToUtc => json.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object && Text(data, "to") is { } text
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime to) ? to : null;

    /// <summary>The gate's verdict; null when the gate has not looked at it.</summary>
    public string? Verdict => Gate is { } gate ? Text(gate, "verdict") : null;

    /// <summary>The gate held it against the knowledge prior, because the champion of that time, <see cref="ComparedWith"/>, was a starter.</summary>
    public bool BesideStarter => Gate is { } gate && gate.TryGetProperty("requirements", out JsonElement all) && all.ValueKind == JsonValueKind.Array
        && all.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object && Text(one, "name") == PromotionGate.StarterRequirement);

    /// <summary>The version that the gate compared it with, or <c>knowledge</c>; null when the card does not say.</summary>
    public string? ComparedWith => Gate is { } gate ? Text(gate, "comparedWith") : null;

    /// <summary>The gate's reasons, one sentence each.</summary>
    public IReadOnlyList<string> Reasons => Gate is { } gate && gate.TryGetProperty("reasons", out JsonElement reasons) && reasons.ValueKind == JsonValueKind.Array
        ? [.. reasons.EnumerateArray().Select(reason => reason.ValueKind == JsonValueKind.String ? reason.GetString()! : reason.GetRawText())] : [];

    /// <summary>The card as it is stored.</summary>
    public JsonElement Json => json;

    private JsonElement? Gate => json.TryGetProperty("gate", out JsonElement gate) && gate.ValueKind == JsonValueKind.Object ? gate : null;

    /// <summary>Reads a card; null when it is not a JSON object with a <c>schemaHash</c>.</summary>
    internal static StoredCard? Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && Text(document.RootElement, "schemaHash") is { } schema
                ? new StoredCard(document.RootElement.Clone(), schema) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member, or the item of an array whose <c>metric</c> or <c>name</c> it is.</summary>
    private static JsonElement? Named(JsonElement metrics, string name) => metrics.ValueKind switch
    {
        JsonValueKind.Object when metrics.TryGetProperty(name, out JsonElement value) => value,
        JsonValueKind.Array => metrics.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object && (Text(m, "metric") ?? Text(m, "name")) == name)
            .Select(m => m.TryGetProperty("model", out JsonElement model) ? model : m).Cast<JsonElement?>().FirstOrDefault(),
        _ => null,
    };

    private static double? Estimate(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.Object } interval when interval.TryGetProperty("estimate", out JsonElement estimate) && estimate.ValueKind == JsonValueKind.Number => estimate.GetDouble(),
        _ => null,
    };
}
