using BackCare.App.Events;
using BackCare.Domain.Learn;

namespace BackCare.App.Serving;

/// <summary>What is appended at once.</summary>
/// <param name="Lists">Served lists; their events may come in the same batch.</param>
/// <param name="Interactions">One entry a product; those of one event stand together and share its id.</param>
public sealed record JournalBatch(IReadOnlyList<KeptList> Lists, IReadOnlyList<Interaction> Interactions);

/// <summary>What became durable of a batch.</summary>
/// <param name="Lists">Lists stored; a list whose id is in the journal already, or was erased, is not stored again.</param>
/// <param name="Accepted">Events counted.</param>
/// <param name="Duplicates">Events whose id was counted before.</param>
/// <param name="Spooled">Events that wait on this host's disk because the database is away; each will count once when it is back.</param>
public sealed record Receipt(int Lists, int Accepted, int Duplicates, int Spooled = 0)
{
    /// <summary>Two receipts as one.</summary>
    public static Receipt operator +(Receipt one, Receipt other) =>
        new(one.Lists + other.Lists, one.Accepted + other.Accepted, one.Duplicates + other.Duplicates, one.Spooled + other.Spooled);
}

/// <summary>What was erased.</summary>
/// <param name="Lists">Served lists.</param>
/// <param name="Interactions">Interactions on them.</param>
public sealed record Erased(int Lists, int Interactions);

/// <summary>The journal's counters since the process started.</summary>
/// <param name="Flushes">Transactions that became durable, each with one flush to disk.</param>
/// <param name="Failures">Transactions that did not.</param>
/// <param name="Lists">Lists stored.</param>
/// <param name="DroppedLists">Lists not stored because the queue was full or the database failed.</param>
/// <param name="Accepted">Events counted.</param>
/// <param name="Duplicates">Events whose id was counted before.</param>
/// <param name="Queued">Entries that wait now.</param>
/// <param name="Spool">What waits on disk for the database.</param>
public sealed record JournalStats(long Flushes, long Failures, long Lists, long DroppedLists, long Accepted, long Duplicates, int Queued, SpoolStats Spool);

/// <summary>What waits on this host's disk because the database is away.</summary>
/// <param name="Lists">Lists that wait now.</param>
/// <param name="Events">Events that wait now.</param>
/// <param name="Bytes">Bytes that they take.</param>
/// <param name="MostBytes">Bytes that they may take; 0 when nothing is spooled.</param>
/// <param name="SinceUtc">Since when something waits; null when nothing does.</param>
/// <param name="SetAside">Lists and events since the start that could not be stored for what they hold; they lie beside the spool and are tried again by the next start.</param>
public sealed record SpoolStats(int Lists, int Events, long Bytes, long MostBytes, DateTime? SinceUtc, long SetAside);

/// <summary>The journal could not be written; nothing of the batch counts and it may be sent again.</summary>
public sealed class JournalUnavailableException(Exception fault)
    : Exception($"The journal could not be written ({fault.GetType().Name}); nothing of the batch counts.", fault)
{
    /// <summary>True when the database is away and no room is left on disk for what would wait.</summary>
    public bool IsFull => InnerException is SpoolFullException;
}

/// <summary>As much waits on disk as may wait (<c>Journal:SpoolMegabytes</c>), or the disk takes no more.</summary>
public sealed class SpoolFullException(string reason) : IOException(reason);
