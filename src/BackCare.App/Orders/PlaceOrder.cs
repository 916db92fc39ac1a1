using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;

namespace BackCare.App.Orders;

/// <summary>Records an order of the demo store. No payment is taken and nothing is sent.</summary>
public static class PlaceOrder
{
    /// <param name="Lines">What is ordered.</param>
    /// <param name="VisitorId">The id of a visitor who gave consent, kept as a pseudonym; null otherwise.</param>
    public sealed record Command(IReadOnlyList<BasketLine> Lines, string? VisitorId) : IRequest<Answer<Response>>;

    /// <param name="Token">Opens the order's page; shown once.</param>
    /// <param name="OrderId">The order.</param>
    /// <param name="Lines">What was ordered, with the prices that counted.</param>
    public sealed record Response(string Token, string OrderId, IReadOnlyList<Line> Lines);

    public sealed record Line(string ProductId, int Quantity, long PriceMinor, string? ListId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Lines).NotEmpty().WithMessage("The basket is empty. Put something in before you order.");
            RuleFor(c => c.Lines).Must(lines => lines.Count <= Basket.MostLines).WithMessage($"A basket holds at most {Basket.MostLines} lines.");
            RuleForEach(c => c.Lines).Must(line => line.Quantity is >= 1 and <= Basket.MostPieces).WithMessage($"Order 1 to {Basket.MostPieces} pieces of one product.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, CheckoutSettings checkout, Pseudonyms pseudonyms, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (checkout.Link is not null)
                return new Refusal(RefusalKind.Conflict, "This shop's orders are placed at its own checkout. Open the basket and follow its link.");
            if (request.Lines.FirstOrDefault(l => !CanBeOrdered(l, shelf)) is not null)
                return new Refusal(RefusalKind.Conflict, "Something in the basket cannot be ordered any more. Open the basket: it says what and why.");

            string token = SecretText.New();
            StoredOrder order = Order(request, shelf, token);
            db.Orders.Add(order);
            await db.SaveChangesAsync(cancellationToken);
            return new Response(token, order.Id, [.. order.Lines.Select(l => new Line(l.ProductId, l.Quantity, l.PriceMinor, l.ListId))]);
        }

        private static bool CanBeOrdered(BasketLine line, Shelf shelf)
        {
            if (shelf.Find(line.ProductId) is not { Product.InStock: true } item)
                return false;
            SizeChoice sizes = SizeChoice.Of(item.Product);
            return !sizes.IsNeeded || (sizes.Options.Contains(line.Size, StringComparer.Ordinal) && item.Product.HasInStock(line.Size));
        }

        private StoredOrder Order(Command command, Shelf shelf, string token)
        {
            ShelfItem[] items = [.. command.Lines.Select(l => shelf.Find(l.ProductId)!)];
            var order = new StoredOrder
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                TokenHash = SecretText.HashOf(token),
                PlacedUtc = clock.GetUtcNow().UtcDateTime,
                VisitorId = pseudonyms.Of(command.VisitorId),
                Currency = items[0].Product.Price.Currency,
            };
            order.Lines.AddRange(command.Lines.Select((line, i) => new OrderLine
            {
                OrderId = order.Id,
                Ordinal = i,
                ProductId = line.ProductId,
                Name = items[i].Product.Name,
                Size = line.Size,
                Quantity = line.Quantity,
                PriceMinor = items[i].Product.PriceOf(line.Size).Minor,
                ListId = command.VisitorId is null ? null : line.ListId,
            }));
            order.TotalMinor = order.Lines.Sum(l => l.PriceMinor * l.Quantity);
            return order;
        }
    }
}
