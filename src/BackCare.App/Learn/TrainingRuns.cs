using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>What a training run is asked for.</summary>
/// <param name="Trainer">Name of the trainer.</param>
/// <param name="SinceUtc">First moment of the lists to learn from; null is from the beginning.</param>
/// <param name="UntilUtc">First moment that is no longer among them; null is to the start of the run.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="IncludeSimulated">Learn from simulated lists also when there are real ones.</param>
/// <param name="RequestedBy">Who asks, and by which way.</param>
public sealed record TrainingOrder(string Trainer, DateTime? SinceUtc, DateTime? UntilUtc, int Seed, bool IncludeSimulated, string RequestedBy)
{
    /// <summary>The trainer when none is named.</summary>
    public const string DefaultTrainer = "managed";

    /// <summary>Who asks when nobody does.</summary>
    public const string BySchedule = "schedule";

    /// <summary>The moment of the schedule that this run is for; null when a person asks.</summary>
    public DateTime? ScheduledUtc { get; init; }
}

/// <summary>Where a run stands, as its process tells it.</summary>
public sealed record TrainingStatus(string Stage, int Iteration, int Iterations, double? Metric, double? RemainingSeconds, string Log, string Checks);

/// <summary>What came of a run.</summary>
public sealed record TrainingEnd(TrainingState State, string? Version = null, double? Ndcg10 = null, string? Verdict = null, string? Failure = null);

/// <summary>The rows of training runs: one run at a time per model over all replicas, told by the lease of the model.</summary>
internal sealed class TrainingRuns(Databases databases, Leases leases, TimeProvider clock)
{
    /// <summary>The model that is trained.</summary>
    public const string Model = "ranking";

    private const string LeaseName = "train:" + Model;

    /// <summary>How far the clocks of two replicas may be apart.</summary>
    private static readonly TimeSpan ReplicaClocks = TimeSpan.FromSeconds(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Starts a run's row, or refuses because another run is under way.</summary>
    public async Task<Answer<StoredTrainingRun>> ClaimAsync(TrainingOrder order, CancellationToken cancellationToken)
    {
        string id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        if (!await leases.TakeAsync(LeaseName, id, cancellationToken))
            return await BusyAsync(cancellationToken);
        // Taken after the lease, for which this call may have waited: runs then never seem to overlap.
        DateTime now = Now;
        var run = new StoredTrainingRun
        {
            Id = id,
            Model = Model,
            Trainer = order.Trainer,
            SinceUtc = order.SinceUtc,
            UntilUtc = order.UntilUtc,
            Seed = order.Seed,
            IncludeSimulated = order.IncludeSimulated,
            RequestedBy = order.RequestedBy,
            Process = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"),
            StartedUtc = now,
            HeardUtc = now,
            Stage = "starting",
        };
        try
        {
            await MarkInterruptedAsync(cancellationToken);
            await using BackCareDb db = databases.Open();
            if (order.ScheduledUtc is { } due && await IsDoneAsync(db, due - ReplicaClocks, cancellationToken))
            {
                await leases.ReleaseAsync(LeaseName, id, CancellationToken.None);
                return new Refusal(RefusalKind.Conflict, "Another host has trained for this moment of the schedule.");
            }

            db.TrainingRuns.Add(run);
            await db.SaveChangesAsync(cancellationToken);
            return run;
        }
        catch
        {
            await leases.ReleaseAsync(LeaseName, id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stores where a run stands and holds on to its lease.</summary>
    /// <returns>Whether the lease is still held, and who wants the run stopped.</returns>
    public async Task<(bool Held, string? StopFor)> TellAsync(string id, TrainingStatus status, CancellationToken cancellationToken)
    {
        bool held = await leases.RenewAsync(LeaseName, id, cancellationToken);
        DateTime now = Now;
        await using BackCareDb db = databases.Open();
        await db.TrainingRuns.Where(run => run.Id == id && run.State == TrainingState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.HeardUtc, now).SetProperty(run => run.Stage, status.Stage).SetProperty(run => run.Iteration, status.Iteration)
                .SetProperty(run => run.Iterations, status.Iterations).SetProperty(run => run.Metric, status.Metric)
                .SetProperty(run => run.RemainingSeconds, status.RemainingSeconds).SetProperty(run => run.Log, status.Log)
                .SetProperty(run => run.Checks, status.Checks),
            cancellationToken);
        string? stopFor = await db.TrainingRuns.Where(run => run.Id == id && run.CancelRequestedUtc != null).Select(run => run.CancelRequestedBy ?? "somebody")
            .SingleOrDefaultAsync(cancellationToken);
        return (held, stopFor);
    }

    /// <summary>True while this run may write a model: nobody has taken its lease.</summary>
    public Task<bool> HoldsAsync(string id, CancellationToken cancellationToken) => leases.RenewAsync(LeaseName, id, cancellationToken);

    /// <summary>Ends a run and gives its lease back. A run that was marked as interrupted meanwhile stays so.</summary>
    public async Task FinishAsync(string id, TrainingStatus last, TrainingEnd end)
    {
        DateTime now = Now;
        await using (BackCareDb db = databases.Open())
        {
            await db.TrainingRuns.Where(run => run.Id == id && run.State == TrainingState.Running).ExecuteUpdateAsync(
                set => set.SetProperty(run => run.State, end.State).SetProperty(run => run.FinishedUtc, now).SetProperty(run => run.HeardUtc, now)
                    .SetProperty(run => run.Version, end.Version).SetProperty(run => run.Ndcg10, end.Ndcg10).SetProperty(run => run.Verdict, end.Verdict)
                    .SetProperty(run => run.Failure, end.Failure).SetProperty(run => run.Iteration, last.Iteration).SetProperty(run => run.Iterations, last.Iterations)
                    .SetProperty(run => run.Metric, last.Metric).SetProperty(run => run.RemainingSeconds, (double?)null).SetProperty(run => run.Stage, last.Stage)
                    .SetProperty(run => run.Log, last.Log).SetProperty(run => run.Checks, last.Checks));
        }

        await leases.ReleaseAsync(LeaseName, id, CancellationToken.None);
    }

    /// <summary>Asks a run to stop; its process, wherever it is, looks every second.</summary>
    /// <returns>False when the run is not running.</returns>
    public async Task<bool> AskToStopAsync(string id, string by, CancellationToken cancellationToken)
    {
        DateTime now = Now;
        await using BackCareDb db = databases.Open();
        return await db.TrainingRuns.Where(run => run.Id == id && run.State == TrainingState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.CancelRequestedUtc, run => run.CancelRequestedUtc ?? now)
                .SetProperty(run => run.CancelRequestedBy, run => run.CancelRequestedBy ?? by),
            cancellationToken) == 1;
    }

    /// <summary>Marks runs whose process was killed: they say that they run, but nobody holds their lease.</summary>
    public async Task MarkInterruptedAsync(CancellationToken cancellationToken)
    {
        // In this order: a run that starts between the two reads holds the lease before its row is there.
        await using BackCareDb db = databases.Open();
        List<StoredTrainingRun> running = await db.TrainingRuns.AsNoTracking().Where(run => run.State == TrainingState.Running).ToListAsync(cancellationToken);
        if (running.Count == 0)
            return;
        string? holder = await leases.HolderAsync(LeaseName, cancellationToken);
        foreach (StoredTrainingRun lost in running.Where(run => run.Id != holder))
        {
            DateTime now = Now;
            string why = string.Create(CultureInfo.InvariantCulture,
                $"Its process ({lost.Process}) was last heard of at {lost.HeardUtc:yyyy-MM-dd HH:mm:ss} UTC and ended without a word; nothing was written. Start it again.");
            await db.TrainingRuns.Where(run => run.Id == lost.Id && run.State == TrainingState.Running).ExecuteUpdateAsync(
                set => set.SetProperty(run => run.State, TrainingState.Interrupted).SetProperty(run => run.FinishedUtc, now)
                    .SetProperty(run => run.RemainingSeconds, (double?)null).SetProperty(run => run.Failure, why),
                cancellationToken);
        }
    }

    private static Task<bool> IsDoneAsync(BackCareDb db, DateTime since, CancellationToken cancellationToken) =>
        db.TrainingRuns.AnyAsync(run => run.Model == Model && run.RequestedBy == TrainingOrder.BySchedule && run.StartedUtc >= since, cancellationToken);

    private async Task<Refusal> BusyAsync(CancellationToken cancellationToken)
    {
        string? holder = await leases.HolderAsync(LeaseName, cancellationToken);
        return new Refusal(RefusalKind.Conflict, holder is null
            ? "Another training run has just ended. Try again."
            : $"Training run {holder} is under way, and a model is trained by one run at a time. Wait for it, or cancel it.");
    }
}
