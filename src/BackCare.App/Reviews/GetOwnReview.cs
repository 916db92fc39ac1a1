using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>A review for its author, also when it is not shown.</summary>
public static class GetOwnReview
{
    /// <summary>The same answer for a wrong key and a review that is not there, so that nobody learns which.</summary>
    internal static Refusal NotFound { get; } = new(RefusalKind.NotFound, "No review fits this key. Check that the key is complete; a deleted review has none.");

    public sealed record Query(string Id, string EditKey) : IRequest<Answer<Response>>;

    /// <param name="Id">Its id.</param>
    /// <param name="Topic">product, product_comment or learn.</param>
    /// <param name="TopicKey">Product id, or key of the part of the page.</param>
    /// <param name="Stars">1 to 5; null for a comment.</param>
    /// <param name="Title">A few words; may be empty.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="AuthorName">Name to show; may be empty.</param>
    /// <param name="State">pending, approved or rejected.</param>
    /// <param name="Reason">Why it was rejected; null otherwise.</param>
    /// <param name="ReasonNote">What the moderator adds.</param>
    /// <param name="Appeal">What the author said against it; empty when nothing.</param>
    /// <param name="AppealIsOpen">True while the appeal waits for a decision.</param>
    public sealed record Response(
        string Id, string Topic, string TopicKey, int? Stars, string Title, string Text, string AuthorName, string State, string? Reason, string ReasonNote, string Appeal,
        bool AppealIsOpen);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.EditKey).NotEmpty().MaximumLength(100).WithMessage("The edit key is missing or too long.");
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string hash = SecretText.HashOf(request.EditKey);
            StoredReview? r = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id && r.EditKeyHash == hash, cancellationToken);
            return r is null
                ? NotFound
                : new Response(r.Id, r.Topic.ToSnake(), r.TopicKey, r.Stars, r.Title, r.Text, r.AuthorName, r.State.ToSnake(), r.Reason?.ToSnake(), r.ReasonNote, r.Appeal, r.HasOpenAppeal);
        }
    }
}
