using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackCare.App.Events.Spool;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.App.Events;

/// <summary>What a replay needs beside the numbers: the request without the shopper's words, what was understood, and a hash of the answer.</summary>
internal sealed record ReplayMaterial
{
    /// <summary>Stands for an activity that was typed and that no product is made for: it decides the same and says nothing.</summary>
    public const string OtherActivity = "other";

    /// <summary>What it is sealed for.</summary>
    public const string Purpose = "replay material";

    /// <summary>Version of the program that answered.</summary>
    public required string Program { get; init; }

    /// <summary>What was told; its text is empty.</summary>
    public required SymptomReport Report { get; init; }

    public required RecommendationFilter Filter { get; init; }

    public required int Limit { get; init; }

    public required bool Explain { get; init; }

    public required Understanding Understanding { get; init; }

    public required string CareLevel { get; init; }

    /// <summary>Merchandising rules that shaped the list, as they were then, without their search texts: those were met, and say what was typed.</summary>
    public required IReadOnlyList<MerchandisingRule> Rules { get; init; }

    /// <summary>SHA-256 of the answer's JSON as it was sent, in hex.</summary>
    public required string AnswerHash { get; init; }

    public static string RunningProgram { get; } =
        typeof(ReplayMaterial).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static ReplayMaterial Of(string recommendationId, Told told, Shelf shelf)
    {
        SymptomReport report = told.Request.Report;
        string? typed = report.Context.Activity;
        return new ReplayMaterial
        {
            Program = RunningProgram,
            Report = report with { Text = "", Context = report.Context with { Activity = Known(typed, shelf) } },
            Filter = told.Request.Filter,
            Limit = told.Request.Limit,
            Explain = told.Request.Explain,
            Understanding = told.Understanding with { Activity = Known(told.Understanding.Activity, shelf) },
            CareLevel = told.Outcome.CareLevel.ToSnake(),
            Rules = [.. Shaping(told).Select(r => r with { Queries = [] })],
            AnswerHash = HashOf(told.Outcome.ToResponse(recommendationId)),
        };
    }

    public RecommendationRequest ToRequest() => new(Report, Filter, Limit, Explain);

    public static string HashOf(GetRecommendations.Response answer) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, BackCareJson.Default.RecommendationsResponse)));

    /// <summary>Compressed and sealed: it holds health answers.</summary>
    public byte[] Pack(FieldCipher cipher) => cipher.Seal(Bytes.Compress(JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.ReplayMaterial)), Purpose);

    /// <summary>What is stored, opened; null when nothing is, or when the key it was sealed under was deleted.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static ReplayMaterial? Unpack(byte[]? stored, FieldCipher cipher)
    {
        if (stored is null || cipher.Open(stored, Purpose) is not { } packed)
            return null;
        try
        {
            return JsonSerializer.Deserialize(Bytes.Expand(packed), JournalJson.Default.ReplayMaterial)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The stored replay material is damaged; restore the database from a backup.", fault);
        }
    }

    // A pin below the last place shown has no effect of its own, but its product took a place among those that were scored.
    private static IEnumerable<MerchandisingRule> Shaping(Told told)
    {
        if (told.Outcome.Scored is not { } scored || told.Policy.Rules.Count == 0)
            return [];
        IReadOnlyList<string> words = RuleWords.Of(told.Request.Report.Text);
        return told.Policy.Rules.Where(r => scored.RuleIds.Contains(r.Id)
            || (r.Effect == MerchandisingEffect.Pin && r.Hears(words) && r.ProductIds.Any(scored.ProductIds.Contains)));
    }

    private static string? Known(string? activity, Shelf shelf) =>
        string.IsNullOrEmpty(activity) || shelf.Items.Any(i => i.Product.Activities.Contains(activity, StringComparer.OrdinalIgnoreCase)) ? activity : OtherActivity;
}

/// <summary>The JSON of what the journal stores.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplayMaterial))]
[JsonSerializable(typeof(SnapshotProducts))]
[JsonSerializable(typeof(SnapshotTable))]
[JsonSerializable(typeof(SpooledShelf))]
[JsonSerializable(typeof(SpooledList))]
[JsonSerializable(typeof(SpooledEvents))]
internal sealed partial class JournalJson : JsonSerializerContext;
