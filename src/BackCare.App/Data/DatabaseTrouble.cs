using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BackCare.App.Data;

/// <summary>What is wrong with a database that does not answer, and what to do, for an operator. Never the exception's own message, which may hold a value.</summary>
public static class DatabaseTrouble
{
    private const int Busy = 5, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    /// <summary>The fault in a few words, such as <c>SQLite error 11, the file is damaged</c>.</summary>
    public static string NameOf(Exception fault)
    {
        for (Exception? at = fault; at is not null; at = at.InnerException)
        {
            if (at is SqliteException sqlite)
                return string.Create(CultureInfo.InvariantCulture, $"SQLite error {sqlite.SqliteErrorCode}, {Words(sqlite.SqliteErrorCode)}");
            if (at is SqlException sql)
                return string.Create(CultureInfo.InvariantCulture, $"SQL Server error {sql.Number}");
        }

        return fault.GetType().Name;
    }

    /// <summary>Why a host cannot start on this database, with what to do.</summary>
    public static string StartRefusal(Exception fault, DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string name = NameOf(fault);
        if (settings.Provider == DatabaseProvider.SqlServer)
            return $"The database server does not answer ({name}). Start it, or correct ConnectionStrings:BackCare, and start again; nothing was changed.";
        string file = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        int code = fault is SqliteException sqlite ? sqlite.SqliteErrorCode : fault.GetBaseException() is SqliteException inner ? inner.SqliteErrorCode : 0;
        return $"The database file {file} cannot be used ({name}). " + code switch
        {
            Corrupt or NoDatabase => "It was left as it is. Keep a copy of it for a rescue, then bring the last backup back with 'backcare restore'; without a backup, 'sqlite3 FILE .recover' saves what can be read.",
            Busy => "Another program holds it locked. End that program, and start again.",
            ReadOnly or CannotOpen => "Let this process read and write the file and its folder, and start again.",
            Full => "Make room on the disk, and start again; nothing is lost.",
            _ => "Look at the disk and the folder, and start again.",
        };
    }

    private static string Words(int code) => code switch
    {
        Busy or 6 => "another program holds it locked",
        ReadOnly => "it cannot be written",
        InputOutput => "the disk fails",
        Corrupt => "the file is damaged: bring a backup back with 'backcare restore'",
        Full => "the disk is full",
        CannotOpen => "the file cannot be opened",
        NoDatabase => "the file is no database: bring a backup back with 'backcare restore'",
        _ => "see SQLite's list of result codes",
    };
}
