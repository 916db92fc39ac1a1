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
    /// <param name="Actor">Only what somebody did whose name holds this; null for all.</param>
    /// <param name="RequestId">Only what belongs to this request; null for all.</param>
    /// <param name="Result">Only what came out like this; null for all.</param>
    /// <param name="SinceUtc">From this time on; null from the beginning.</param>
    /// <param name="UntilUtc">Before this time; null until now.</param>
    /// <param name="Page">From 1 on.</param>
    /// <param name="PageSize">1 to 200.</param>
    public sealed record Query(
        string? Area = null, string? Target = null, string? Actor = null, string? RequestId = null, AuditResult? Result = null,
        DateTime? SinceUtc = null, DateTime? UntilUtc = null, int? Page = null, int? PageSize = null) : IRequest<Answer<Response>>;

    /// <param name="Items">One page, newest first.</param>
    /// <param name="Total">Entries on all pages.</param>
    /// <param name="Page">From 1 on.</param>
    /// <param name="PageSize">Entries of a full page.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize);

    /// <param name="Id">Rises with time.</param>
    /// <param name="AtUtc">When.</param>
    /// <param name="ActorId">Who: an account's id, <c>key:</c> and a key's, or a word for the program itself.</param>
    /// <param name="ActorName">What they were called then.</param>
    /// <param name="Action">What, such as <c>key.created</c>.</param>
    /// <param name="Target">To what.</param>
    /// <param name="Detail">What a reader needs beside it.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="RequestId">The request it belongs to; null for the command line and for schedules.</param>
    public sealed record Item(
        long Id, DateTime AtUtc, string ActorId, string ActorName, string Action, string Target, string Detail, AuditResult Result, string? RequestId);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 100_000);
            RuleFor(q => q.PageSize).InclusiveBetween(1, 200);
            RuleFor(q => q.Area).MaximumLength(80);
            RuleFor(q => q.Target).MaximumLength(200);
            RuleFor(q => q.Actor).MaximumLength(254);
            RuleFor(q => q.RequestId).MaximumLength(64);
            RuleFor(q => q.Result).IsInEnum();
            RuleFor(q => q.UntilUtc).GreaterThan(q => q.SinceUtc).When(q => q.SinceUtc is not null && q.UntilUtc is not null).WithMessage("The end must lie after the beginning.");
        }
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            (int page, int size) = (request.Page ?? 1, request.PageSize ?? 50);
            IQueryable<AuditEntry> entries = Chosen(db, request);
            int total = await entries.CountAsync(cancellationToken);
            Item[] items = await Told(entries.OrderByDescending(e => e.Id).Skip((page - 1) * size).Take(size)).ToArrayAsync(cancellationToken);
            return new Response(items, total, page, size);
        }
    }

    internal static IQueryable<AuditEntry> Chosen(BackCareDb db, Query wanted)
    {
        IQueryable<AuditEntry> entries = db.AuditEntries.AsNoTracking();
        if (wanted.Area is { Length: > 0 } area) entries = entries.Where(e => e.Action.StartsWith(area + "."));
        if (wanted.Target is { Length: > 0 } target) entries = entries.Where(e => e.Target == target);
        if (wanted.Actor is { Length: > 0 } actor) entries = entries.Where(e => e.ActorName.Contains(actor));
        if (wanted.RequestId is { Length: > 0 } requestId) entries = entries.Where(e => e.RequestId == requestId);
        if (wanted.Result is { } result) entries = entries.Where(e => e.Result == result);
        if (wanted.SinceUtc is { } since) entries = entries.Where(e => e.AtUtc >= since);
        if (wanted.UntilUtc is { } until) entries = entries.Where(e => e.AtUtc < until);
        return entries;
    }

    internal static IQueryable<Item> Told(IQueryable<AuditEntry> entries) =>
        entries.Select(e => new Item(e.Id, e.AtUtc, e.ActorId, e.ActorName, e.Action, e.Target, e.Detail, e.Result, e.RequestId));
}
