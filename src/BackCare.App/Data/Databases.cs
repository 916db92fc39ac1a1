using System.Data.Common;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackCare.App.Data;

/// <summary>Opens contexts of the configured provider; its options are built once, and only when a context is asked for.</summary>
public sealed class Databases
{
    private readonly Lazy<Func<BackCareDb>> open;

    public Databases(DatabaseSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        Watch = new DatabaseWatch(clock);
        if (settings.Provider == DatabaseProvider.Sqlite)
            SqlitePlace.MakeFolder(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);
        var away = new AwayInterceptor(Watch);
        open = new(() => settings.Provider == DatabaseProvider.SqlServer ? SqlServer(settings, away, clock) : Sqlite(settings, away, clock));
    }

    public DatabaseSettings Settings { get; }

    /// <summary>Whether the database answers.</summary>
    public DatabaseWatch Watch { get; }

    /// <summary>The newest migration of the provider, read off the code without building a model.</summary>
    public string LatestMigration => typeof(Databases).Assembly.GetTypes()
        .Where(type => type.Namespace == $"{typeof(Databases).Namespace}.Migrations.{Settings.Provider}")
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Max(StringComparer.Ordinal)!;

    /// <summary>Why the provider cannot work in this build; null when it can.</summary>
    /// <remarks>SqlClient loads Microsoft.SqlServer.Server late, at the first parameter; saying so at start-up spares a riddle later.</remarks>
    public static string? MissingParts(DatabaseProvider provider)
    {
        if (provider != DatabaseProvider.SqlServer)
            return null;
        try
        {
            Assembly.Load("Microsoft.SqlServer.Server");
            return null;
        }
        catch (IOException)
        {
            return "SQL Server is chosen, but this build has no Microsoft.SqlServer.Server package because its NuGet source did not carry it: "
                + "build against a full NuGet source, or set Database:Provider to Sqlite.";
        }
    }

    /// <summary>A new context; the caller disposes of it.</summary>
    public BackCareDb Open() => open.Value();

    /// <summary>A plain connection, not opened yet; the caller disposes of it.</summary>
    public DbConnection Connect() =>
        Settings.Provider == DatabaseProvider.SqlServer ? new SqlConnection(Settings.ConnectionString) : new SqliteConnection(Settings.ConnectionString);

    /// <summary>True when there is nothing yet to connect to; an embedded database must not be created by looking at it.</summary>
    public bool IsMissing() =>
        Settings.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(Settings.ConnectionString).DataSource);

    /// <summary>Makes the file of an embedded database that is missing, empty; nothing else makes one.</summary>
    public async Task MakeMissingAsync(CancellationToken cancellationToken)
    {
        if (!IsMissing())
            return;
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(Settings.ConnectionString) { Mode = SqliteOpenMode.ReadWriteCreate }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using SqliteCommand log = connection.CreateCommand();
        log.CommandText = "PRAGMA journal_mode = WAL";
        await log.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Func<BackCareDb> SqlServer(DatabaseSettings settings, AwayInterceptor away, TimeProvider clock)
    {
        var options = new DbContextOptionsBuilder<SqlServerBackCareDb>()
            .UseSqlServer(settings.ConnectionString, o => _ = settings.MaxBatchSize is { } rows ? o.MaxBatchSize(rows) : o).AddInterceptors(away).Options;
        return () => new SqlServerBackCareDb(options, clock);
    }

    private static Func<BackCareDb> Sqlite(DatabaseSettings settings, AwayInterceptor away, TimeProvider clock)
    {
        var options = new DbContextOptionsBuilder<SqliteBackCareDb>()
            .UseSqlite(settings.ConnectionString, o => _ = settings.MaxBatchSize is { } rows ? o.MaxBatchSize(rows) : o).AddInterceptors(away).Options;
        return () => new SqliteBackCareDb(options, clock);
    }
}
