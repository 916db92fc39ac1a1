using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>One rule with its conflicts.</summary>
public static class GetRule
{
    internal static Refusal NotFound { get; } = new(RefusalKind.NotFound, "There is no such rule; it may have been removed. Its history says by whom.");

    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Rule">The rule.</param>
    /// <param name="Conflicts">Where it works against others, or does nothing.</param>
    public sealed record Response(RulePart Rule, IReadOnlyList<RuleConflictPart> Conflicts);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            List<StoredRule> all = await db.Rules.AsNoTracking().ToListAsync(cancellationToken);
            if (all.Find(r => r.Id == request.Id) is not { } stored)
                return NotFound;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            return new Response(
                RulePart.Of(stored, shelf, now),
                [.. RuleConflicts.Of([.. all.Select(r => r.ToRule())], shelf, now).Where(c => c.RuleId == request.Id || c.OtherId == request.Id).Select(RuleConflictPart.Of)]);
        }
    }
}
