using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>Does one thing to many products, in one save and as one batch that is taken back as a whole.</summary>
public static class ChangeProducts
{
    /// <summary>Most products of one batch.</summary>
    public const int Most = 500;

    /// <param name="Ids">The products.</param>
    /// <param name="Action">publish, retire, draft, set_category, adjust_price or set_stock.</param>
    /// <param name="Value">The category id; a change such as +5%, -2.00, or a new price; the pieces in stock. Empty for the others.</param>
    public sealed record Body(IReadOnlyList<string> Ids, string Action, string Value = "");

    /// <param name="Body">What to do.</param>
    /// <param name="By">Who does it.</param>
    public sealed record Command(Body Body, Actor By) : IRequest<Answer<Response>>;

    /// <param name="BatchId">Takes the whole back; null when nothing was changed.</param>
    /// <param name="Changed">Products that say something else now.</param>
    /// <param name="Unchanged">Products that said it already.</param>
    /// <param name="Refused">Products that were left as they were, with the reason.</param>
    public sealed record Response(string? BatchId, int Changed, int Unchanged, IReadOnlyList<RefusedProduct> Refused);

    /// <param name="Id">The product.</param>
    /// <param name="Name">Its name; empty when there is no such product.</param>
    /// <param name="Reason">Why it was left as it was, and what to do.</param>
    public sealed record RefusedProduct(string Id, string Name, string Reason);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Ids).NotEmpty().WithMessage("Choose at least one product.").OverridePropertyName("ids");
            RuleFor(c => c.Body.Ids).Must(ids => ids.Count <= Most).WithMessage($"At most {Most} products are changed at once.").OverridePropertyName("ids");
        }
    }

    internal sealed class Handler(BackCareDb db, ProductDesk desk, AuditTrail trail, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            (string action, string value) = (request.Body.Action, request.Body.Value.Trim());
            if (BulkAction.WhyNot(action, value, shelf.Knowledge) is { } problem)
                return new Refusal(RefusalKind.Invalid, "The action cannot be done.", [new RefusedField(BulkAction.All.Contains(action, StringComparer.Ordinal) ? "value" : "action", problem)]);

            string[] ids = [.. request.Body.Ids.Distinct(StringComparer.Ordinal)];
            Dictionary<string, StoredProduct> found = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .Where(p => ids.Contains(p.Id) && p.RemovedUtc == null).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
            string batchId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            List<RefusedProduct> refused = [];
            int changed = 0;
            foreach (string id in ids)
            {
                if (!found.TryGetValue(id, out StoredProduct? product))
                    refused.Add(new RefusedProduct(id, "", "There is no product with this id."));
                else if (WhyNot(product, action, value, shelf) is { } reason)
                    refused.Add(new RefusedProduct(id, product.Name, reason));
                else if (desk.Change(product, BulkAction.Apply(product, action, value), KindOf(action), request.By, batchId) is not null)
                    changed++;
            }

            if (changed == 0) return new Response(null, 0, ids.Length - refused.Count, refused);
            trail.Add(request.By, $"products.{action}", $"batch:{batchId}", $"{changed} products {value}".TrimEnd());
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : new Response(batchId, changed, ids.Length - refused.Count - changed, refused);
        }

        // Whatever shoppers would see must be fit for them: what is published now, and what the action would publish.
        private static string? WhyNot(StoredProduct product, string action, string value, Shelf shelf)
        {
            bool shown = action == BulkAction.Publish || (product.Status == PublicationStatus.Published && action is BulkAction.Category or BulkAction.Price);
            if (!shown) return null;
            ProductForm form = ProductForms.Of(product);
            if (action == BulkAction.Category) form = form with { CategoryId = value };
            if (action == BulkAction.Price)
            {
                form = form with
                {
                    PriceMinor = BulkAction.Adjusted(form.PriceMinor, value)!.Value,
                    Variants = [.. form.Variants.Select(v => v with { PriceMinor = v.PriceMinor is { } own ? BulkAction.Adjusted(own, value) : null })],
                };
            }

            return ProductDesk.WhyNotPublished(form, shelf.Knowledge) is [var first, ..] ? first.Problem : null;
        }

        private static string KindOf(string action) =>
            action is BulkAction.Publish or BulkAction.Retire ? SetProductStatus.KindOf(BulkAction.StatusOf(action)) : ChangeKinds.Edit;
    }
}
