using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackCare.App.Serving;

/// <summary>One change of the champion.</summary>
/// <param name="Version">What serves since then; null is the knowledge prior.</param>
/// <param name="ChangedUtc">When; null when the file was written by hand.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, when a person decided or rolled back.</param>
public sealed record ChampionChange(string? Version, DateTime? ChangedUtc = null, string? By = null, string? Reason = null);

/// <summary><c>champion.json</c>: what serves, and what served before it, newest first, for rollback.</summary>
/// <remarks>Only <c>version</c> is needed: a file written by hand holds nothing else.</remarks>
public sealed record ChampionFile
{
    /// <summary>Earlier champions that are kept.</summary>
    public const int MostPrevious = 50;

    /// <summary>File name.</summary>
    public const string Name = "champion.json";

    /// <summary>The champion; null is the knowledge prior.</summary>
    public string? Version { get; init; }

    /// <summary>When it became the champion.</summary>
    public DateTime? ChangedUtc { get; init; }

    /// <summary>Who made it the champion.</summary>
    public string? By { get; init; }

    /// <summary>Why, when a person decided or rolled back.</summary>
    public string? Reason { get; init; }

    /// <summary>What served before, newest first.</summary>
    public IReadOnlyList<ChampionChange> Previous { get; init; } = [];

    /// <summary>The file after a promotion.</summary>
    public ChampionFile After(ChampionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Of(change, [new ChampionChange(Version, ChangedUtc, By, Reason), .. Previous.Take(MostPrevious - 1)]);
    }

    /// <summary>The file after a step back to the entry at <paramref name="index"/> of <see cref="Previous"/>; past its end the knowledge prior serves.</summary>
    public ChampionFile BackTo(int index, ChampionChange change) => Of(change, [.. Previous.Skip(index + 1)]);

    /// <summary>Reads a file; null with a reason when it is no champion file, the empty file's content when there is none.</summary>
    public static (ChampionFile? File, string? Refusal) Read(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("version", out _))
                return (null, Wrong);
            ChampionFile file = json.RootElement.Deserialize(ChampionJson.Default.ChampionFile)!;
            return file.Version is null || ModelVersion.IsName(file.Version) ? (file, null) : (null, Wrong);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return (new ChampionFile(), null);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, Wrong);
        }
    }

    /// <summary>Replaces the file in one step.</summary>
    public void Write(string path) => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, ChampionJson.Default.ChampionFile));

    private static string Wrong => $"{Name} names no version: write {{ \"version\": \"<folder>\" }}.";

    private static ChampionFile Of(ChampionChange change, IReadOnlyList<ChampionChange> previous) => new()
    {
        Version = change.Version,
        ChangedUtc = change.ChangedUtc,
        By = change.By,
        Reason = change.Reason,
        Previous = previous,
    };
}

/// <summary>Contract of <c>champion.json</c>, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ChampionFile))]
internal sealed partial class ChampionJson : JsonSerializerContext;
