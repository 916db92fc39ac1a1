using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Data;

/// <summary>Engines the shop runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded; the default.</summary>
    Sqlite,

    /// <summary>Production.</summary>
    SqlServer,
}

/// <summary>Where the shop's data lives, read from <c>Database:Provider</c>, <c>ConnectionStrings:BackCare</c> and <c>Database:MaxBatchSize</c>.</summary>
/// <param name="Provider">The engine.</param>
/// <param name="ConnectionString">How to reach it.</param>
/// <param name="MaxBatchSize">Rows per insert batch; null leaves it to the provider. 1 avoids MERGE on engines without it.</param>
/// <param name="Note">Something the operator should know about the place; null when there is nothing.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, int? MaxBatchSize, string? Note)
{
    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static DatabaseSettingsReading Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string provider = configuration["Database:Provider"] is { Length: > 0 } named ? named : nameof(DatabaseProvider.Sqlite);
        string connection = configuration.GetConnectionString("BackCare") ?? "";
        if (ReadBatchSize(configuration["Database:MaxBatchSize"]) is not (var batch, null))
            return new(null, $"Database:MaxBatchSize is '{configuration["Database:MaxBatchSize"]}': write a whole number from 1 to 1000, or leave it out.");
        if (provider.Equals(nameof(DatabaseProvider.Sqlite), StringComparison.OrdinalIgnoreCase))
            return ReadSqlite(connection, batch);
        if (!provider.Equals(nameof(DatabaseProvider.SqlServer), StringComparison.OrdinalIgnoreCase))
            return new(null, $"Database:Provider is '{provider}': write Sqlite or SqlServer.");
        return connection.Length == 0
            ? new(null, "Database:Provider is SqlServer but ConnectionStrings:BackCare is empty: write the server's connection string there.")
            : new(new DatabaseSettings(DatabaseProvider.SqlServer, connection, batch, null), null);
    }

    private static DatabaseSettingsReading ReadSqlite(string connection, int? batch)
    {
        string? note = null;
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException)
        {
            return new(null, "ConnectionStrings:BackCare is no SQLite connection string: write one such as 'Data Source=/srv/backcare/backcare.db'.");
        }

        if (builder.DataSource.Length == 0)
            (builder.DataSource, note) = SqlitePlace.Default();
        builder.ForeignKeys = true;
        // A file that is gone must not come back empty because somebody looks for it; only start-up makes one.
        if (!new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Mode"))
            builder.Mode = SqliteOpenMode.ReadWrite;
        if (!connection.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            builder.DefaultTimeout = 15;
        return new(new DatabaseSettings(DatabaseProvider.Sqlite, builder.ToString(), batch, note), null);
    }

    private static (int? Size, string? Refusal) ReadBatchSize(string? value) =>
        string.IsNullOrEmpty(value) ? (null, null)
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 1000 ? (size, null)
        : (null, "out of range");
}

/// <summary>The settings as they were read, or why they cannot be used.</summary>
/// <param name="Settings">The settings; null when refused.</param>
/// <param name="Refusal">Names the setting, its value and what to write; null when there are settings.</param>
public sealed record DatabaseSettingsReading(DatabaseSettings? Settings, string? Refusal)
{
    /// <summary>The settings; start-up asks for <see cref="Refusal"/> first.</summary>
    public DatabaseSettings Required => Settings ?? throw new InvalidOperationException(Refusal);
}
