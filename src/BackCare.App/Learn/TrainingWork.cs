using System.Collections.Concurrent;
using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Learn;

/// <summary>Runs the training runs that this process has claimed, each with a heart that beats once a second: it tells where the run stands, holds on to its
/// lease and listens for a request to stop, from this process or another.</summary>
internal sealed partial class TrainingWork(TrainingRuns runs, TrainingSteps steps, TimeProvider clock, ILogger<TrainingWork> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource shutdown = new();
    private readonly ConcurrentDictionary<string, Task> working = new();

    /// <summary>Begins a claimed run on threads of its own.</summary>
    /// <param name="run">Its row.</param>
    /// <param name="trainer">What trains.</param>
    /// <param name="listener">Told where it stands; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What came of it; the task never fails.</returns>
    public Task<(TrainingEnd End, TrainingResult? Result)> Begin(
        StoredTrainingRun run, ChosenTrainer trainer, IProgress<TrainingStatus>? listener, CancellationToken cancellationToken)
    {
        Task<(TrainingEnd, TrainingResult?)> work = Task.Run(() => WorkAsync(run, trainer, new RunningTraining(clock, listener), cancellationToken), CancellationToken.None);
        working[run.Id] = work;
        _ = work.ContinueWith(_ => working.TryRemove(run.Id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what runs and waits until its row says so.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await shutdown.CancelAsync();
        await Task.WhenAll(working.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => shutdown.Dispose();

    private async Task<(TrainingEnd, TrainingResult?)> WorkAsync(StoredTrainingRun run, ChosenTrainer trainer, RunningTraining told, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown.Token);
        using var ended = new CancellationTokenSource();
        var why = new StopReason();
        Task heart = BeatAsync(run.Id, told, stop, why, ended.Token);
        (TrainingEnd end, TrainingResult? result) = await TrainAsync(run, trainer, told, why, stop.Token);
        await ended.CancelAsync();
        await heart;
        told.Say(end.Failure ?? $"done: model {end.Version}, verdict {end.Verdict}");
        try
        {
            await runs.FinishAsync(run.Id, told.Status, end);
        }
        catch (Exception error) when (error is DbException or DbUpdateException)
        {
            // The row then says that it runs until its lease runs out, and is marked as interrupted by whoever looks next.
            CannotTell(log, run.Id, error);
        }

        return (end, result);
    }

    private async Task<(TrainingEnd, TrainingResult?)> TrainAsync(
        StoredTrainingRun run, ChosenTrainer trainer, RunningTraining told, StopReason why, CancellationToken cancellationToken)
    {
        try
        {
            Answer<TrainingResult> answer = await steps.RunAsync(run, trainer, told, cancellationToken);
            return answer.Match<(TrainingEnd, TrainingResult?)>(
                made => (new TrainingEnd(TrainingState.Succeeded, made.Version, made.Ndcg10, made.Verdict), made),
                refusal => (new TrainingEnd(TrainingState.Failed, Failure: refusal.Reason), null));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (why.LeaseLost
                ? new TrainingEnd(TrainingState.Interrupted, Failure: "Another process took the training over because this one was not heard of in time; nothing was written.")
                : new TrainingEnd(TrainingState.Cancelled, Failure: $"Stopped by {why.By ?? "the end of its process"}; nothing was written."), null);
        }
        catch (ArgumentException fault) when (fault.ParamName is not null)
        {
            // What a trainer says of options or data that do not fit it.
            return (new TrainingEnd(TrainingState.Failed, Failure: fault.Message.Replace($" (Parameter '{fault.ParamName}')", "", StringComparison.Ordinal)), null);
        }
        catch (Exception error)
        {
            RunFailed(log, run.Id, error);
            return (new TrainingEnd(TrainingState.Failed, Failure: $"{error.GetType().Name}: {error.Message} The log of process {run.Process} has the whole error."), null);
        }
    }

    private async Task BeatAsync(string id, RunningTraining told, CancellationTokenSource stop, StopReason why, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await NextAsync(timer, ended))
        {
            try
            {
                (bool held, string? stopFor) = await runs.TellAsync(id, told.Status, ended);
                why.LeaseLost |= !held;
                why.By ??= stopFor;
                if (!held || stopFor is not null)
                    await stop.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                // A database that is away for a moment stops nothing; if it stays away, the lease runs out and the next beat says so.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Training run {Id} failed.")]
    private static partial void RunFailed(ILogger log, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Training run {Id} could not tell where it stands; it tries again.")]
    private static partial void MissedBeat(ILogger log, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Training run {Id} ended but its row could not be written.")]
    private static partial void CannotTell(ILogger log, string id, Exception error);

    private sealed class StopReason
    {
        public bool LeaseLost { get; set; }

        public string? By { get; set; }
    }
}
