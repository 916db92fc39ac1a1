using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Data;

/// <summary>How a database that is away, busy or too slow shows itself.</summary>
public static class DatabaseFaults
{
    private const int SqliteTooBig = 18, SqliteConstraint = 19, SqliteMismatch = 20, SqliteRange = 25;

    // Conversion, overflow, NULL, truncation, CHECK and foreign key, unique index and key.
    private static readonly FrozenSet<int> ServerDataErrors = new[] { 220, 232, 241, 242, 245, 248, 295, 296, 515, 517, 547, 2601, 2627, 2628, 8114, 8115, 8152, 8169 }.ToFrozenSet();

    /// <summary>Whether work that met this may be tried again later.</summary>
    /// <remarks>EF hands a fault of SQL Server that it takes for passing on inside an <see cref="InvalidOperationException"/>, and SqlClient throws a bare one when no connection
    /// of the pool becomes free: what lets those through ends the host.</remarks>
    public static bool Is(Exception error) => error is DbException or DbUpdateException or InvalidOperationException;

    /// <summary>Whether what was to be written can never be, whenever it is tried again: it breaks a rule of the database, or is no value that a column takes.</summary>
    public static bool IsOfData(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteTooBig or SqliteConstraint or SqliteMismatch or SqliteRange,
        SqlException sql => ServerDataErrors.Contains(sql.Number),
        ArgumentException or ArithmeticException or FormatException or InvalidCastException or System.Data.SqlTypes.SqlTypeException => true,
        _ => false,
    };
}
