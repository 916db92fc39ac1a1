using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
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

/// <summary>Where the shop's data lives and how it is talked to, read from <c>Database:*</c> and <c>ConnectionStrings:BackCare</c>.</summary>
/// <param name="Provider">The engine.</param>
/// <param name="ConnectionString">How to reach it.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Rows per insert batch; null leaves it to the provider. 1 avoids MERGE on engines without it.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary>How often work that SQL Server broke off for a passing reason is tried again; 0 tries once.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Longest wait before a try; the first ones wait less.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may take; null leaves it to the provider.</summary>
    public TimeSpan? CommandTimeout { get; init; }

    /// <summary>Whether many rows travel as one bulk load, where the provider has such a thing.</summary>
    public bool BulkCopy { get; init; } = true;

    /// <summary>Whether a host that starts brings the database up to date itself; else it refuses to start on one that is not.</summary>
    public bool MigrateAtStart { get; init; } = true;

    /// <summary>Something the operator should know about the place; null when there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static DatabaseSettingsReading Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string provider = configuration["Database:Provider"] is { Length: > 0 } named ? named : nameof(DatabaseProvider.Sqlite);
        string connection = configuration.GetConnectionString("BackCare") ?? "";
        DatabaseSettingsReading place = provider.Equals(nameof(DatabaseProvider.Sqlite), StringComparison.OrdinalIgnoreCase) ? ReadSqlite(connection)
            : provider.Equals(nameof(DatabaseProvider.SqlServer), StringComparison.OrdinalIgnoreCase) ? ReadSqlServer(connection, configuration["Database:Password"])
            : new(null, $"Database:Provider is '{provider}': write Sqlite or SqlServer.");
        var numbers = new Numbers(configuration);
        if ((place.Refusal ?? numbers.Refusal) is { } refusal)
            return new(null, refusal);
        return new(place.Required with
        {
            MaxBatchSize = numbers.MaxBatchSize,
            Retries = numbers.Retries ?? 3,
            LongestRetryDelay = TimeSpan.FromSeconds(numbers.RetrySeconds ?? 5),
            CommandTimeout = numbers.CommandSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            BulkCopy = numbers.BulkCopy ?? true,
            MigrateAtStart = numbers.MigrateAtStart ?? true,
        }, null);
    }

    /// <summary>The password may come apart from the connection string, which is then no secret.</summary>
    private static DatabaseSettingsReading ReadSqlServer(string connection, string? password)
    {
        if (connection.Length == 0)
            return new(null, "Database:Provider is SqlServer but ConnectionStrings:BackCare is empty: write the server's connection string there.");
        try
        {
            var builder = new SqlConnectionStringBuilder(connection);
            if (builder.InitialCatalog.Length == 0)
                return new(null, "ConnectionStrings:BackCare names no database: add Database=BackCare to it, else everything would be made in the login's default database.");
            if (string.IsNullOrEmpty(password))
                return new(new DatabaseSettings(DatabaseProvider.SqlServer, connection), null);
            if (builder.Password.Length > 0)
                return new(null, "Database:Password is set and ConnectionStrings:BackCare holds a password too: leave one of them out.");
            builder.Password = password;
            return new(new DatabaseSettings(DatabaseProvider.SqlServer, builder.ConnectionString), null);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return new(null, "ConnectionStrings:BackCare is no SQL Server connection string: write one such as 'Server=db;Database=BackCare;User ID=backcare;Password=…'.");
        }
    }

    private static DatabaseSettingsReading ReadSqlite(string connection)
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
        return new(new DatabaseSettings(DatabaseProvider.Sqlite, builder.ToString()) { Note = note }, null);
    }

    /// <summary>The settings that are numbers or switches, each null when it is left out.</summary>
    private sealed class Numbers
    {
        private readonly IConfiguration configuration;

        public Numbers(IConfiguration configuration)
        {
            this.configuration = configuration;
            MaxBatchSize = Whole("Database:MaxBatchSize", 1, 1_000);
            Retries = Whole("Database:Retries", 0, 20);
            RetrySeconds = Whole("Database:RetrySeconds", 1, 300);
            CommandSeconds = Whole("Database:CommandSeconds", 1, 3_600);
            BulkCopy = Switch("Database:BulkCopy");
            MigrateAtStart = Switch("Database:MigrateAtStart");
        }

        public int? MaxBatchSize { get; }

        public int? Retries { get; }

        public int? RetrySeconds { get; }

        public int? CommandSeconds { get; }

        public bool? BulkCopy { get; }

        public bool? MigrateAtStart { get; }

        public string? Refusal { get; private set; }

        private int? Whole(string name, int least, int most)
        {
            if (configuration[name] is not { Length: > 0 } value)
                return null;
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
                return number;
            Refusal ??= string.Create(CultureInfo.InvariantCulture, $"{name} is '{value}': write a whole number from {least} to {most}, or leave it out.");
            return null;
        }

        private bool? Switch(string name)
        {
            if (configuration[name] is not { Length: > 0 } value)
                return null;
            if (bool.TryParse(value, out bool on))
                return on;
            Refusal ??= $"{name} is '{value}': write true or false, or leave it out.";
            return null;
        }
    }
}

/// <summary>The settings as they were read, or why they cannot be used.</summary>
/// <param name="Settings">The settings; null when refused.</param>
/// <param name="Refusal">Names the setting, its value and what to write; null when there are settings.</param>
public sealed record DatabaseSettingsReading(DatabaseSettings? Settings, string? Refusal)
{
    /// <summary>The settings; start-up asks for <see cref="Refusal"/> first.</summary>
    public DatabaseSettings Required => Settings ?? throw new InvalidOperationException(Refusal);
}
