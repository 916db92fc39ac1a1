using System.Globalization;
using BackCare.App.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Events.Spool;

/// <summary>Where events and lists wait on disk while the database is away, and how much of it: <c>Journal:Spool</c> and <c>Journal:SpoolMegabytes</c>.</summary>
/// <param name="Folder">The folder; every process makes one of its own in it. Null when nothing is to be spooled.</param>
/// <param name="MostBytes">Bytes that may wait; beyond them lists are dropped and events refused.</param>
/// <param name="Patience">How long the database may take for one batch before it waits on disk (<c>Journal:PatienceSeconds</c>).</param>
public sealed record SpoolSettings(string? Folder, long MostBytes, TimeSpan Patience)
{
    private const int DefaultPatience = 10, MostPatience = 60;

    private const int DefaultMegabytes = 256, MostMegabytes = 1_000_000;

    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    /// <remarks>Without a folder it is <c>spool</c> beside the SQLite file, or in the user's data folder where the database is a server.</remarks>
    public static (SpoolSettings Settings, string? Refusal) Read(IConfiguration configuration, DatabaseSettings database)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(database);
        string folder = configuration["Journal:Spool"] is { Length: > 0 } set ? Path.GetFullPath(set) : Path.Combine(Beside(database), "spool");
        string? room = configuration["Journal:SpoolMegabytes"], patience = configuration["Journal:PatienceSeconds"];
        string? refusal = Whole(room, 0, MostMegabytes, DefaultMegabytes) is null
            ? $"Journal:SpoolMegabytes is '{room}': write a whole number from 1 to {MostMegabytes}, 0 to spool nothing, or leave it out for {DefaultMegabytes}."
            : Whole(patience, 1, MostPatience, DefaultPatience) is null
                ? $"Journal:PatienceSeconds is '{patience}': write a whole number from 1 to {MostPatience}, or leave it out for {DefaultPatience}."
                : null;
        int megabytes = Whole(room, 0, MostMegabytes, DefaultMegabytes) ?? DefaultMegabytes;
        return (new SpoolSettings(megabytes == 0 ? null : folder, megabytes * 1024L * 1024, TimeSpan.FromSeconds(Whole(patience, 1, MostPatience, DefaultPatience) ?? DefaultPatience)), refusal);
    }

    /// <summary>The number of a setting, or what it is without one; null when it cannot be used.</summary>
    private static int? Whole(string? text, int least, int most, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
        : null;

    private static string Beside(DatabaseSettings database)
    {
        string file = database.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(database.ConnectionString).DataSource : SqlitePlace.Default().File;
        return Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetTempPath();
    }
}
