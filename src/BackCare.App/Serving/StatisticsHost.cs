using BackCare.App.Data;
using BackCare.App.Privacy;
using BackCare.Domain.Learn.Statistics;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Holds what shoppers did, as numbers for serving, and takes in what the journal has gained. Requests read <see cref="Current"/> and never wait.</summary>
/// <remarks>After a start the journal is folded in the background, from the last checkpoint on where there is one; what is served meanwhile is the statistics of a shorter journal, and every
/// kept list says of which. Every replica folds for itself and comes to the same numbers at the same place in the journal, whether it began there or at a checkpoint, but for what was erased before
/// one of them read it (docs/decisions/0057-journal-age.md).</remarks>
public sealed partial class StatisticsHost(
    JournalReader journal, Databases databases, ServingSettingsReading settings, JournalKeeping keeping, TimeProvider clock, ILogger<StatisticsHost> log) : IDisposable
{
    private const int Batch = 2_000, EntriesBetweenCheckpoints = 5_000;
    private static readonly TimeSpan TimeBetweenCheckpoints = TimeSpan.FromMinutes(1);

    // Erasures of other replicas are asked for again over this stretch, since clocks of replicas differ.
    private static readonly TimeSpan ErasureOverlap = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1);
    private readonly StatisticsCheckpoints checkpoints = new(databases);
    private StatisticsFold? fold;
    private ProductStatistics current = ProductStatistics.Empty;
    private readonly HashSet<Erasure> erasuresSeen = [];
    private DateTime erasuresSince = clock.GetUtcNow().UtcDateTime;
    private bool isLoaded, isFailing, isResumed;

    // An erasure drops what is kept: the sequence is 0 then, as before the first checkpoint. The time is that of the last attempt.
    private long keptSequence, keptAt;

    /// <summary>The statistics to serve with.</summary>
    public ProductStatistics Current => Volatile.Read(ref current);

    /// <summary>True once the journal as it stood at the start has been taken in.</summary>
    public bool IsLoaded => Volatile.Read(ref isLoaded);

    /// <summary>Takes in every entry that became durable since the last time. On failure what was served stays.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            long started = clock.GetTimestamp();
            await ResumeAsync(cancellationToken);
            long before = Fold.Sequence;
            await ForgetErasedAsync(cancellationToken);
            while (await TakeBatchAsync(cancellationToken))
                await Task.Yield();
            if (!IsLoaded)
                Loaded(log, Fold.Sequence - before, (long)clock.GetElapsedTime(started).TotalMilliseconds);
            Volatile.Write(ref isLoaded, true);
            if (Fold.Sequence - keptSequence >= EntriesBetweenCheckpoints && (keptAt == 0 || clock.GetElapsedTime(keptAt) >= TimeBetweenCheckpoints))
                await TryKeepCheckpointAsync(cancellationToken);
            isFailing = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Statistics are inputs of a ranking that works without them: an unreachable journal must not take the shop down.
            if (!isFailing)
                CannotRead(log, error);
            isFailing = true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Drops what is known of a visitor whose data is being erased.</summary>
    /// <param name="pseudonym">The visitor as the journal names them.</param>
    /// <param name="cancellationToken">Stops waiting for its turn.</param>
    public async Task ForgetAsync(string pseudonym, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            Fold.Forget(pseudonym);
            keptSequence = 0;
            Volatile.Write(ref current, Fold.Snapshot());
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Drops what is known of visitors last heard of before a time, after what the journal and its checkpoints held of them was erased.</summary>
    /// <param name="utc">Who was heard of then or later stays.</param>
    /// <param name="cancellationToken">Stops waiting for its turn.</param>
    public async Task ForgetBeforeAsync(DateTime utc, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            ForgetBefore(utc);
            keptSequence = 0;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Keeps the statistics as they stand, for a start to go on from.</summary>
    /// <returns>False when nothing was kept: nothing is new, another replica was further, or an erasure must be taken in first.</returns>
    public async Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return IsLoaded && Fold.Sequence > keptSequence && await KeepCheckpointAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Everything that was folded, as the bytes of a checkpoint: two hosts at the same place in the same journal have the same, if they have forgotten the same visitors.</summary>
    public byte[] StateBytes() => StatisticsPacking.Pack(Fold.State());

    public void Dispose() => turn.Dispose();

    private StatisticsFold Fold => fold ??= new StatisticsFold(settings.Required.Statistics);

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (isResumed)
            return;
        KeptFold kept = await checkpoints.FindAsync(settings.Required.Statistics, await journal.LastSequenceAsync(cancellationToken), cancellationToken);
        isResumed = true;
        if (kept.Problem is { } problem)
            Unusable(log, problem);
        if (kept.Fold is not { } resumed || resumed.Sequence <= Fold.Sequence)
            return;
        (fold, keptSequence, keptAt) = (resumed, resumed.Sequence, clock.GetTimestamp());
        if (kept.TakenUtc < erasuresSince)
            erasuresSince = kept.TakenUtc;
        Volatile.Write(ref current, resumed.Snapshot());
        Resumed(log, resumed.Sequence);
    }

    private async Task TryKeepCheckpointAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepCheckpointAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The journal was read and what is served is up to date: a checkpoint only spares the next start some work.
            CannotKeep(log, error);
        }
    }

    private async Task<bool> KeepCheckpointAsync(CancellationToken cancellationToken)
    {
        // One that fails counts too: packing everything costs much, and is not to be tried every second.
        keptAt = clock.GetTimestamp();
        if (keeping.KeepDays is { } days)
            ForgetBefore(clock.GetUtcNow().UtcDateTime.AddDays(-days));
        bool isKept = await checkpoints.KeepAsync(Fold.State(), erasuresSince, erasuresSeen.Contains, erasuresSince - ErasureOverlap, cancellationToken);
        keptSequence = Fold.Sequence;
        return isKept;
    }

    private void ForgetBefore(DateTime utc)
    {
        if (Fold.ForgetBefore(utc))
            Volatile.Write(ref current, Fold.Snapshot());
    }

    private async Task<bool> TakeBatchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEntry> entries = await journal.AfterAsync(Fold.Sequence, Batch, cancellationToken);
        if (entries.Count == 0)
            return false;
        foreach (JournalEntry entry in entries)
        {
            if (entry.List is { } list)
                Fold.Add(list);
            else
                Fold.Add(entry.Interaction!);
        }

        Volatile.Write(ref current, Fold.Snapshot());
        return entries.Count == Batch;
    }

    private async Task ForgetErasedAsync(CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime, since = erasuresSince - ErasureOverlap;
        bool any = false;
        foreach (Erasure erasure in await journal.ErasuresSinceAsync(since, cancellationToken))
            any |= erasuresSeen.Add(erasure) && Fold.Forget(erasure.VisitorId);
        if (any)
        {
            keptSequence = 0;
            Volatile.Write(ref current, Fold.Snapshot());
        }

        erasuresSeen.RemoveWhere(seen => seen.ErasedUtc < since);
        erasuresSince = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be read; statistics stay as they are and are tried again every second.")]
    private static partial void CannotRead(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The statistics could not be kept in the database; it is tried again in a minute. A start until then folds more of the journal.")]
    private static partial void CannotKeep(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The kept statistics are not used and the journal is folded from its beginning: {Problem}.")]
    private static partial void Unusable(ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Statistics go on from journal entry {Sequence}.")]
    private static partial void Resumed(ILogger log, long sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Statistics are up to date: {Entries} journal entries in {Milliseconds} ms.")]
    private static partial void Loaded(ILogger log, long entries, long milliseconds);
}
