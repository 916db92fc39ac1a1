using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>The shown reviews of a product, or comments on a part of the Learn page, newest first.</summary>
public static class GetReviews
{
    /// <param name="Topic">product, product_comment or learn.</param>
    /// <param name="TopicKey">Product id, or the part's key.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 50.</param>
    public sealed record Query(ReviewTopic Topic, string TopicKey, int Page = 1, int PageSize = 10) : IRequest<Answer<Response>>;

    /// <param name="Average">Mean of the stars; null without reviews.</param>
    /// <param name="Count">Shown reviews.</param>
    /// <param name="OneToFive">Reviews with one star to five stars.</param>
    /// <param name="Items">One page.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Entries a page.</param>
    public sealed record Response(double? Average, int Count, IReadOnlyList<int> OneToFive, IReadOnlyList<Item> Items, int Page, int PageSize);

    /// <param name="Id">Its id.</param>
    /// <param name="Stars">1 to 5; null for a comment.</param>
    /// <param name="Title">A few words; may be empty.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="AuthorName">Name to show; may be empty.</param>
    /// <param name="Language">en or es.</param>
    /// <param name="SubmittedUtc">When it was sent.</param>
    /// <param name="EditedUtc">When its author changed it last; null when never.</param>
    /// <param name="VerifiedPurchase">True when an order shows that the author bought it.</param>
    public sealed record Item(
        string Id, int? Stars, string Title, string Text, string AuthorName, string Language, DateTime SubmittedUtc, DateTime? EditedUtc, bool VerifiedPurchase);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
            RuleFor(q => q.PageSize).InclusiveBetween(1, 50).WithMessage("pageSize must be from 1 to 50.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (ReviewRules.Unknown(request.Topic, request.TopicKey, shelves.Current) is { } unknown)
                return unknown;
            IQueryable<StoredReview> shown = db.Reviews.AsNoTracking()
                .Where(r => r.Topic == request.Topic && r.TopicKey == request.TopicKey && r.State == ReviewState.Approved);
            var counts = await shown.GroupBy(r => r.Stars).Select(g => new { Stars = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
            int[] oneToFive = new int[Rating.MostStars];
            foreach (var count in counts.Where(c => c.Stars is not null))
                oneToFive[count.Stars!.Value - 1] = count.Count;
            var rating = new Rating(oneToFive);
            List<Item> items = await shown.OrderByDescending(r => r.SubmittedUtc).ThenBy(r => r.Id)
                .Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
                .Select(r => new Item(r.Id, r.Stars, r.Title, r.Text, r.AuthorName, r.Language, r.SubmittedUtc, r.EditedUtc, r.OrderId != null))
                .ToListAsync(cancellationToken);
            return new Response(rating.Count == 0 ? null : rating.Average, counts.Sum(c => c.Count), rating.OneToFive, items, request.Page, request.PageSize);
        }
    }
}
