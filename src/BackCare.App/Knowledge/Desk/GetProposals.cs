using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Proposed changes of safety rules, newest first, one page.</summary>
public static class GetProposals
{
    /// <param name="State">pending, approved, rejected or withdrawn; null for all.</param>
    /// <param name="Cursor">Where the page before ended; null for the newest.</param>
    /// <param name="Limit">1 to 100.</param>
    public sealed record Query(string? State = null, string? Cursor = null, int Limit = 20) : IRequest<Answer<Response>>;

    /// <param name="Items">Proposals, newest first.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    /// <param name="Counts">How many there are by state.</param>
    public sealed record Response(IReadOnlyList<ProposalPart> Items, string? Next, IReadOnlyDictionary<string, int> Counts);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.State).Must(s => s is null || SnakeNames.TryParse(s, out ProposalState _)).WithMessage($"Use one of: {SnakeNames.All<ProposalState>()}.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("limit must be from 1 to 100.");
        }
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string list = $"proposals:{request.State}";
            Cursor? cursor = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, list, 1, out cursor))
                return Cursor.Unknown;
            IQueryable<StoredProposal> found = db.Proposals.AsNoTracking();
            if (request.State is { } state && SnakeNames.TryParse(state, out ProposalState wanted))
                found = found.Where(p => p.State == wanted);
            // Ids begin with their time, so their order is the order of proposing.
            if (cursor?.Keys[0] is { } last)
                found = found.Where(p => p.Id.CompareTo(last) < 0);
            StoredProposal[] page = await found.OrderByDescending(p => p.Id).Take(request.Limit + 1).ToArrayAsync(cancellationToken);
            Dictionary<ProposalState, int> counts = await db.Proposals.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
            return new Response(
                [.. page.Take(request.Limit).Select(ProposalPart.Of)], page.Length > request.Limit ? Cursor.After(list, page[request.Limit - 1].Id) : null,
                Enum.GetValues<ProposalState>().ToDictionary(s => s.ToSnake(), s => counts.GetValueOrDefault(s), StringComparer.Ordinal));
        }
    }
}
