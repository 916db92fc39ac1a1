using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn.Experiments;

/// <summary>Experiments, newest first, one page.</summary>
public static class GetExperiments
{
    /// <param name="RunningOnly">True leaves out what was stopped.</param>
    /// <param name="Page">From 1 on.</param>
    /// <param name="PageSize">1 to 100.</param>
    public sealed record Query(bool RunningOnly = false, int Page = 1, int PageSize = 25) : IRequest<Answer<Response>>;

    /// <param name="Items">The page.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="Page">Which page.</param>
    /// <param name="PageSize">Most a page.</param>
    /// <param name="Refused">Why the running experiment does not run on the host that answers; null when it does or there is none.</param>
    public sealed record Response(IReadOnlyList<ExperimentPart> Items, int Total, int Page, int PageSize, string? Refused);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 100_000);
            RuleFor(q => q.PageSize).InclusiveBetween(1, 100);
        }
    }

    internal sealed class Handler(BackCareDb db, ExperimentHost host) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            IQueryable<StoredExperiment> all = db.Experiments.AsNoTracking();
            if (request.RunningOnly) all = all.Where(e => e.RunningOn != null);
            int total = await all.CountAsync(cancellationToken);
            StoredExperiment[] page = await all.OrderByDescending(e => e.StartedUtc).ThenBy(e => e.Id)
                .Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToArrayAsync(cancellationToken);
            string[] ids = [.. page.Select(e => e.Id)];
            ExperimentTally[] tallies = await db.ExperimentTallies.AsNoTracking().Where(t => ids.Contains(t.ExperimentId)).ToArrayAsync(cancellationToken);
            return new Response([.. page.Select(e => ExperimentPart.Of(e, tallies))], total, request.Page, request.PageSize, host.Refused);
        }
    }
}
