using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Data;

/// <summary>How a database that is away, busy or too slow shows itself.</summary>
public static class DatabaseFaults
{
    /// <summary>Whether work that met this may be tried again later.</summary>
    /// <remarks>EF hands a fault of SQL Server that it takes for passing on inside an <see cref="InvalidOperationException"/>, and SqlClient throws a bare one when no connection
    /// of the pool becomes free: what lets those through ends the host.</remarks>
    public static bool Is(Exception error) => error is DbException or DbUpdateException or RetryLimitExceededException or InvalidOperationException;
}
