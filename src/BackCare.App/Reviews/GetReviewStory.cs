using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>What became of one review or comment, oldest first: sent, reported, decided, appealed.</summary>
public static class GetReviewStory
{
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Id">The review.</param>
    /// <param name="State">pending, approved or rejected.</param>
    /// <param name="Steps">Oldest first.</param>
    public sealed record Response(string Id, string State, IReadOnlyList<Step> Steps);

    /// <param name="AtUtc">When.</param>
    /// <param name="What">written, changed, reported, approved, rejected, appealed, appeal_granted or appeal_dismissed.</param>
    /// <param name="By">The moderator; empty for its author and for readers.</param>
    /// <param name="Reason">Why it was kept back or reported; empty otherwise.</param>
    public sealed record Step(DateTime AtUtc, string What, string By, string Reason);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            StoredReview? review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
            if (review is null)
                return new Refusal(RefusalKind.NotFound, "There is no such review; its author may have deleted it, and its history with it.");
            List<ReviewEvent> events = await db.ReviewEvents.AsNoTracking().Where(e => e.ReviewId == request.Id).OrderBy(e => e.Id).ToListAsync(cancellationToken);
            return new Response(review.Id, review.State.ToSnake(), [.. events.Select(e => new Step(e.AtUtc, e.Step.ToSnake(), e.By, e.Reason))]);
        }
    }
}
