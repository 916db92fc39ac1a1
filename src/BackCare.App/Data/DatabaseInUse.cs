using Microsoft.Data.Sqlite;

namespace BackCare.App.Data;

/// <summary>Says that this process works with an embedded database: hosts and commands share a lock beside it, a restore has it alone. The system lets go of it when a process ends, however it ends.</summary>
public sealed class DatabaseInUse : IDisposable
{
    private readonly FileStream held;

    private DatabaseInUse(FileStream held) => this.held = held;

    /// <summary>What a start says while a restore is under way.</summary>
    public const string BeingRestored = "The database is being restored by another process. Start again when it is done.";

    /// <summary>Shares the lock.</summary>
    /// <returns>Null where there is nothing to lock: another engine, or a folder that cannot be written.</returns>
    /// <exception cref="IOException">A restore is under way.</exception>
    public static DatabaseInUse? Share(DatabaseSettings settings)
    {
        try
        {
            return FileOf(settings) is { } file ? new DatabaseInUse(new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)) : null;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException io && !IsTaken(io)))
        {
            // A full or read-only disk must not keep a host from serving.
            return null;
        }
    }

    /// <summary>Has the lock alone.</summary>
    /// <returns>Null while another process works with the database.</returns>
    public static DatabaseInUse? Own(DatabaseSettings settings)
    {
        try
        {
            return new DatabaseInUse(new FileStream(FileOf(settings)!, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (IsTaken(fault))
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();

    /// <summary>Somebody else holds it: EAGAIN of Linux, of macOS, a sharing violation of Windows.</summary>
    private static bool IsTaken(IOException fault) => (fault.HResult & 0xFFFF) is 11 or 35 or 32 or 33;

    private static string? FileOf(DatabaseSettings settings)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            return null;
        string database = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        return database.Length == 0 || database.StartsWith(':') || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(database))) ? null : Path.GetFullPath(database) + ".in-use";
    }
}
