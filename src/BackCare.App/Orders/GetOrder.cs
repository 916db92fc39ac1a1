using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Orders;

/// <summary>An order, for whoever holds its token.</summary>
public static class GetOrder
{
    public sealed record Query(string Token) : IRequest<Answer<Response>>;

    public sealed record Response(string OrderId, DateTime PlacedUtc, IReadOnlyList<Line> Lines, PricePart Total);

    public sealed record Line(string ProductId, string Name, string Size, int Quantity, PricePart Sum);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Token).NotEmpty().MaximumLength(100).WithMessage("This is no order's token.");
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string hash = SecretText.HashOf(request.Token);
            StoredOrder? order = await db.Orders.AsNoTracking().Include(o => o.Lines).FirstOrDefaultAsync(o => o.TokenHash == hash, cancellationToken);
            return order is null
                ? new Refusal(RefusalKind.NotFound, "There is no such order; it may have been erased.")
                : new Response(
                    order.Id, order.PlacedUtc,
                    [.. order.Lines.OrderBy(l => l.Ordinal).Select(l => new Line(l.ProductId, l.Name, l.Size, l.Quantity, new PricePart(l.PriceMinor * l.Quantity, order.Currency)))],
                    new PricePart(order.TotalMinor, order.Currency));
        }
    }
}
