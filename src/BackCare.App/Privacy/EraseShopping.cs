using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Erases the orders, reviews and plans that were stored under one visitor's consent.</summary>
public static class EraseShopping
{
    /// <param name="VisitorId">The visitor's own id; presenting it is the proof.</param>
    public sealed record Command(string VisitorId) : IRequest<Answer<Response>>;

    /// <param name="Orders">Orders that were erased.</param>
    /// <param name="Reviews">Reviews and comments that were erased.</param>
    /// <param name="Plans">Kept plans that were erased; their links open nothing from then on.</param>
    public sealed record Response(int Orders, int Reviews, int Plans);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.VisitorId).NotEmpty().MaximumLength(100).WithMessage("visitorId must name the visitor, in up to 100 characters.");
    }

    internal sealed class Handler(BackCareDb db, Pseudonyms pseudonyms) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            IReadOnlyList<string> visitor = pseudonyms.AllOf(request.VisitorId);
            await SqliteErasing.OverwriteAsync(db, cancellationToken);
            // Reports and lines go with their rows.
            int reviews = await db.Reviews.Where(r => r.VisitorId != null && visitor.Contains(r.VisitorId)).ExecuteDeleteAsync(cancellationToken);
            int orders = await db.Orders.Where(o => o.VisitorId != null && visitor.Contains(o.VisitorId)).ExecuteDeleteAsync(cancellationToken);
            int plans = await db.KeptPlans.Where(p => p.VisitorId != null && visitor.Contains(p.VisitorId)).ExecuteDeleteAsync(cancellationToken);
            await SqliteErasing.EmptyLogAsync(db, cancellationToken);
            return new Response(orders, reviews, plans);
        }
    }
}
