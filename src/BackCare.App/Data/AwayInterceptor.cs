using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackCare.App.Data;

/// <summary>Lets contexts fail at once while the database is known to be away, so that no request holds a thread or a place in the pool until a connection times out.</summary>
internal sealed class AwayInterceptor(DatabaseWatch watch) : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        watch.ThrowIfAway();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        watch.ThrowIfAway();
        return ValueTask.FromResult(result);
    }
}
