using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Events;

/// <summary>The list that a visitor came to a product from: the newest of the last half hour that showed it.</summary>
/// <remarks>Looked up here so that no list's id has to stand in an address, which is copied and shared.</remarks>
public static class GetOrigin
{
    /// <summary>How long after a list was shown a product is taken to be chosen from it.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    private const int MostLists = 3;

    /// <param name="VisitorId">The id of a visitor who gave consent.</param>
    /// <param name="ProductId">The product.</param>
    public sealed record Query(string VisitorId, string ProductId) : IRequest<Answer<Response>>;

    /// <param name="RecommendationId">The list; null when none of the visitor's latest showed the product.</param>
    /// <param name="Position">Its place in the list, 1-based; null when there is none.</param>
    public sealed record Response(string? RecommendationId, int? Position);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.VisitorId).NotEmpty().MaximumLength(100).WithMessage("visitorId must name the visitor, in up to 100 characters.");
    }

    internal sealed class Handler(BackCareDb db, Pseudonyms pseudonyms, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string visitor = pseudonyms.Of(request.VisitorId);
            DateTime since = clock.GetUtcNow().UtcDateTime - Lately;
            var lists = await db.ServedLists.AsNoTracking().Where(l => l.VisitorId == visitor && l.ServedUtc >= since && l.Shown > 0)
                .OrderByDescending(l => l.Sequence).Take(MostLists).Select(l => new { l.Id, l.Packed }).ToListAsync(cancellationToken);
            foreach (var list in lists)
            {
                ScoredList scored = ListPacking.Unpack(list.Packed);
                if (scored.Shown.FirstOrDefault(s => scored.ProductIds[s.Candidate] == request.ProductId) is { Position: > 0 } shown)
                    return new Response(list.Id, shown.Position);
            }

            return new Response(null, null);
        }
    }
}
