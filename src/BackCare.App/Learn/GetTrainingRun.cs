using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Learn.Checks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>One training run with its data checks and its log.</summary>
public static class GetTrainingRun
{
    /// <param name="Id">The run.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Run">Where it stands.</param>
    /// <param name="Checks">What the data checks found; empty before they ran.</param>
    /// <param name="Log">Its log, one line an event.</param>
    public sealed record Response(TrainingRun Run, IReadOnlyList<DataCheckResult> Checks, IReadOnlyList<string> Log);

    internal sealed class Handler(TrainingRuns runs, Databases databases, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            await runs.MarkInterruptedAsync(cancellationToken);
            await using BackCareDb db = databases.Open();
            StoredTrainingRun? run = await db.TrainingRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Id, cancellationToken);
            return run is null ? NoSuchRun : new Response(
                TrainingRun.Of(run, clock.GetUtcNow().UtcDateTime),
                run.Checks.Length == 0 ? [] : JsonSerializer.Deserialize(run.Checks, BackCareJson.Default.DataCheckResults)!,
                run.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    internal static Refusal NoSuchRun { get; } = new(RefusalKind.NotFound, "There is no training run with this id; list the runs to see their ids.");
}

/// <summary>One named check of the data.</summary>
/// <param name="Name">Which check.</param>
/// <param name="Outcome">passed, warning or error; an error stops the run.</param>
/// <param name="Message">What was found, and what to do about it.</param>
/// <param name="Count">How many were found.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Examples">Ids of the first few found.</param>
public sealed record DataCheckResult(string Name, string Outcome, string Message, int Count, int Of, IReadOnlyList<string> Examples)
{
    internal const string Error = "error";

    internal static DataCheckResult From(DataCheck check) => new(check.Name, Word(check.Severity), check.Message, check.Count, check.Of, check.Examples);

    private static string Word(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Passed => "passed",
        CheckSeverity.Warning => "warning",
        CheckSeverity.Error => Error,
        _ => throw new InvalidOperationException($"Unhandled severity {severity}."),
    };
}
