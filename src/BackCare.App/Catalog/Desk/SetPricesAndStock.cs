using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog.Files;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>Sets prices and stock that were written beside products in a list, as one batch. A value that somebody else changed since the list was shown is left.</summary>
public static class SetPricesAndStock
{
    /// <param name="Rows">What was written.</param>
    /// <param name="By">Who writes.</param>
    public sealed record Command(IReadOnlyList<Row> Rows, Actor By) : IRequest<Answer<ChangeProducts.Response>>;

    /// <param name="Id">The product.</param>
    /// <param name="PriceShown">The price that the list showed, such as 24.95.</param>
    /// <param name="Price">The price written.</param>
    /// <param name="StockShown">The pieces that the list showed; empty when not counted.</param>
    /// <param name="Stock">The pieces written.</param>
    public sealed record Row(string Id, string PriceShown, string Price, string StockShown, string Stock);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Rows.Count).LessThanOrEqualTo(ChangeProducts.Most).WithMessage($"At most {ChangeProducts.Most} products are changed at once.");
    }

    internal sealed class Handler(BackCareDb db, ProductDesk desk, AuditTrail trail, ShelfHost shelves, TimeProvider clock)
        : IRequestHandler<Command, Answer<ChangeProducts.Response>>
    {
        public async Task<Answer<ChangeProducts.Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            Row[] written = [.. request.Rows.Where(r => r.Price != r.PriceShown || r.Stock != r.StockShown)];
            string[] ids = [.. written.Select(r => r.Id)];
            Dictionary<string, StoredProduct> found = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .Where(p => ids.Contains(p.Id) && p.RemovedUtc == null).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
            string batchId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            List<ChangeProducts.RefusedProduct> refused = [];
            int changed = 0;
            foreach (Row row in written)
            {
                if (!found.TryGetValue(row.Id, out StoredProduct? product))
                    refused.Add(new ChangeProducts.RefusedProduct(row.Id, "", "There is no product with this id."));
                else if (WhyNot(row, product) is { } reason)
                    refused.Add(new ChangeProducts.RefusedProduct(row.Id, product.Name, reason));
                else if (desk.Change(product, After(row, product), ChangeKinds.Edit, request.By, batchId) is not null)
                    changed++;
            }

            if (changed == 0) return new ChangeProducts.Response(null, 0, request.Rows.Count - refused.Count, refused);
            trail.Add(request.By, "products.edited", $"batch:{batchId}", $"prices or stock of {changed} products");
            return await desk.SaveAsync(cancellationToken) is { } refusal
                ? refusal
                : new ChangeProducts.Response(batchId, changed, request.Rows.Count - refused.Count - changed, refused);
        }

        private static string? WhyNot(Row row, StoredProduct product)
        {
            string price = PriceText.Of(product.PriceMinor), stock = ProductState.Of(product)!.GetValueOrDefault("stock") ?? "";
            if (row.Price != row.PriceShown && price != row.PriceShown && price != row.Price)
                return $"Somebody else set the price to {price} meanwhile. Look whether {row.Price} is still right, and write it again.";
            if (row.Stock != row.StockShown && stock != row.StockShown && stock != row.Stock)
                return $"Somebody else set the stock to {(stock.Length > 0 ? stock : "not counted")} meanwhile. Look whether {row.Stock} is still right, and write it again.";
            if (row.Price != row.PriceShown && ProductState.Minor(row.Price) is not (>= 0 and <= 100_000_000)) return "Write a price such as 24.95.";
            if (row.Price != row.PriceShown && product.Status == PublicationStatus.Published && ProductState.Minor(row.Price) == 0) return "A published product needs a price.";
            return row.Stock != row.StockShown && BulkAction.WhyNoStock(row.Stock) is { } wrong ? wrong : null;
        }

        private static Dictionary<string, string?> After(Row row, StoredProduct product)
        {
            var fields = new Dictionary<string, string?>(ProductState.Of(product)!, StringComparer.Ordinal);
            if (row.Price != row.PriceShown) fields["price"] = PriceText.Of(ProductState.Minor(row.Price)!.Value);
            if (row.Stock != row.StockShown) fields["stock"] = row.Stock.Length == 0 ? null : row.Stock.TrimStart('0') is { Length: > 0 } pieces ? pieces : "0";
            return fields;
        }
    }
}
