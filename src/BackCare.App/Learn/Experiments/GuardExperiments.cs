using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn.Experiments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn.Experiments;

/// <summary>Stops every running experiment whose guardrail is broken.</summary>
public static class GuardExperiments
{
    public sealed record Command : IRequest<Answer<Response>>;

    /// <param name="Stopped">Names of what was stopped, each with the guardrail that broke.</param>
    public sealed record Response(IReadOnlyList<string> Stopped);

    internal sealed class Handler(BackCareDb db, ExperimentHost host, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            await host.FlushAsync(cancellationToken);
            List<string> stopped = [];
            foreach (StoredExperiment stored in await db.Experiments.Where(e => e.RunningOn != null).ToArrayAsync(cancellationToken))
            {
                ExperimentTally[] tallies = await db.ExperimentTallies.AsNoTracking().Where(t => t.ExperimentId == stored.Id).ToArrayAsync(cancellationToken);
                GuardrailPart? broken = ExperimentPart.Of(stored, tallies).Guardrails.FirstOrDefault(g => g.State == GuardrailState.Broken.ToSnake());
                if (broken is null) continue;
                stored.Stop(Actor.Program, $"guardrail broken: {broken.Name}", clock, trail);
                stopped.Add($"{stored.Name}: {broken.Name}");
            }
            if (stopped.Count == 0) return new Response([]);
            await db.SaveChangesAsync(cancellationToken);
            await host.RefreshAsync(cancellationToken);
            return new Response(stopped);
        }
    }
}
