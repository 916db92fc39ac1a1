using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackCare.App.Operations.Backups;

/// <summary>What a backup says of itself: the first thing that a restore reads and the last that a backup writes.</summary>
/// <param name="Format">1.</param>
/// <param name="CreatedUtc">When the database was copied.</param>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="Provider">Engine of the database.</param>
/// <param name="LastMigration">Newest migration that the database has; null when the server wrote the database itself.</param>
/// <param name="CatalogVersion">Version of the catalogue in it.</param>
/// <param name="JournalEntry">Number of the newest journal entry in it.</param>
/// <param name="ServerFile">Where SQL Server wrote the database, as the server sees it; null when the database is in the archive.</param>
/// <param name="Champion">The model that ranks; null when none does.</param>
/// <param name="Settings">Settings that were set, with values where those are no secrets.</param>
/// <param name="Files">Everything in the archive.</param>
public sealed record BackupManifest(
    int Format, DateTime CreatedUtc, string Program, string Provider, string? LastMigration, long CatalogVersion, long JournalEntry, string? ServerFile, string? Champion,
    IReadOnlyDictionary<string, string> Settings, IReadOnlyList<BackupPart> Files)
{
    /// <summary>Its name in the archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>The database's name in the archive.</summary>
    public const string Database = "database/backcare.db";

    /// <summary>Where models stand in the archive.</summary>
    public const string Models = "models/ranking/";

    /// <summary>The form that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    /// <summary>Reads it; null when it is none.</summary>
    internal static BackupManifest? Read(Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Default.BackupManifest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Its name in the archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, in hex.</param>
public sealed record BackupPart(string Path, long Bytes, string Sha256);

/// <summary>The manifest's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
