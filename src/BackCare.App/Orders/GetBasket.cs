using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;

namespace BackCare.App.Orders;

/// <summary>A basket with names, prices and the way to its checkout.</summary>
public static class GetBasket
{
    /// <param name="Lines">What is in it.</param>
    /// <param name="Language">en or es: the language of the names of kinds.</param>
    public sealed record Query(IReadOnlyList<BasketLine> Lines, string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="Lines">What is still sold, in the order of the basket.</param>
    /// <param name="Gone">Products that the shop does not sell any more.</param>
    /// <param name="Pieces">Pieces over all lines.</param>
    /// <param name="Total">Sum over the lines that can be bought.</param>
    /// <param name="Checkout">Where it goes.</param>
    public sealed record Response(IReadOnlyList<Line> Lines, IReadOnlyList<string> Gone, int Pieces, PricePart Total, CheckoutPart Checkout);

    /// <param name="Product">The product.</param>
    /// <param name="Size">The chosen size; empty when there was nothing to choose.</param>
    /// <param name="Quantity">Pieces.</param>
    /// <param name="Sum">Price of all pieces.</param>
    /// <param name="Problem">out_of_stock, choose_size or not_at_checkout; null when it can be bought.</param>
    public sealed record Line(GetProducts.Item Product, string Size, int Quantity, PricePart Sum, string? Problem);

    /// <param name="IsDemo">True when this shop records the order itself and takes no payment.</param>
    /// <param name="Address">Opens the shop's checkout with the basket; null for the demo store, or when nothing can be bought.</param>
    public sealed record CheckoutPart(bool IsDemo, string? Address);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Lines).Must(lines => lines.Count <= Basket.MostLines).WithMessage($"A basket holds at most {Basket.MostLines} lines.");
    }

    internal sealed class Handler(ShelfHost shelves, CheckoutSettings checkout) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            (BasketLine Line, ShelfItem Item)[] sold = [.. query.Lines.Select(l => (l, shelf.Find(l.ProductId))).Where(p => p.Item2 is not null).Select(p => (p.l, p.Item2!))];
            Line[] lines = [.. sold.Select(p => ToLine(p.Line, p.Item, shelf, query.Language))];
            (BasketLine Line, ShelfItem Item)[] buyable = [.. sold.Where((_, i) => lines[i].Problem is null)];
            string currency = sold.Length > 0 ? sold[0].Item.Product.Price.Currency : "USD";
            return new Response(
                lines, [.. query.Lines.Where(l => shelf.Find(l.ProductId) is null).Select(l => l.ProductId)], lines.Sum(l => l.Quantity),
                new PricePart(buyable.Sum(p => p.Item.Product.PriceOf(p.Line.Size).Minor * p.Line.Quantity), currency),
                new CheckoutPart(checkout.Link is null, Address(buyable)));
        }

        private Line ToLine(BasketLine line, ShelfItem item, Shelf shelf, string language)
        {
            Money price = item.Product.PriceOf(line.Size);
            SizeChoice sizes = SizeChoice.Of(item.Product);
            string? problem = !item.Product.InStock ? "out_of_stock"
                : sizes.IsNeeded && !sizes.Options.Contains(line.Size, StringComparer.Ordinal) ? "choose_size"
                : !item.Product.HasInStock(line.Size) ? "out_of_stock"
                : checkout.Link is { NeedsExternalId: true } && checkout.IdOf(line.ProductId, line.Size) is null ? "not_at_checkout"
                : null;
            return new Line(ProductListing.ToItem(item, shelf.Knowledge, language), line.Size, line.Quantity, new PricePart(price.Minor * line.Quantity, price.Currency), problem);
        }

        private string? Address((BasketLine Line, ShelfItem Item)[] buyable) => checkout.Link is not { } link || buyable.Length == 0
            ? null
            : link.For(
                [.. buyable.Select(p => new CheckoutLine(checkout.IdOf(p.Line.ProductId, p.Line.Size), p.Item.Product.SkuOf(p.Line.Size), p.Line.Size, p.Line.Quantity))],
                buyable.Select(p => p.Line.ListId).FirstOrDefault(id => id is not null));
    }
}
