using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>A moderator shows a review or keeps it back, with the reason its author is told.</summary>
public static class ModerateReview
{
    /// <param name="Id">The review.</param>
    /// <param name="Version">As the moderator saw it.</param>
    /// <param name="Approve">True shows it.</param>
    /// <param name="Reason">Why not, when it is kept back.</param>
    /// <param name="Note">What to add for the author; may be empty.</param>
    /// <param name="By">Who decides.</param>
    public sealed record Command(string Id, long Version, bool Approve, RejectReason? Reason, string Note, string By) : IRequest<Answer<Response>>;

    public sealed record Response(ReviewState State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).NotNull().When(c => !c.Approve).WithMessage("Choose the reason; the author is told.");
            RuleFor(c => c.Note).MaximumLength(ReviewRules.LongestNote).WithMessage($"The note is longer than {ReviewRules.LongestNote} characters.");
            RuleFor(c => c.By).NotEmpty().MaximumLength(120).WithMessage("Say who decides, in at most 120 characters.");
        }
    }

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal Changed = new(RefusalKind.Conflict, "The review was changed or decided meanwhile. Open the queue again and look at it as it is now.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            StoredReview? review = await db.Reviews.FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
            if (review is null)
                return new Refusal(RefusalKind.NotFound, "There is no such review; its author may have deleted it.");
            if (review.Version != request.Version)
                return Changed;
            review.Decide(
                request.Approve ? ReviewState.Approved : ReviewState.Rejected, request.Reason, ReviewRules.Clean(request.Note, lines: true), request.By, clock.GetUtcNow().UtcDateTime);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Changed;
            }

            await db.ReviewReports.Where(r => r.ReviewId == review.Id).ExecuteDeleteAsync(cancellationToken);
            return new Response(review.State);
        }
    }
}
