using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Data;

/// <summary>Why work was stopped before its end.</summary>
internal sealed class StopReason
{
    /// <summary>True when another process has taken the lease, because this one was not heard of in time.</summary>
    public bool LeaseLost { get; set; }

    /// <summary>Who asked for it; null for nobody, such as when the process ends.</summary>
    public string? By { get; set; }
}

/// <summary>Work of this process under leases of the database, each piece with a heart that beats once a second: it tells where the work stands, holds on to its
/// lease and listens for a request to stop, from this process or another.</summary>
/// <param name="what">What the pieces are, as the log says it, such as <c>Import</c>.</param>
/// <param name="clock">Times the beats.</param>
/// <param name="log">Told when the database does not hear a beat.</param>
internal sealed partial class LeasedWork(string what, TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource shutdown = new();
    private readonly ConcurrentDictionary<string, Task> working = new();

    /// <summary>Begins a piece on threads of its own.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="work">The piece; it must not fail.</param>
    public Task<T> Begin<T>(string id, Func<Task<T>> work)
    {
        Task<T> begun = Task.Run(work, CancellationToken.None);
        working[id] = begun;
        _ = begun.ContinueWith(_ => working.TryRemove(KeyValuePair.Create<string, Task>(id, begun)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return begun;
    }

    /// <summary>Does something while the heart beats.</summary>
    /// <param name="id">The piece's id.</param>
    /// <param name="tell">Stores where it stands and renews its lease; says whether the lease is still held, and who wants it stopped.</param>
    /// <param name="work">What is done; it must not fail.</param>
    /// <param name="cancellationToken">Stops it, as the end of the process does.</param>
    public async Task<T> WhileBeatingAsync<T>(
        string id, Func<CancellationToken, Task<(bool Held, string? StopFor)>> tell, Func<StopReason, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown.Token);
        using var ended = new CancellationTokenSource();
        var why = new StopReason();
        Task heart = BeatAsync(id, tell, stop, why, ended.Token);
        T result = await work(why, stop.Token);
        await ended.CancelAsync();
        await heart;
        return result;
    }

    /// <summary>Writes what came of a piece; where the database is away, the log says so.</summary>
    public async Task EndAsync(string id, Func<Task> finish)
    {
        try
        {
            await finish();
        }
        catch (Exception error) when (DatabaseFaults.Is(error))
        {
            // The row then says that somebody is at it until its lease runs out, and is marked as interrupted by whoever looks next.
            CannotTell(log, what, id, error);
        }
    }

    /// <summary>Stops everything and waits until the rows say so.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await shutdown.CancelAsync();
        await Task.WhenAll(working.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => shutdown.Dispose();

    private async Task BeatAsync(
        string id, Func<CancellationToken, Task<(bool Held, string? StopFor)>> tell, CancellationTokenSource stop, StopReason why, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await NextAsync(timer, ended))
        {
            try
            {
                (bool held, string? stopFor) = await tell(ended);
                why.LeaseLost |= !held;
                why.By ??= stopFor;
                if (!held || stopFor is not null)
                    await stop.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (DatabaseFaults.Is(error))
            {
                // A database that is away for a moment, or busy with this very work, stops nothing; if it stays away, the lease runs out.
                MissedBeat(log, what, id, error);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} {Id} could not tell where it stands; it tries again.")]
    private static partial void MissedBeat(ILogger log, string what, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} {Id} ended but its row could not be written.")]
    private static partial void CannotTell(ILogger log, string what, string id, Exception error);
}
