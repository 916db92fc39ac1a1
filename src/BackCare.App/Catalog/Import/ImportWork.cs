using BackCare.App.Data;
using BackCare.App.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Catalog.Import;

/// <summary>Works at the imports that this process has claimed.</summary>
internal sealed partial class ImportWork(ImportRuns runs, WorkMetrics metrics, TimeProvider clock, ILogger<ImportWork> log) : IHostedService, IDisposable
{
    private readonly LeasedWork leased = new("Import", clock, log);

    /// <summary>One step of an import.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The state it ends in, and why when that is a failure.</returns>
    public delegate Task<(ImportState State, string? Failure)> Step(IProgress<ImportProgress> progress, CancellationToken cancellationToken);

    /// <summary>Begins a claimed import on threads of its own; the task never fails.</summary>
    public Task Begin(string id, ImportState stopped, Step step, IProgress<ImportProgress>? listener, CancellationToken cancellationToken) =>
        leased.Begin(id, () => WorkAsync(id, stopped, step, listener, cancellationToken));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what is worked at and waits until its row says so.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => leased.StopAsync(cancellationToken);

    public void Dispose() => leased.Dispose();

    private async Task<ImportState> WorkAsync(string id, ImportState stopped, Step step, IProgress<ImportProgress>? listener, CancellationToken cancellationToken)
    {
        var told = new Told(listener, metrics);
        (ImportState state, string? failure) = await leased.WhileBeatingAsync(
            id, ended => runs.TellAsync(id, told.Latest, ended), (why, stop) => StepAsync(id, stopped, step, told, why, stop), cancellationToken);
        metrics.Imported(state.ToString().ToLowerInvariant());
        await leased.EndAsync(id, () => runs.FinishAsync(id, state, failure));
        return state;
    }

    private async Task<(ImportState, string?)> StepAsync(string id, ImportState stopped, Step step, Told told, StopReason why, CancellationToken cancellationToken)
    {
        try
        {
            return await step(told, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            string by = why.LeaseLost ? "another process, which took the import over because this one was not heard of in time" : why.By ?? "the end of its process";
            return (stopped, $"Stopped by {by}; nothing was changed.");
        }
        catch (Exception error)
        {
            ImportFailed(log, id, error);
            return (ImportState.Failed, $"{error.GetType().Name}: it could not be finished, and nothing was changed. The log of this host has the whole error.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed.")]
    private static partial void ImportFailed(ILogger log, string id, Exception error);

    private sealed class Told(IProgress<ImportProgress>? listener, WorkMetrics metrics) : IProgress<ImportProgress>
    {
        private ImportProgress latest = new("starting", 0, 0, 0);

        public ImportProgress Latest => Volatile.Read(ref latest);

        public void Report(ImportProgress value)
        {
            metrics.Importing(value.BytesRead, value.Bytes, value.Products);
            Volatile.Write(ref latest, value);
            listener?.Report(value);
        }
    }
}
