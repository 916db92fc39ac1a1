using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Learn;

/// <summary>Runs the training runs that this process has claimed.</summary>
internal sealed partial class TrainingWork(TrainingRuns runs, TrainingSteps steps, WorkMetrics metrics, TimeProvider clock, ILogger<TrainingWork> log) : IHostedService, IDisposable
{
    private readonly LeasedWork leased = new("Training run", clock, log);

    /// <summary>Begins a claimed run on threads of its own.</summary>
    /// <param name="run">Its row.</param>
    /// <param name="trainer">What trains.</param>
    /// <param name="listener">Told where it stands; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What came of it; the task never fails.</returns>
    public Task<(TrainingEnd End, TrainingResult? Result)> Begin(
        StoredTrainingRun run, ChosenTrainer trainer, IProgress<TrainingStatus>? listener, CancellationToken cancellationToken) =>
        leased.Begin(run.Id, () => WorkAsync(run, trainer, new RunningTraining(clock, listener), cancellationToken));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what runs and waits until its row says so.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => leased.StopAsync(cancellationToken);

    public void Dispose() => leased.Dispose();

    private async Task<(TrainingEnd, TrainingResult?)> WorkAsync(StoredTrainingRun run, ChosenTrainer trainer, RunningTraining told, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        (TrainingEnd end, TrainingResult? result) = await leased.WhileBeatingAsync(
            run.Id, ended => runs.TellAsync(run.Id, told.Status, ended), (why, stop) => TrainAsync(run, trainer, told, why, stop), cancellationToken);
        metrics.Trained(run.Trainer, end.State.ToString().ToLowerInvariant(), end.Verdict, clock.GetElapsedTime(started));
        told.Say(end.Failure ?? $"done: model {end.Version}, verdict {end.Verdict}");
        await leased.EndAsync(run.Id, () => runs.FinishAsync(run.Id, told.Status, end));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Training run {Id} failed.")]
    private static partial void RunFailed(ILogger log, string id, Exception error);
}
