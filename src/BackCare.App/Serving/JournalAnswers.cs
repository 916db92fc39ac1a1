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
public sealed record Receipt(int Lists, int Accepted, int Duplicates);

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
public sealed record JournalStats(long Flushes, long Failures, long Lists, long DroppedLists, long Accepted, long Duplicates, int Queued);

/// <summary>The journal could not be written; nothing of the batch counts and it may be sent again.</summary>
public sealed class JournalUnavailableException(Exception fault)
    : Exception($"The journal could not be written ({fault.GetType().Name}); nothing of the batch counts.");
