using System.Globalization;
using BackCare.App.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Events.Spool;

/// <summary>Where events and lists wait on disk while the database is away, and how much of it: <c>Journal:Spool</c> and <c>Journal:SpoolMegabytes</c>.</summary>
/// <param name="Folder">The folder; every process makes one of its own in it. Null when nothing is to be spooled.</param>
/// <param name="MostBytes">Bytes that may wait; beyond them lists are dropped and events refused.</param>
public sealed record SpoolSettings(string? Folder, long MostBytes)
{
    private const int DefaultMegabytes = 256, MostMegabytes = 1_000_000;

    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    /// <remarks>Without a folder it is <c>spool</c> beside the SQLite file, or in the user's data folder where the database is a server.</remarks>
    public static (SpoolSettings Settings, string? Refusal) Read(IConfiguration configuration, DatabaseSettings database)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(database);
        string folder = configuration["Journal:Spool"] is { Length: > 0 } set ? Path.GetFullPath(set) : Path.Combine(Beside(database), "spool");
        if (configuration["Journal:SpoolMegabytes"] is not { Length: > 0 } text)
            return (Of(folder, DefaultMegabytes), null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int megabytes) && megabytes <= MostMegabytes
            ? (Of(folder, megabytes), null)
            : (Of(folder, DefaultMegabytes),
                $"Journal:SpoolMegabytes is '{text}': write a whole number from 1 to {MostMegabytes}, 0 to spool nothing, or leave it out for {DefaultMegabytes}.");
    }

    private static SpoolSettings Of(string folder, int megabytes) => new(megabytes == 0 ? null : folder, megabytes * 1024L * 1024);

    private static string Beside(DatabaseSettings database)
    {
        string file = database.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(database.ConnectionString).DataSource : SqlitePlace.Default().File;
        return Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetTempPath();
    }
}
