using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Catalog.Import;

/// <summary>Works at the imports that this process has claimed, each with a heart that beats once a second: it tells how far it is, holds on to its lease and
/// listens for a request to stop.</summary>
internal sealed partial class ImportWork(ImportRuns runs, TimeProvider clock, ILogger<ImportWork> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource shutdown = new();
    private readonly ConcurrentDictionary<string, Task> working = new();

    /// <summary>One step of an import.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The state it ends in, and why when that is a failure.</returns>
    public delegate Task<(ImportState State, string? Failure)> Step(IProgress<ImportProgress> progress, CancellationToken cancellationToken);

    /// <summary>Begins a claimed import on threads of its own; the task never fails.</summary>
    public Task Begin(string id, ImportState stopped, Step step, IProgress<ImportProgress>? listener, CancellationToken cancellationToken)
    {
        Task work = Task.Run(() => WorkAsync(id, stopped, step, listener, cancellationToken), CancellationToken.None);
        working[id] = work;
        _ = work.ContinueWith(_ => working.TryRemove(id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what is worked at and waits until its row says so.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await shutdown.CancelAsync();
        await Task.WhenAll(working.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => shutdown.Dispose();

    private async Task WorkAsync(string id, ImportState stopped, Step step, IProgress<ImportProgress>? listener, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown.Token);
        using var ended = new CancellationTokenSource();
        var told = new Told(listener);
        Task heart = BeatAsync(id, told, stop, ended.Token);
        (ImportState state, string? failure) = await StepAsync(id, stopped, step, told, stop.Token);
        await ended.CancelAsync();
        await heart;
        try
        {
            await runs.FinishAsync(id, state, failure);
        }
        catch (Exception error) when (error is DbException or DbUpdateException)
        {
            // The row then says that somebody is at it until its lease runs out, and is marked as interrupted by whoever looks next.
            CannotTell(log, id, error);
        }
    }

    private async Task<(ImportState, string?)> StepAsync(string id, ImportState stopped, Step step, Told told, CancellationToken cancellationToken)
    {
        try
        {
            return await step(told, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (stopped, $"Stopped by {told.StoppedBy ?? "the end of its process"}; nothing was changed.");
        }
        catch (Exception error)
        {
            ImportFailed(log, id, error);
            return (ImportState.Failed, $"{error.GetType().Name}: it could not be finished, and nothing was changed. The log of this host has the whole error.");
        }
    }

    private async Task BeatAsync(string id, Told told, CancellationTokenSource stop, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await NextAsync(timer, ended))
        {
            try
            {
                (bool held, string? stopFor) = await runs.TellAsync(id, told.Latest, ended);
                told.StoppedBy ??= held ? stopFor : "another process, which took the import over because this one was not heard of in time";
                if (told.StoppedBy is not null)
                    await stop.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                // A database that is away, or busy with the writing of this import, stops nothing; if it stays away, the lease runs out.
                MissedBeat(log, id, error);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed.")]
    private static partial void ImportFailed(ILogger log, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Id} could not tell how far it is; it tries again.")]
    private static partial void MissedBeat(ILogger log, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} ended but its row could not be written.")]
    private static partial void CannotTell(ILogger log, string id, Exception error);

    private sealed class Told(IProgress<ImportProgress>? listener) : IProgress<ImportProgress>
    {
        private ImportProgress latest = new("starting", 0, 0, 0);

        public ImportProgress Latest => Volatile.Read(ref latest);

        public string? StoppedBy { get; set; }

        public void Report(ImportProgress value)
        {
            Volatile.Write(ref latest, value);
            listener?.Report(value);
        }
    }
}
