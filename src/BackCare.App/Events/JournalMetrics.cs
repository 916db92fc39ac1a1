using System.Diagnostics.Metrics;
using BackCare.App.Messaging;
using BackCare.App.Serving;

namespace BackCare.App.Events;

/// <summary>Counts what the journal does, for its own answer and for whoever listens to the meter <c>BackCare</c>. Numbers only, no tag.</summary>
internal sealed class JournalMetrics : IDisposable
{
    private readonly Meter meter = new(Traces.SourceName);
    private readonly Counter<long> flushCount, eventCount, duplicateCount, listCount, droppedCount;
    private readonly Histogram<double> flushTime;
    private long flushes, failures, lists, dropped, accepted, duplicates;

    public JournalMetrics()
    {
        flushCount = meter.CreateCounter<long>("backcare.journal.flushes", "{flush}", "Transactions that became durable.");
        flushTime = meter.CreateHistogram<double>("backcare.journal.flush.duration", "s", "Time from the start of a transaction until it is durable.");
        eventCount = meter.CreateCounter<long>("backcare.journal.events", "{event}", "Events counted.");
        duplicateCount = meter.CreateCounter<long>("backcare.journal.duplicates", "{event}", "Events whose id was counted before.");
        listCount = meter.CreateCounter<long>("backcare.journal.lists", "{list}", "Served lists stored.");
        droppedCount = meter.CreateCounter<long>("backcare.journal.lists.dropped", "{list}", "Served lists not stored: the queue was full or the database failed.");
    }

    public JournalStats Read(int queued, SpoolStats spool) => new(
        Interlocked.Read(ref flushes), Interlocked.Read(ref failures), Interlocked.Read(ref lists), Interlocked.Read(ref dropped), Interlocked.Read(ref accepted),
        Interlocked.Read(ref duplicates), queued, spool);

    public void Flushed(TimeSpan taken, int storedLists, IReadOnlyList<AppendWork> appends)
    {
        long counted = 0, known = 0;
        foreach (AppendWork append in appends)
            (counted, known) = (counted + append.Receipt!.Accepted, known + append.Receipt.Duplicates);
        Add(ref flushes, 1, flushCount);
        Add(ref lists, storedLists, listCount);
        Add(ref accepted, counted, eventCount);
        Add(ref duplicates, known, duplicateCount);
        flushTime.Record(taken.TotalSeconds);
    }

    public void Failed() => Interlocked.Increment(ref failures);

    /// <summary>True for the first list that is dropped and then once in a thousand, when it is worth a line in the log.</summary>
    public bool Dropped(int count)
    {
        long before = Interlocked.Add(ref dropped, count) - count;
        droppedCount.Add(count);
        return before == 0 || before / 1_000 != (before + count) / 1_000;
    }

    public void Dispose() => meter.Dispose();

    private static void Add(ref long total, long count, Counter<long> counter)
    {
        if (count == 0)
            return;
        Interlocked.Add(ref total, count);
        counter.Add(count);
    }
}
