using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Orders;

/// <summary>Takes an order that was paid at a shop's own checkout, so that it counts as a purchase. The same order counts once.</summary>
public static class ReportOrder
{
    /// <param name="OrderId">The shop's own id of the order.</param>
    /// <param name="PlacedUtc">When it was placed.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="Items">What was bought.</param>
    /// <param name="RecommendationId">The recommendation that the basket was handed over with; null when none came along.</param>
    /// <param name="VisitorId">The visitor, when the shop knows the name and the consent; null otherwise.</param>
    public sealed record Command(
        string OrderId, DateTime PlacedUtc, string Currency, IReadOnlyList<Item> Items, string? RecommendationId = null, string? VisitorId = null) : IRequest<Answer<Response>>;

    /// <param name="Sku">Stock keeping unit.</param>
    /// <param name="Quantity">Pieces.</param>
    /// <param name="PriceMinor">Price of one piece, minor units.</param>
    /// <param name="Size">The size; may be empty.</param>
    public sealed record Item(string Sku, int Quantity, long PriceMinor, string Size = "");

    /// <param name="Duplicate">True when the order was reported before; nothing was done then.</param>
    /// <param name="Unknown">Stock keeping units that the catalogue does not know; they were left out.</param>
    /// <param name="Lines">What was taken.</param>
    public sealed record Response(bool Duplicate, IReadOnlyList<string> Unknown, IReadOnlyList<PlaceOrder.Line> Lines);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.OrderId).NotEmpty().MaximumLength(120).WithMessage("orderId is the shop's own id of the order, up to 120 characters.");
            RuleFor(c => c.Currency).Matches("^[A-Z]{3}$").WithMessage("currency must be an ISO 4217 code of three capital letters, such as USD.");
            RuleFor(c => c.Items).Must(items => items.Count is >= 1 and <= 200).WithMessage("Send 1 to 200 items.");
            RuleForEach(c => c.Items).Must(item => item.Quantity is >= 1 and <= 10_000 && item.PriceMinor >= 0 && item.Sku.Length is >= 1 and <= 80 && item.Size.Length <= 120)
                .WithMessage("An item needs a sku of up to 80 characters, a quantity from 1 to 10000 and a priceMinor of 0 or more.");
            RuleFor(c => c.RecommendationId).MaximumLength(64).WithMessage("recommendationId is longer than 64 characters.");
            RuleFor(c => c.VisitorId).MaximumLength(100).WithMessage("visitorId is longer than 100 characters.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, Pseudonyms pseudonyms, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (await db.Orders.AnyAsync(o => o.ExternalId == request.OrderId, cancellationToken))
                return new Response(true, [], []);
            StoredOrder order = Order(request, shelf, out List<string> unknown);
            db.Orders.Add(order);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // The same report came in twice at once: the index on the shop's id let one through.
                db.ChangeTracker.Clear();
                if (!await db.Orders.AnyAsync(o => o.ExternalId == request.OrderId, cancellationToken))
                    throw;
                return new Response(true, [], []);
            }

            return new Response(false, unknown, [.. order.Lines.Select(l => new PlaceOrder.Line(l.ProductId, l.Quantity, l.PriceMinor, l.ListId))]);
        }

        private StoredOrder Order(Command request, Shelf shelf, out List<string> unknown)
        {
            var order = new StoredOrder
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                ExternalId = request.OrderId,
                PlacedUtc = request.PlacedUtc.ToUniversalTime(),
                VisitorId = pseudonyms.Of(request.VisitorId),
                Currency = request.Currency,
            };
            unknown = [];
            foreach (Item item in request.Items)
            {
                if (shelf.Items.FirstOrDefault(i => i.Product.Sku == item.Sku) is not { } known)
                {
                    unknown.Add(item.Sku);
                    continue;
                }

                order.Lines.Add(Line(order, known, item, request.RecommendationId));
            }

            order.TotalMinor = order.Lines.Sum(l => l.PriceMinor * l.Quantity);
            return order;
        }

        private static OrderLine Line(StoredOrder order, ShelfItem known, Item item, string? listId) => new()
        {
            OrderId = order.Id,
            Ordinal = order.Lines.Count,
            ProductId = known.Product.Id,
            Name = known.Product.Name,
            Size = item.Size,
            Quantity = item.Quantity,
            PriceMinor = item.PriceMinor,
            ListId = listId,
        };
    }
}
