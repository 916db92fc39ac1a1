using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>A reader points a moderator at a shown review.</summary>
public static class ReportReview
{
    /// <param name="Id">The review.</param>
    /// <param name="Reason">advertising, offensive, personal_data, health_claim or other.</param>
    public sealed record Command(string Id, string Reason) : IRequest<Answer<Response>>;

    /// <param name="Topic">product, product_comment or learn, for the way back.</param>
    /// <param name="TopicKey">Product id, or key of the part of the page.</param>
    public sealed record Response(ReviewTopic Topic, string TopicKey);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(reason => SnakeNames.TryParse<ReportReason>(reason, out _))
            .WithMessage($"The reason is not known. Use one of: {SnakeNames.All<ReportReason>()}.");
    }

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            StoredReview? review = await db.Reviews.FirstOrDefaultAsync(r => r.Id == request.Id && r.State == ReviewState.Approved, cancellationToken);
            if (review is null)
                return new Refusal(RefusalKind.NotFound, "There is no such review; it may have been deleted.");
            _ = SnakeNames.TryParse(request.Reason, out ReportReason reason);
            ReviewEvent.Add(db, review.Id, ReviewStep.Reported, clock.GetUtcNow().UtcDateTime, reason: reason.ToSnake());
            db.ReviewReports.Add(new ReviewReport { ReviewId = review.Id, Reason = reason, ReportedUtc = clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(cancellationToken);
            // Counted beside the row's version: a reader's report must not make a moderator's or the author's change a conflict.
            await db.Reviews.Where(r => r.Id == review.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reports, r => r.Reports + 1), cancellationToken);
            return new Response(review.Topic, review.TopicKey);
        }
    }
}
