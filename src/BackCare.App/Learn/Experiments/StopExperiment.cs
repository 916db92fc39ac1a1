using System.Text.Json.Serialization;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn.Experiments;

/// <summary>Ends an experiment for ever; what it measured stays readable.</summary>
public static class StopExperiment
{
    /// <param name="Id">The experiment.</param>
    /// <param name="Reason">Why, in words; recorded.</param>
    public sealed record Command(string Id, string Reason = "") : IRequest<Answer<ExperimentPart>>
    {
        /// <summary>Who stops it; the host fills it in, never the caller.</summary>
        [JsonIgnore]
        public Actor? By { get; init; }
    }

    /// <param name="Reason">Why, in words; recorded.</param>
    public sealed record Body(string Reason = "");

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(200).WithMessage("Use at most 200 characters.");
    }

    internal sealed class Handler(BackCareDb db, ExperimentHost host, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<ExperimentPart>>
    {
        public async Task<Answer<ExperimentPart>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By is not { Role: >= AccountRole.Analyst } by)
                return new Refusal(RefusalKind.Forbidden, "Only an analyst, an admin or an owner may stop experiments.");
            StoredExperiment? stored = await db.Experiments.SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken);
            if (stored is null) return GetExperiment.NoSuch;
            if (stored.RunningOn is null) return new Refusal(RefusalKind.Conflict, "This experiment was stopped already.");
            await host.FlushAsync(cancellationToken);
            stored.Stop(by, request.Reason.Trim(), clock, trail);
            await db.SaveChangesAsync(cancellationToken);
            await host.RefreshAsync(cancellationToken);
            ExperimentTally[] tallies = await db.ExperimentTallies.AsNoTracking().Where(t => t.ExperimentId == stored.Id).ToArrayAsync(cancellationToken);
            return ExperimentPart.Of(stored, tallies);
        }
    }
}
