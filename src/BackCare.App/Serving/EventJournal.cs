using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Privacy;
using BackCare.Domain.Learn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Where served lists and events become durable: many callers, one writer, everything that waits in one transaction with one flush to disk.</summary>
/// <remarks>
/// A request never waits for the database: <see cref="Keep"/> puts the list into a bounded queue, and when that is full the list is dropped and counted
/// (docs/decisions/0040-journal.md). Who appends events waits until they are durable. What waits is written out when the journal is disposed of.
/// </remarks>
public sealed partial class EventJournal : IAsyncDisposable, IDisposable
{
    /// <summary>Events whose clock says they happened longer ago are refused; their ids may be forgotten a day later.</summary>
    public static readonly TimeSpan OldestEvent = TimeSpan.FromDays(30);

    private const int MostEntries = 50_000, Attempts = 3, DefaultQueue = 2_048;

    private readonly Databases databases;
    private readonly ShelfHost shelves;
    private readonly OutcomeTally tally;
    private readonly FieldCipher cipher;
    private readonly TimeProvider clock;
    private readonly ILogger<EventJournal> log;
    private readonly Channel<JournalWork> queue;
    private readonly Lazy<Task> running;
    private readonly HashSet<string> snapshots = new(StringComparer.Ordinal);
    private readonly JournalMetrics metrics = new();
    private JournalWriter? writer;
    private bool isWriting;

    public EventJournal(
        Databases databases, ShelfHost shelves, OutcomeTally tally, FieldCipher cipher, TimeProvider clock, IConfiguration configuration, ILogger<EventJournal> log)
    {
        (this.databases, this.shelves, this.tally, this.cipher, this.clock, this.log) = (databases, shelves, tally, cipher, clock, log);
        ArgumentNullException.ThrowIfNull(configuration);
        int length = int.TryParse(configuration["Journal:Queue"], NumberStyles.None, CultureInfo.InvariantCulture, out int set) && set > 0 ? set : DefaultQueue;
        queue = Channel.CreateBounded<JournalWork>(new BoundedChannelOptions(length) { SingleReader = true });
        running = new(() => Task.Run(RunAsync));
    }

    /// <summary>Counters since the process started.</summary>
    public JournalStats Stats => metrics.Read(queue.Reader.Count);

    /// <summary>True when nothing waits and nothing is being written.</summary>
    internal bool IsIdle => queue.Reader.Count == 0 && !Volatile.Read(ref isWriting);

    /// <summary>True when answers were counted that are not in the database yet.</summary>
    internal bool HasCounts => !tally.IsEmpty;

    /// <summary>Keeps a list without waiting; when the queue is full it is dropped and counted.</summary>
    public void Keep(KeptList kept)
    {
        _ = running.Value;
        if (!queue.Writer.TryWrite(new KeepWork(kept)))
            Drop(1);
    }

    /// <summary>Appends events; they are durable when this returns.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the batch counts.</exception>
    public Task<Receipt> AppendAsync(IReadOnlyList<Interaction> interactions, CancellationToken cancellationToken = default) =>
        AppendAsync(new JournalBatch([], interactions), cancellationToken);

    /// <summary>Appends lists and events; they are durable when this returns.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the batch counts.</exception>
    public async Task<Receipt> AppendAsync(JournalBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var work = new AppendWork([.. batch.Lists.Select(list => PackedList.Of(list, cipher))], batch.Interactions);
        await EnqueueAsync(work, cancellationToken);
        return await work.Done.WaitAsync(cancellationToken);
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

    private async Task RunAsync()
    {
        DateTime forgetAfter = clock.GetUtcNow().UtcDateTime;
        var batch = new List<JournalWork>();
        while (await queue.Reader.WaitToReadAsync())
        {
            Volatile.Write(ref isWriting, true);
            batch.Clear();
            for (int entries = 0; entries < MostEntries && queue.Reader.TryRead(out JournalWork? work); entries += work is AppendWork a ? 1 + a.Interactions.Count : 1)
                batch.Add(work);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            bool forget = now >= forgetAfter;
            await WriteAsync(batch, now, forget ? now - OldestEvent - TimeSpan.FromDays(1) : null);
            if (forget)
                forgetAfter = now.AddHours(1);
            Volatile.Write(ref isWriting, false);
        }

        await CloseAsync();
    }

    /// <summary>Writes a batch, several times when the database is busy; then everybody who waits is told.</summary>
    private async Task WriteAsync(IReadOnlyList<JournalWork> batch, DateTime now, DateTime? forgetBefore)
    {
        PackedList[] lists = [.. batch.OfType<KeepWork>().Select(k => PackedList.Of(k.Kept, cipher))];
        AppendWork[] appends = [.. batch.OfType<AppendWork>()];
        EraseWork[] erasures = [.. batch.OfType<EraseWork>()];
        IReadOnlyList<(OutcomeKey Key, long Count)> outcomes = tally.Take();
        long started = clock.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                writer ??= await JournalWriter.OpenAsync(databases, shelves.ContentOf, snapshots);
                int stored = await writer.WriteAsync(lists, appends, erasures, outcomes, now, forgetBefore);
                metrics.Flushed(clock.GetElapsedTime(started), stored, appends);
                Finish(appends, erasures);
                return;
            }
            catch (Exception fault) when (DatabaseFaults.Is(fault) || fault is IOException)
            {
                await CloseAsync();
                if (attempt < Attempts && fault is DbException)
                    continue;
                tally.PutBack(outcomes);
                Fail(batch, lists.Length, fault);
                return;
            }
        }
    }

    private static void Finish(AppendWork[] appends, EraseWork[] erasures)
    {
        foreach (AppendWork append in appends)
            append.Finish();
        foreach (EraseWork erasure in erasures)
            erasure.Finish();
    }

    private void Fail(IReadOnlyList<JournalWork> batch, int lists, Exception fault)
    {
        metrics.Failed();
        // The message of a database's exception may hold an id, so only its kind is told.
        NotWritten(log, batch.Count, fault.GetType().Name, (fault as DbException)?.ErrorCode ?? 0);
        if (lists > 0)
            Drop(lists);
        foreach (JournalWork work in batch)
            work.Fail(fault);
    }

    private void Drop(int lists)
    {
        if (metrics.Dropped(lists))
            Dropping(log);
    }

    private async Task CloseAsync()
    {
        if (writer is { } open)
            await open.DisposeAsync();
        writer = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be written: {Works} works failed with {Fault} ({Code}). Events will be sent again; lists are lost.")]
    private static partial void NotWritten(ILogger log, int works, string fault, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Served lists are not journaled because the queue is full (Journal:Queue); the count is in the journal's metrics.")]
    private static partial void Dropping(ILogger log);
}
