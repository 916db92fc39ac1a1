using System.Text.Json;
using System.Text.Json.Serialization;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Drift;
using BackCare.Domain.Learn.Promotion;

namespace BackCare.App.Learn;

/// <summary>A card as a page shows it. Whoever wrote the card, what it does not say is empty here, and a member that cannot be read counts as not said.</summary>
/// <param name="json">The card; null when the model has none.</param>
public sealed class CardReading(JsonElement? json)
{
    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What the trainer ran on; null for the managed one.</summary>
    public string? Engine => Read<string>("engine");

    /// <summary>Feature schema it reads.</summary>
    public string? SchemaHash => Read<string>("schemaHash");

    /// <summary>SHA-256 of the model file.</summary>
    public string? ModelHash => Read<string>("modelHash");

    /// <summary>Seed of everything random.</summary>
    public int? Seed => Read<int?>("seed");

    /// <summary>It ships with the program, for shops that have no model of their own yet.</summary>
    public bool Starter => Read<bool?>("starter") == true;

    /// <summary>Trees kept.</summary>
    public int? Trees => Read<int?>("trees");

    /// <summary>Mean |predicted − observed| response rate.</summary>
    public double? CalibrationError => Read<double?>("calibrationError");

    /// <summary>Predicted and observed clicks per look by tenths of the test rows.</summary>
    public IReadOnlyList<CardCalibration> Calibration => Read<CardCalibration[]>("calibration") ?? [];

    /// <summary>What it learned from.</summary>
    public CardData? Data => Read<CardData>("data");

    /// <summary>The model on the test part, by metric.</summary>
    public IReadOnlyDictionary<string, CardInterval> Metrics => Read<Dictionary<string, CardInterval>>("metrics") ?? [];

    /// <summary>Baselines by name, then by metric.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, CardBaseline>> Baselines => Read<Dictionary<string, Dictionary<string, CardBaseline>>>("baselines") ?? [];

    /// <summary>The gate's metric on parts of the lists.</summary>
    public IReadOnlyList<CardSlice> Slices => Read<CardSlice[]>("slices") ?? [];

    /// <summary>Coverage, diversity and novelty by ranker.</summary>
    public IReadOnlyDictionary<string, CardQuality> Quality => Read<Dictionary<string, CardQuality>>("quality") ?? [];

    /// <summary>Off-policy values by reward.</summary>
    public IReadOnlyList<CardOffPolicy> OffPolicy => Read<CardOffPolicy[]>("offPolicy") ?? [];

    /// <summary>Examination per position, from position 1.</summary>
    public IReadOnlyList<double> Examination => Read<double[]>("examination") ?? [];

    /// <summary>Checks of the journal before training.</summary>
    public IReadOnlyList<DataCheck> Checks => Read<DataCheck[]>("checks") ?? [];

    /// <summary>The gate's requirements, one by one.</summary>
    public IReadOnlyList<GateReason> Requirements => Read<CardGate>("gate")?.Requirements ?? [];

    /// <summary>The gate held it against the knowledge ranking, because the champion of that time, <see cref="ComparedWith"/>, was a starter.</summary>
    public bool BesideStarter => Requirements.Any(requirement => requirement.Name == PromotionGate.StarterRequirement);

    /// <summary>The model that the gate compared it with, or <c>knowledge</c>.</summary>
    public string? ComparedWith => Member("gate") is { ValueKind: JsonValueKind.Object } gate && gate.TryGetProperty("comparedWith", out JsonElement with)
        && with.ValueKind == JsonValueKind.String ? with.GetString() : null;

    /// <summary>How the inputs were distributed in training.</summary>
    public IReadOnlyList<InputReference> Inputs => Read<InputReference[]>("inputs") ?? [];

    private JsonElement? Member(string name) =>
        json is { ValueKind: JsonValueKind.Object } card && card.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private T? Read<T>(string name)
    {
        try
        {
            return Member(name) is { } member ? member.Deserialize<T>(Words) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
