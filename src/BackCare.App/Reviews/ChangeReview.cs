using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>What the author of a review does with it: change, delete, or appeal against a rejection.</summary>
public static class ChangeReview
{
    /// <param name="Id">The review.</param>
    /// <param name="EditKey">The key its author was shown.</param>
    /// <param name="Delete">True erases it for good; nothing else is then read.</param>
    /// <param name="Appeal">What speaks against its rejection; null when it is not appealed.</param>
    /// <param name="Stars">New stars, for a product.</param>
    /// <param name="Title">New title.</param>
    /// <param name="Text">New text; null leaves the words as they are.</param>
    /// <param name="AuthorName">New name to show.</param>
    public sealed record Command(
        string Id, string EditKey, bool Delete = false, string? Appeal = null, int? Stars = null, string Title = "", string? Text = null, string AuthorName = "")
        : IRequest<Answer<Response>>;

    /// <param name="State">pending, approved, rejected or deleted.</param>
    public sealed record Response(string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.EditKey).NotEmpty().MaximumLength(100).WithMessage("The edit key is missing or too long.");
            RuleFor(c => c.Appeal).MaximumLength(ReviewRules.LongestNote).WithMessage($"The appeal is longer than {ReviewRules.LongestNote} characters.");
            RuleFor(c => c.Stars).InclusiveBetween(1, Rating.MostStars).WithMessage("Choose one to five stars.");
            RuleFor(c => c.Title).MaximumLength(ReviewRules.LongestTitle).WithMessage($"The title is longer than {ReviewRules.LongestTitle} characters.");
            RuleFor(c => c.Text!).Must(text => text.Trim().Length >= ReviewRules.ShortestText).When(c => c.Text is not null).WithMessage("Write a few words.");
            RuleFor(c => c.Text!).MaximumLength(ReviewRules.LongestText).WithMessage($"The text is longer than {ReviewRules.LongestText} characters.");
            RuleFor(c => c.AuthorName).MaximumLength(ReviewRules.LongestName).WithMessage($"The name is longer than {ReviewRules.LongestName} characters.");
        }
    }

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            string hash = SecretText.HashOf(request.EditKey);
            StoredReview? review = await db.Reviews.FirstOrDefaultAsync(r => r.Id == request.Id && r.EditKeyHash == hash, cancellationToken);
            if (review is null)
                return GetOwnReview.NotFound;
            if (request.Delete)
                db.Reviews.Remove(review);
            else if (request.Appeal is { } appeal)
            {
                if (review.State != ReviewState.Rejected || review.Appeal.Length > 0)
                    return new Refusal(RefusalKind.Conflict, "Only a rejected review can be appealed, and only once.");
                (review.Appeal, review.AppealedUtc) = (ReviewRules.Clean(appeal, lines: true), clock.GetUtcNow().UtcDateTime);
                review.Version++;
                ReviewEvent.Add(db, review.Id, ReviewStep.Appealed, clock.GetUtcNow().UtcDateTime);
            }
            else if (request.Text is { } text)
            {
                if ((review.Topic == ReviewTopic.Product) != request.Stars.HasValue)
                    return new Refusal(RefusalKind.Invalid, "The stars are missing.", [new RefusedField("stars", "Choose one to five stars for a product; a comment has none.")]);
                review.Rewrite(request.Stars, ReviewRules.Clean(request.Title, lines: false), ReviewRules.Clean(text, lines: true),
                    ReviewRules.Clean(request.AuthorName, lines: false), clock.GetUtcNow().UtcDateTime);
                ReviewEvent.Add(db, review.Id, ReviewStep.Changed, clock.GetUtcNow().UtcDateTime);
            }

            await db.SaveChangesAsync(cancellationToken);
            return new Response(request.Delete ? "deleted" : review.State.ToString().ToLowerInvariant());
        }
    }
}
