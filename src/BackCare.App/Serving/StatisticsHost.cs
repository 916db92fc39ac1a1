using BackCare.Domain.Learn.Statistics;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Holds what shoppers did, as numbers for serving, and takes in what the journal has gained. Requests read <see cref="Current"/> and never wait.</summary>
/// <remarks>After a start the whole journal is folded in the background; what is served meanwhile is the statistics of a shorter journal, and every kept list
/// says of which. Every replica folds for itself and comes to the same numbers at the same place in the journal.</remarks>
public sealed partial class StatisticsHost(JournalReader journal, ServingSettingsReading settings, TimeProvider clock, ILogger<StatisticsHost> log) : IDisposable
{
    private const int Batch = 2_000;

    // Erasures of other replicas are asked for again over this stretch, since clocks of replicas differ.
    private static readonly TimeSpan ErasureOverlap = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Lazy<StatisticsFold> fold = new(() => new StatisticsFold(settings.Required.Statistics));
    private ProductStatistics current = ProductStatistics.Empty;
    private readonly HashSet<Erasure> erasuresSeen = [];
    private DateTime erasuresSince = clock.GetUtcNow().UtcDateTime;
    private bool isLoaded, isFailing;

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
            long started = clock.GetTimestamp(), before = fold.Value.Sequence;
            await ForgetErasedAsync(cancellationToken);
            while (await TakeBatchAsync(cancellationToken))
                await Task.Yield();
            if (!IsLoaded)
                Loaded(log, fold.Value.Sequence - before, (long)clock.GetElapsedTime(started).TotalMilliseconds);
            Volatile.Write(ref isLoaded, true);
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
            fold.Value.Forget(pseudonym);
            Volatile.Write(ref current, fold.Value.Snapshot());
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> TakeBatchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEntry> entries = await journal.AfterAsync(fold.Value.Sequence, Batch, cancellationToken);
        if (entries.Count == 0)
            return false;
        foreach (JournalEntry entry in entries)
        {
            if (entry.List is { } list)
                fold.Value.Add(list);
            else
                fold.Value.Add(entry.Interaction!);
        }

        Volatile.Write(ref current, fold.Value.Snapshot());
        return entries.Count == Batch;
    }

    private async Task ForgetErasedAsync(CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime, since = erasuresSince - ErasureOverlap;
        bool any = false;
        foreach (Erasure erasure in await journal.ErasuresSinceAsync(since, cancellationToken))
            any |= erasuresSeen.Add(erasure) && fold.Value.Forget(erasure.VisitorId);
        if (any)
            Volatile.Write(ref current, fold.Value.Snapshot());
        erasuresSeen.RemoveWhere(seen => seen.ErasedUtc < since);
        erasuresSince = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be read; statistics stay as they are and are tried again every second.")]
    private static partial void CannotRead(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Statistics are up to date: {Entries} journal entries in {Milliseconds} ms.")]
    private static partial void Loaded(ILogger log, long entries, long milliseconds);
}
