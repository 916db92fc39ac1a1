using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>Training runs, newest first; runs whose process was killed are marked on the way.</summary>
public static class GetTrainingRuns
{
    /// <param name="Take">Runs at most.</param>
    /// <param name="Before">Id of the run after which to go on; null starts with the newest.</param>
    public sealed record Query(int Take = 20, string? Before = null) : IRequest<Answer<Response>>;

    /// <param name="Items">The runs.</param>
    /// <param name="Next">Pass it as <c>before</c> for the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<TrainingRun> Items, string? Next);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Take).InclusiveBetween(1, 200);
            RuleFor(q => q.Before).MaximumLength(120);
        }
    }

    internal sealed class Handler(TrainingRuns runs, Databases databases, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            await runs.MarkInterruptedAsync(cancellationToken);
            await using BackCareDb db = databases.Open();
            IQueryable<StoredTrainingRun> rows = db.TrainingRuns.AsNoTracking().Where(run => run.Model == TrainingRuns.Model);
            if (query.Before is { } before)
            {
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
                rows = rows.Where(run => string.Compare(run.Id, before) < 0);
#pragma warning restore CA1309
            }

            List<StoredTrainingRun> page = await rows.OrderByDescending(run => run.Id).Take(query.Take + 1).ToListAsync(cancellationToken);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            return new Response([.. page.Take(query.Take).Select(run => TrainingRun.Of(run, now))], page.Count > query.Take ? page[query.Take - 1].Id : null);
        }
    }
}

/// <summary>A run as hosts show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">running, succeeded, failed, cancelled or interrupted.</param>
/// <param name="Trainer">Name of the trainer.</param>
/// <param name="SinceUtc">First moment of its lists; null is from the beginning.</param>
/// <param name="UntilUtc">First moment that is no longer among them; null is to its start.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="IncludeSimulated">Whether simulated lists were asked for beside real ones.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="StartedUtc">When it started.</param>
/// <param name="FinishedUtc">When it ended; null while it runs.</param>
/// <param name="ElapsedSeconds">How long it ran, or has run so far.</param>
/// <param name="RemainingSeconds">How long growing trees is expected to take yet; null when not known.</param>
/// <param name="Stage">What it is, or was last, busy with.</param>
/// <param name="Iteration">Trees grown.</param>
/// <param name="Iterations">Trees asked for.</param>
/// <param name="Metric">The watched metric after the last tree.</param>
/// <param name="CancelRequested">Somebody asked to stop it.</param>
/// <param name="Version">The model it made.</param>
/// <param name="Ndcg10">That model's NDCG@10.</param>
/// <param name="Verdict">The gate's verdict on it.</param>
/// <param name="Failure">Why there is no model.</param>
public sealed record TrainingRun(
    string Id, string State, string Trainer, DateTime? SinceUtc, DateTime? UntilUtc, int Seed, bool IncludeSimulated, string RequestedBy, DateTime StartedUtc,
    DateTime? FinishedUtc, double ElapsedSeconds, double? RemainingSeconds, string Stage, int Iteration, int Iterations, double? Metric, bool CancelRequested,
    string? Version, double? Ndcg10, string? Verdict, string? Failure)
{
    internal static TrainingRun Of(StoredTrainingRun run, DateTime nowUtc) => new(
        run.Id, Word(run.State), run.Trainer, run.SinceUtc, run.UntilUtc, run.Seed, run.IncludeSimulated, run.RequestedBy, run.StartedUtc, run.FinishedUtc,
        Math.Round(((run.FinishedUtc ?? nowUtc) - run.StartedUtc).TotalSeconds, 1), run.RemainingSeconds is { } left ? Math.Round(left, 1) : null, run.Stage,
        run.Iteration, run.Iterations, run.Metric, run.CancelRequestedUtc is not null, run.Version, run.Ndcg10, run.Verdict, run.Failure);

    private static string Word(TrainingState state) => state switch
    {
        TrainingState.Running => "running",
        TrainingState.Succeeded => "succeeded",
        TrainingState.Failed => "failed",
        TrainingState.Cancelled => "cancelled",
        TrainingState.Interrupted => "interrupted",
        var other => throw new InvalidOperationException($"Unhandled state {other}."),
    };
}
