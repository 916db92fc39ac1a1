using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Events.Spool;
using BackCare.App.Privacy;
using BackCare.Domain.Learn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Where served lists and events become durable: many callers, one writer, everything that waits in one transaction with one flush to disk.</summary>
/// <remarks>
/// A request never waits for the database: <see cref="Keep"/> puts the list into a bounded queue, and when that is full the list is dropped and counted
/// (docs/decisions/0040-journal.md). Who appends events waits until they are durable. What waits is written out when the journal is disposed of. While the database is away, lists and events
/// wait on this host's disk (docs/decisions/0110-spool.md).
/// </remarks>
public sealed partial class EventJournal : IAsyncDisposable, IDisposable
{
    /// <summary>Events whose clock says they happened longer ago are refused; their ids may be forgotten a day later.</summary>
    public static readonly TimeSpan OldestEvent = TimeSpan.FromDays(30);

    private const int MostEntries = 50_000, DefaultQueue = 2_048;

    private static readonly TimeSpan BeforeForgetting = TimeSpan.FromMinutes(10), MostJump = TimeSpan.FromDays(1);

    private readonly Databases databases;
    private readonly ShelfHost shelves;
    private readonly OutcomeTally tally;
    private readonly FieldCipher cipher;
    private readonly TimeProvider clock;
    private readonly ILogger<EventJournal> log;
    private readonly Channel<JournalWork> queue;
    private readonly Lazy<Task> running;
    private readonly ConcurrentDictionary<string, bool> snapshots = new(StringComparer.Ordinal);
    private readonly JournalMetrics metrics = new();
    private readonly JournalSpool spool;

    // A database that takes longer is as good as away; what it does in the end is found again as duplicates.
    private readonly TimeSpan patience;
    private JournalStore? store;
    private Task abandoned = Task.CompletedTask;
    private bool isWriting;

    public EventJournal(
        Databases databases, ShelfHost shelves, OutcomeTally tally, FieldCipher cipher, TimeProvider clock, IConfiguration configuration, ILogger<EventJournal> log)
    {
        (this.databases, this.shelves, this.tally, this.cipher, this.clock, this.log) = (databases, shelves, tally, cipher, clock, log);
        ArgumentNullException.ThrowIfNull(configuration);
        int length = int.TryParse(configuration["Journal:Queue"], NumberStyles.None, CultureInfo.InvariantCulture, out int set) && set > 0 ? set : DefaultQueue;
        queue = Channel.CreateBounded<JournalWork>(new BoundedChannelOptions(length) { SingleReader = true });
        SpoolSettings spooling = SpoolSettings.Read(configuration, databases.Settings).Settings;
        (spool, patience) = (new JournalSpool(spooling, clock, log), spooling.Patience);
        running = new(() => Task.Run(RunAsync));
    }

    /// <summary>Counters since the process started.</summary>
    public JournalStats Stats => metrics.Read(queue.Reader.Count, spool.Stats);

    /// <summary>Why the journal is not plainly well; null when it is.</summary>
    public string? Degraded => spool.Degraded;

    /// <summary>True when nothing waits and nothing is being written.</summary>
    internal bool IsIdle => queue.Reader.Count == 0 && !Volatile.Read(ref isWriting);

    /// <summary>Where lists and events wait while the database is away.</summary>
    internal JournalSpool Spool => spool;

    /// <summary>True when answers were counted that are not in the database yet.</summary>
    internal bool HasCounts => !tally.IsEmpty;

    /// <summary>Keeps a list without waiting; when the queue is full it is dropped and counted.</summary>
    public void Keep(KeptList kept)
    {
        _ = running.Value;
        if (!queue.Writer.TryWrite(new KeepWork(kept)))
            Drop(1);
    }

    /// <summary>Appends events; when this returns they are durable, in the database or on this host's disk, as the receipt says.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the batch counts.</exception>
    public Task<Receipt> AppendAsync(IReadOnlyList<Interaction> interactions, CancellationToken cancellationToken = default) =>
        AppendAsync(new AppendWork([], interactions, MaySpool: true), cancellationToken);

    /// <summary>Appends lists and events; they are durable in the database when this returns.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the batch counts.</exception>
    public Task<Receipt> AppendAsync(JournalBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return AppendAsync(new AppendWork([.. batch.Lists.Select(list => PackedList.Of(list, cipher))], batch.Interactions), cancellationToken);
    }

    /// <summary>Erases every list and interaction of one visitor and leaves marks; nothing of them is left when this returns.</summary>
    /// <exception cref="JournalUnavailableException">Nothing was erased.</exception>
    public async Task<Erased> EraseAsync(string visitorPseudonym, CancellationToken cancellationToken)
    {
        var work = new EraseWork(visitorPseudonym);
        await EnqueueAsync(work, cancellationToken);
        return await work.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until everything kept before this call is durable or dropped; the counts of answers with it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default) => await AppendAsync([], cancellationToken);

    /// <summary>Writes out what waits and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (queue.Writer.TryComplete() && running.IsValueCreated)
            await running.Value;
        await abandoned;
        spool.Dispose();
        metrics.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task EnqueueAsync(JournalWork work, CancellationToken cancellationToken)
    {
        _ = running.Value;
        try
        {
            await queue.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException fault)
        {
            throw new JournalUnavailableException(fault);
        }
    }

    private async Task<Receipt> AppendAsync(AppendWork work, CancellationToken cancellationToken)
    {
        await EnqueueAsync(work, cancellationToken);
        return await work.Done.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        DateTime started = clock.GetUtcNow().UtcDateTime, forgetAfter = started + BeforeForgetting;
        long stamp = clock.GetTimestamp();
        var batch = new List<JournalWork>();
        while (await queue.Reader.WaitToReadAsync())
        {
            Volatile.Write(ref isWriting, true);
            batch.Clear();
            for (int entries = 0; entries < MostEntries && queue.Reader.TryRead(out JournalWork? work); entries += work is AppendWork a ? 1 + a.Interactions.Count : 1)
                batch.Add(work);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            // A clock that jumped ahead would forget every id, and an event that is sent again would count again.
            bool forget = now >= forgetAfter && now - started - clock.GetElapsedTime(stamp) < MostJump;
            if (await KeepInTurnAsync(batch, forget ? now - OldestEvent - TimeSpan.FromDays(1) : null) && forget)
                forgetAfter = now.AddHours(1);
            Volatile.Write(ref isWriting, false);
        }

        if (store is { } open)
            await open.DisposeAsync();
    }

    private async Task<bool> KeepInTurnAsync(IReadOnlyList<JournalWork> batch, DateTime? forgetBefore)
    {
        await spool.Turn.WaitAsync();
        try
        {
            return await KeepAsync(batch, forgetBefore);
        }
        catch (Exception fault)
        {
            // Whatever it is, the next batch may fare better, and nobody is to wait for ever.
            Broken(log, fault);
            Fail(batch, batch.OfType<KeepWork>().Count(), fault);
            return false;
        }
        finally
        {
            spool.Turn.Release();
        }
    }

    /// <summary>Writes a batch into the database, or onto the disk while the database is away or something waits there already; then everybody who waits is told.</summary>
    /// <returns>True when the database has it.</returns>
    private async Task<bool> KeepAsync(IReadOnlyList<JournalWork> batch, DateTime? forgetBefore)
    {
        PackedList[] lists = [.. batch.OfType<KeepWork>().Select(k => PackedList.Of(k.Kept, cipher))];
        if (!spool.IsOn || (spool.IsEmpty && !spool.Handed.IsAway && abandoned.IsCompleted))
        {
            if (await StoreAsync(new JournalLoad(lists, [.. batch.OfType<EraseWork>()], [.. batch.OfType<AppendWork>()]) { ForgetBefore = forgetBefore }) is not { } fault)
            {
                foreach (JournalWork work in batch)
                    work.Finish();
                return true;
            }

            metrics.Failed();
            // The message of a database's exception may hold an id, so only its kind is told.
            spool.Handed.Why = DatabaseTrouble.NameOf(fault);
            NotWritten(log, batch.Count, spool.Handed.Why);
            if (!spool.IsOn)
            {
                Fail(batch, lists.Length, fault);
                return false;
            }
        }

        SpoolBatch(batch, lists);
        return false;
    }

    /// <summary>Writes into the database, for as long as patience lasts.</summary>
    /// <returns>Why it is not there; null when it is.</returns>
    private async Task<Exception?> StoreAsync(JournalLoad load)
    {
        IReadOnlyList<(OutcomeKey Key, long Count)> outcomes = tally.Take();
        JournalStore used = store ??= NewStore();
        Task writing = Task.Run(() => used.WriteAsync(load with { Outcomes = outcomes }));
        try
        {
            if (spool.IsOn)
                await writing.WaitAsync(patience, clock);
            else
                await writing;
            return null;
        }
        catch (TimeoutException late) when (!writing.IsCompleted)
        {
            (store, abandoned) = (null, AbandonAsync(used, writing, outcomes));
            return late;
        }
        catch (Exception fault)
        {
            tally.PutBack(outcomes);
            return fault;
        }
    }

    /// <summary>Waits for the end of what took too long; its counts go back unless they are stored.</summary>
    private async Task AbandonAsync(JournalStore used, Task writing, IReadOnlyList<(OutcomeKey Key, long Count)> outcomes)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!writing.IsCompletedSuccessfully)
            tally.PutBack(outcomes);
        await used.DisposeAsync();
    }

    /// <summary>Puts onto the disk what may wait there, and hands the rest to whoever stores it.</summary>
    private void SpoolBatch(IReadOnlyList<JournalWork> batch, PackedList[] lists)
    {
        AppendWork[] events = [.. batch.OfType<AppendWork>().Where(a => a.MaySpool)];
        foreach (JournalWork work in batch.Where(w => w is EraseWork or AppendWork { MaySpool: false }))
            spool.Handed.Add(work);
        try
        {
            int dropped = spool.Add(lists, events, list => snapshots.ContainsKey(list.ShelfVersion) ? null : JournalWriter.PartsOf(list, shelves.ContentOf));
            if (dropped > 0)
                Drop(dropped);
            foreach (AppendWork work in events)
            {
                work.Receipt = new Receipt(0, 0, 0, work.Events);
                work.Finish();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotSpooled(log, fault.GetType().Name);
            Fail(events, lists.Length, fault as SpoolFullException ?? new SpoolFullException("The disk of the spool does not take it."));
        }
    }

    private void Fail(IReadOnlyList<JournalWork> works, int lists, Exception fault)
    {
        if (lists > 0)
            Drop(lists);
        foreach (JournalWork work in works)
            work.Fail(fault);
    }

    /// <summary>Another writer of the same journal.</summary>
    internal JournalStore NewStore() => new(databases, shelves.ContentOf, snapshots, spool, metrics, clock);

    private void Drop(int lists)
    {
        if (metrics.Dropped(lists))
            Dropping(log);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be written: {Works} works failed ({Fault}). They wait on disk where there is a spool.")]
    private static partial void NotWritten(ILogger log, int works, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal failed where it should not; the batch is lost and nothing of it was acknowledged.")]
    private static partial void Broken(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database is away and the disk does not take what waits for it ({Fault}): events are refused, lists are lost.")]
    private static partial void NotSpooled(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Served lists are not journaled because the queue is full (Journal:Queue); the count is in the journal's metrics.")]
    private static partial void Dropping(ILogger log);
}
