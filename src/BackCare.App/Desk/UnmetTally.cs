using System.Collections.Concurrent;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Desk;

/// <summary>Counts what found nothing, in memory; the counts are added to the database every half minute. Only ids of the shop's own knowledge are in it.</summary>
public sealed class UnmetTally(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(DateTime MonthUtc, string Kind, string Concept), long> counts = new();

    /// <summary>Counts a report that got no product.</summary>
    /// <param name="symptomIds">What was understood.</param>
    public void Report(IEnumerable<string> symptomIds) => Count("report", symptomIds);

    /// <summary>Counts a search that found no product.</summary>
    /// <param name="symptomIds">What was understood.</param>
    public void Search(IEnumerable<string> symptomIds) => Count("search", symptomIds);

    /// <summary>Adds the counts to the database; what cannot be stored is kept for the next time.</summary>
    public async Task FlushAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var key in counts.Keys)
        {
            if (!counts.TryRemove(key, out long count))
                continue;
            try
            {
                int known = await db.UnmetNeeds.Where(n => n.MonthUtc == key.MonthUtc && n.Kind == key.Kind && n.Concept == key.Concept)
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.Count, n => n.Count + count), cancellationToken);
                if (known > 0)
                    continue;
                db.UnmetNeeds.Add(new UnmetNeed { MonthUtc = key.MonthUtc, Kind = key.Kind, Concept = key.Concept, Count = count });
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
            catch (Exception fault) when (DatabaseFaults.Is(fault) || fault is OperationCanceledException)
            {
                // Another replica may have added the row in between; the next flush finds it.
                db.ChangeTracker.Clear();
                counts.AddOrUpdate(key, count, (_, others) => others + count);
                if (fault is OperationCanceledException)
                    throw;
            }
        }
    }

    private void Count(string kind, IEnumerable<string> symptomIds)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        var month = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string concept in symptomIds.Distinct(StringComparer.Ordinal).DefaultIfEmpty(UnmetNeed.NotUnderstood))
            counts.AddOrUpdate((month, kind, concept), 1, static (_, count) => count + 1);
    }
}

/// <summary>Brings the counts into the database, and forgets what is older than a year.</summary>
internal sealed partial class UnmetFlush(UnmetTally tally, Databases databases, TimeProvider clock, ILogger<UnmetFlush> log) : HalfMinuteFlush(databases, clock)
{
    private const int KeptMonths = 12;

    private readonly TimeProvider clock = clock;

    protected override async Task StoreAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        await tally.FlushAsync(db, cancellationToken);
        DateTime oldest = clock.GetUtcNow().UtcDateTime.AddMonths(-KeptMonths);
        await db.UnmetNeeds.Where(n => n.MonthUtc < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void NotStored(Exception fault) => NotStored(log, fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counts of what found nothing could not be stored; they are kept for the next time.")]
    private static partial void NotStored(ILogger log, Exception error);
}
