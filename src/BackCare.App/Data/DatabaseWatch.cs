using System.Data.Common;
using System.Globalization;

namespace BackCare.App.Data;

/// <summary>Whether the database answers, as the shelf finds that asks it once a second. While it does not, whoever needs it is told at once and waits for nothing.</summary>
/// <remarks>What asks, and what stores events, does not look here: it is how one learns that the database is back. A process that never asks takes it to be there.</remarks>
public sealed class DatabaseWatch(TimeProvider clock)
{
    private const int FailuresToTell = 2;

    private readonly Lock gate = new();
    private volatile Outage? outage;
    private int failures;

    /// <summary>Since when it does not answer; null while it does.</summary>
    public DateTime? AwaySinceUtc => outage is { IsTold: true } away ? away.SinceUtc : null;

    /// <summary>Why the host is not plainly well; null when it is.</summary>
    public string? Degraded => outage is { IsTold: true } away
        ? string.Create(CultureInfo.InvariantCulture,
            $"The database has not answered since {away.SinceUtc:HH:mm:ss} UTC ({away.Kind}): recommendations are served from memory, what needs the database answers 503.")
        : null;

    /// <summary>It answered.</summary>
    public void Answered()
    {
        if (outage is null)
            return;
        lock (gate)
            (outage, failures) = (null, 0);
    }

    /// <summary>It did not; told from the second time in a row on.</summary>
    public void Failed(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (gate)
        {
            failures++;
            outage = new Outage(outage?.SinceUtc ?? clock.GetUtcNow().UtcDateTime, DatabaseTrouble.NameOf(fault), failures >= FailuresToTell);
        }
    }

    /// <exception cref="DatabaseAwayException">It is known to be away.</exception>
    public void ThrowIfAway()
    {
        if (AwaySinceUtc is { } since)
            throw new DatabaseAwayException(since);
    }

    private sealed record Outage(DateTime SinceUtc, string Kind, bool IsTold);
}

/// <summary>The database is known to be away, so it was not even asked.</summary>
public sealed class DatabaseAwayException(DateTime sinceUtc)
    : DbException(string.Create(CultureInfo.InvariantCulture, $"The database has not answered since {sinceUtc:HH:mm:ss} UTC."));
