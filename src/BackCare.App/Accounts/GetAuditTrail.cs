using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Who did what, newest first, one page.</summary>
public static class GetAuditTrail
{
    /// <param name="Area">Only actions of an area, such as <c>account</c> or <c>model</c>; null for all.</param>
    /// <param name="Target">Only what was done to this target; null for all.</param>
    /// <param name="Page">From 1 on.</param>
    /// <param name="PageSize">1 to 200.</param>
    public sealed record Query(string? Area = null, string? Target = null, int Page = 1, int PageSize = 50) : IRequest<Answer<Response>>;

    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize);

    public sealed record Item(long Id, DateTime AtUtc, string ActorId, string ActorName, string Action, string Target, string Detail);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 100_000);
            RuleFor(q => q.PageSize).InclusiveBetween(1, 200);
            RuleFor(q => q.Area).MaximumLength(80);
            RuleFor(q => q.Target).MaximumLength(200);
        }
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            IQueryable<AuditEntry> entries = db.AuditEntries.AsNoTracking();
            if (request.Area is { Length: > 0 } area) entries = entries.Where(e => e.Action.StartsWith(area + "."));
            if (request.Target is { Length: > 0 } target) entries = entries.Where(e => e.Target == target);
            int total = await entries.CountAsync(cancellationToken);
            Item[] page = await entries.OrderByDescending(e => e.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
                .Select(e => new Item(e.Id, e.AtUtc, e.ActorId, e.ActorName, e.Action, e.Target, e.Detail)).ToArrayAsync(cancellationToken);
            return new Response(page, total, request.Page, request.PageSize);
        }
    }
}
