using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>Takes a review of a product, or a comment on a product or on a part of the Learn page; it is shown after a moderator approved it.</summary>
public static class WriteReview
{
    /// <param name="Topic">product, product_comment or learn.</param>
    /// <param name="TopicKey">Product id, or the part's key.</param>
    /// <param name="Stars">1 to 5, for a product.</param>
    /// <param name="Title">A few words; may be empty.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="AuthorName">Name to show; empty for none.</param>
    /// <param name="Language">en or es.</param>
    /// <param name="OrderToken">Shows that the author bought it; null when there is none.</param>
    /// <param name="VisitorId">The id of a visitor who gave consent, kept as a pseudonym; null otherwise.</param>
    public sealed record Command(
        ReviewTopic Topic, string TopicKey, int? Stars, string Title, string Text, string AuthorName, string Language = "en", string? OrderToken = null,
        string? VisitorId = null) : IRequest<Answer<Response>>;

    /// <param name="Id">The review.</param>
    /// <param name="EditKey">Changes or deletes it; shown this once.</param>
    /// <param name="VerifiedPurchase">True when an order shows that the author bought it.</param>
    public sealed record Response(string Id, string EditKey, bool VerifiedPurchase);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Stars).NotNull().When(c => c.Topic == ReviewTopic.Product).WithMessage("Choose one to five stars.");
            RuleFor(c => c.Stars).InclusiveBetween(1, Rating.MostStars).WithMessage("Choose one to five stars.");
            RuleFor(c => c.Stars).Null().When(c => c.Topic != ReviewTopic.Product).WithMessage("A comment has no stars.");
            RuleFor(c => c.Title).MaximumLength(ReviewRules.LongestTitle).WithMessage($"The title is longer than {ReviewRules.LongestTitle} characters.");
            RuleFor(c => c.Text).Must(text => text.Trim().Length >= ReviewRules.ShortestText).WithMessage("Write a few words.");
            RuleFor(c => c.Text).MaximumLength(ReviewRules.LongestText).WithMessage($"The text is longer than {ReviewRules.LongestText} characters.");
            RuleFor(c => c.AuthorName).MaximumLength(ReviewRules.LongestName).WithMessage($"The name is longer than {ReviewRules.LongestName} characters.");
            RuleFor(c => c.Language).Must(language => language is "en" or "es").WithMessage("language must be en or es.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, Pseudonyms pseudonyms, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (ReviewRules.Unknown(request.Topic, request.TopicKey, shelves.Current) is { } unknown)
                return unknown;
            string? orderId = request.Topic == ReviewTopic.Product ? await OrderAsync(request, cancellationToken) : null;
            if (orderId is not null && await db.Reviews.AnyAsync(r => r.OrderId == orderId && r.TopicKey == request.TopicKey, cancellationToken))
                return new Refusal(RefusalKind.Conflict, "This purchase has a review already. Change that one with its edit key.");

            string key = SecretText.New();
            var review = new StoredReview
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                Topic = request.Topic,
                TopicKey = request.TopicKey,
                Stars = request.Stars,
                Title = ReviewRules.Clean(request.Title, lines: false),
                Text = ReviewRules.Clean(request.Text, lines: true),
                AuthorName = ReviewRules.Clean(request.AuthorName, lines: false),
                Language = request.Language,
                EditKeyHash = SecretText.HashOf(key),
                VisitorId = pseudonyms.Of(request.VisitorId),
                OrderId = orderId,
                SubmittedUtc = clock.GetUtcNow().UtcDateTime,
                Version = 1,
            };
            db.Reviews.Add(review);
            ReviewEvent.Add(db, review.Id, ReviewStep.Written, review.SubmittedUtc);
            await db.SaveChangesAsync(cancellationToken);
            return new Response(review.Id, key, orderId is not null);
        }

        /// <summary>An order of the product, by its token or of a visitor who gave consent; null when there is none.</summary>
        private async Task<string?> OrderAsync(Command request, CancellationToken cancellationToken)
        {
            string? hash = request.OrderToken is { Length: > 0 } token ? SecretText.HashOf(token) : null;
            IReadOnlyList<string> visitor = pseudonyms.AllOf(request.VisitorId);
            if (hash is null && visitor.Count == 0)
                return null;
            return await db.Orders.Where(o => (hash != null && o.TokenHash == hash) || (o.VisitorId != null && visitor.Contains(o.VisitorId)))
                .Where(o => o.Lines.Any(l => l.ProductId == request.TopicKey) && !db.Reviews.Any(r => r.OrderId == o.Id && r.TopicKey == request.TopicKey && hash == null))
                .OrderByDescending(o => o.PlacedUtc).Select(o => o.Id).FirstOrDefaultAsync(cancellationToken);
        }
    }
}
