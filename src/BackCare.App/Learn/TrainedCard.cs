using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BackCare.App.Data;
using BackCare.Domain.Learn.Cards;

namespace BackCare.App.Learn;

/// <summary>Writes <c>card.json</c> (models/ranking/README.md): what the domain knows of a model, and the run that made it.</summary>
internal static class TrainedCard
{
    private static readonly JsonSerializerOptions Words = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // A file, never part of a page.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The card's text.</summary>
    /// <param name="card">The card.</param>
    /// <param name="run">The run that made the model.</param>
    /// <param name="window">What of the journal it read; together with the seed enough to make the model again.</param>
    /// <param name="lastSequence">Last journal entry it looked at.</param>
    /// <param name="comparedWith">The champion that the gate compared it with, or, where that is a starter, measured beside the knowledge prior; null is the knowledge prior alone.</param>
    public static string Json(ModelCard card, StoredTrainingRun run, MaterialWindow window, long lastSequence, string? comparedWith)
    {
        JsonObject json = JsonSerializer.SerializeToNode(card, Words)!.AsObject();
        json["gate"]!["comparedWith"] = comparedWith ?? "knowledge";
        json["run"] = new JsonObject
        {
            ["id"] = run.Id,
            ["by"] = run.RequestedBy,
            ["since"] = window.SinceUtc,
            ["until"] = window.UntilUtc,
            ["includeSimulated"] = window.IncludeSimulated,
            ["lastSequence"] = lastSequence,
        };
        return json.ToJsonString(Words);
    }
}
