#pragma warning disable EF1001 // One method tunes both providers; the types of their extensions, which it never names, are not public.
using System.Data.Common;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackCare.App.Data;

/// <summary>Opens contexts of the configured provider; its options are built once, and only when a context is asked for.</summary>
public sealed class Databases
{
    private readonly Lazy<Func<BackCareDb>> open;
    private readonly string plain;

    /// <param name="settings">Provider and place.</param>
    /// <param name="clock">Tells when a catalogue was changed.</param>
    /// <param name="more">What a host adds to every context, such as an interceptor; null for nothing.</param>
    public Databases(DatabaseSettings settings, TimeProvider clock, Action<DbContextOptionsBuilder>? more = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        Watch = new DatabaseWatch(clock);
        plain = CommandsOf(settings);
        if (settings.Provider == DatabaseProvider.Sqlite)
            SqlitePlace.MakeFolder(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);
        open = new(() => settings.Provider == DatabaseProvider.SqlServer ? SqlServer(settings, clock, Add) : Sqlite(settings, clock, Add));

        void Add(DbContextOptionsBuilder builder)
        {
            builder.AddInterceptors(new AwayInterceptor(Watch));
            more?.Invoke(builder);
        }
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
    public DbConnection Connect() => Settings.Provider == DatabaseProvider.SqlServer ? new SqlConnection(plain) : new SqliteConnection(plain);

    /// <summary>The connection string with the longest time of a statement, which plain commands take from it.</summary>
    private static string CommandsOf(DatabaseSettings settings) => (settings.Provider, settings.CommandTimeout) switch
    {
        (_, null) => settings.ConnectionString,
        (DatabaseProvider.SqlServer, { } longest) => new SqlConnectionStringBuilder(settings.ConnectionString) { CommandTimeout = (int)longest.TotalSeconds }.ToString(),
        (_, { } longest) => new SqliteConnectionStringBuilder(settings.ConnectionString) { DefaultTimeout = (int)longest.TotalSeconds }.ToString(),
    };

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

    private static Func<BackCareDb> SqlServer(DatabaseSettings settings, TimeProvider clock, Action<DbContextOptionsBuilder> more)
    {
        var builder = new DbContextOptionsBuilder<SqlServerBackCareDb>();
        builder.UseSqlServer(settings.ConnectionString, o =>
        {
            Tune(o, settings);
            if (settings.Retries > 0)
                o.EnableRetryOnFailure(settings.Retries, settings.LongestRetryDelay, null);
        });
        more(builder);
        return () => new SqlServerBackCareDb(builder.Options, clock);
    }

    private static Func<BackCareDb> Sqlite(DatabaseSettings settings, TimeProvider clock, Action<DbContextOptionsBuilder> more)
    {
        var builder = new DbContextOptionsBuilder<SqliteBackCareDb>();
        builder.UseSqlite(settings.ConnectionString, o => Tune(o, settings));
        more(builder);
        return () => new SqliteBackCareDb(builder.Options, clock);
    }

    private static void Tune<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> builder, DatabaseSettings settings)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new()
    {
        if (settings.MaxBatchSize is { } rows)
            builder.MaxBatchSize(rows);
        if (settings.CommandTimeout is { } longest)
            builder.CommandTimeout((int)longest.TotalSeconds);
    }
}
