using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>Asks a training run to stop, in whichever process it is; nothing of it is kept but its row.</summary>
public static class CancelTraining
{
    /// <param name="Id">The run.</param>
    /// <param name="By">Who stops it; recorded.</param>
    public sealed record Command(string Id, string By) : IRequest<Answer<Response>>;

    /// <param name="Run">Where it stands; it ends within seconds.</param>
    public sealed record Response(TrainingRun Run);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.By).NotEmpty().MaximumLength(200);
    }

    internal sealed class Handler(TrainingRuns runs, Databases databases, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            await runs.MarkInterruptedAsync(cancellationToken);
            bool asked = await runs.AskToStopAsync(command.Id, command.By, cancellationToken);
            await using BackCareDb db = databases.Open();
            StoredTrainingRun? row = await db.TrainingRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == command.Id, cancellationToken);
            if (row is null)
                return GetTrainingRun.NoSuchRun;
            TrainingRun run = TrainingRun.Of(row, clock.GetUtcNow().UtcDateTime);
            return asked ? new Response(run) : new Refusal(RefusalKind.Conflict, $"Training run {run.Id} has ended already: {run.State}.");
        }
    }
}
