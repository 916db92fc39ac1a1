using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Data;

/// <summary>How a database that is away, busy or too slow shows itself.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteInputOutput = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNoDatabase = 26;

    private const int SqliteTooBig = 18, SqliteConstraint = 19, SqliteMismatch = 20, SqliteRange = 25;

    private const int FatalClass = 17;

    // Time-out, no network, no such server or database, connection cut, deadlock, lock time-out, server pausing or short of resources.
    private static readonly FrozenSet<int> ServerAwayErrors = new[]
    {
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 701, 1204, 1205, 1222, 3960, 4060, 4221, 6005, 9002, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 40197, 40501, 40613, 49918, 49919, 49920,
    }.ToFrozenSet();

    // Conversion, overflow, NULL, truncation, CHECK and foreign key, unique index and key.
    private static readonly FrozenSet<int> ServerDataErrors = new[] { 220, 232, 241, 242, 245, 248, 295, 296, 515, 517, 547, 2601, 2627, 2628, 8114, 8115, 8152, 8169 }.ToFrozenSet();

    /// <summary>Whether work that met this may be tried again later.</summary>
    /// <remarks>EF hands a fault of SQL Server that it takes for passing on inside an <see cref="InvalidOperationException"/>, and SqlClient throws a bare one when no connection
    /// of the pool becomes free: what lets those through ends the host.</remarks>
    public static bool Is(Exception error) => error is DbException or DbUpdateException or RetryLimitExceededException or InvalidOperationException;

    /// <summary>Whether the database said it, at the first try or after the last.</summary>
    public static bool IsOfDatabase(Exception error) => error is DbException or RetryLimitExceededException;

    /// <summary>Whether the database did not answer, or cannot write: nothing is wrong with what was asked, and it may be asked again later.</summary>
    public static bool IsAway(Exception error)
    {
        for (Exception? at = error; at is not null; at = at.InnerException)
        {
            bool isAway = at switch
            {
                DatabaseAwayException => true,
                SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteInputOutput or SqliteCorrupt or SqliteFull or SqliteCannotOpen
                    or SqliteNoDatabase,
                SqlException sql => sql.Class >= FatalClass || ServerAwayErrors.Contains(sql.Number),
                // No connection of the pool became free.
                InvalidOperationException { InnerException: null } pool => pool.Source?.Contains("SqlClient", StringComparison.Ordinal) ?? false,
                _ => false,
            };
            if (isAway)
                return true;
        }

        return false;
    }

    /// <summary>Whether a server says that it has no such database, or not yet.</summary>
    public static bool IsMissing(Exception error) => error is SqlException { Number: 4060 };

    /// <summary>Whether what was to be written can never be, whenever it is tried again: it breaks a rule of the database, or is no value that a column takes.</summary>
    public static bool IsOfData(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteTooBig or SqliteConstraint or SqliteMismatch or SqliteRange,
        SqlException sql => ServerDataErrors.Contains(sql.Number),
        ArgumentException or ArithmeticException or FormatException or InvalidCastException or System.Data.SqlTypes.SqlTypeException => true,
        _ => false,
    };
}
