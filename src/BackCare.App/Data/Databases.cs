using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Data;

/// <summary>Opens contexts of the configured provider; its options are built once.</summary>
public sealed class Databases
{
    private readonly Func<BackCareDb> open;

    public Databases(DatabaseSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        if (settings.Provider == DatabaseProvider.SqlServer)
        {
            var options = new DbContextOptionsBuilder<SqlServerBackCareDb>()
                .UseSqlServer(settings.ConnectionString, o => _ = settings.MaxBatchSize is { } rows ? o.MaxBatchSize(rows) : o).Options;
            open = () => new SqlServerBackCareDb(options, clock);
        }
        else
        {
            SqlitePlace.MakeFolder(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);
            var options = new DbContextOptionsBuilder<SqliteBackCareDb>()
                .UseSqlite(settings.ConnectionString, o => _ = settings.MaxBatchSize is { } rows ? o.MaxBatchSize(rows) : o).Options;
            open = () => new SqliteBackCareDb(options, clock);
        }
    }

    public DatabaseSettings Settings { get; }

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
    public BackCareDb Open() => open();
}
