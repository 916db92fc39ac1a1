using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using BackCare.Domain.Recommend;
using MediatR;

namespace BackCare.App.Catalog.Desk;

/// <summary>Takes one change of a product back, or a whole batch. What somebody changed since is kept; where that is the same field, nothing is done and it is told.</summary>
public static class UndoProductChanges
{
    /// <param name="ChangeId">The change to take back; null with a batch.</param>
    /// <param name="BatchId">The batch to take back; null with a change.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="SkipConflicts">Of a batch: takes back what can be, and leaves the rest.</param>
    /// <param name="Id">The product that the change must belong to; null for any.</param>
    public sealed record Command(long? ChangeId, string? BatchId, Actor By, bool SkipConflicts = false, string? Id = null) : IRequest<Answer<Response>>;

    /// <param name="Done">Products that are as they were before.</param>
    /// <param name="Unchanged">Products that were so already.</param>
    /// <param name="Skipped">Products left as they are, with the reason; only of a batch whose conflicts are skipped.</param>
    /// <param name="BatchId">Takes the undo of a batch back; null for that of a single change.</param>
    public sealed record Response(IReadOnlyList<string> Done, int Unchanged, IReadOnlyList<ChangeProducts.RefusedProduct> Skipped, string? BatchId);

    internal sealed class Handler(EditHistory history, ProductDesk desk, AuditTrail trail, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal NoSuchChange = new(RefusalKind.NotFound, "There is no such change of a product. Open the product's history and choose one.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            IReadOnlyList<StoredChange> changes = request.BatchId is { } batch
                ? [.. (await history.BatchAsync(batch, cancellationToken)).Where(c => c.Subject == ProductState.Subject)]
                : await history.FindAsync(request.ChangeId ?? 0, cancellationToken) is { Subject: ProductState.Subject } one && (request.Id is null || request.Id == one.Key) ? [one] : [];
            if (changes.Count == 0) return NoSuchChange;

            string? undoBatch = request.BatchId is null ? null : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            List<ChangeProducts.RefusedProduct> skipped = [];
            List<RefusedField> conflicts = [];
            HashSet<string> done = new(StringComparer.Ordinal);
            int unchanged = 0;
            foreach (StoredChange change in changes)
            {
                StoredProduct? product = await desk.FindAsync(change.Key, cancellationToken, removedToo: true);
                if (product is null) continue;
                UndoneEdit undone = change.ToEdit().UndoIn(ProductState.Of(product));
                RefusedField[] against = undone.IsClean ? [.. Halves(undone.Fields), .. WhyNot(product, undone.Fields, shelf)] : [.. undone.Conflicts.Select(ToField)];
                if (against.Length > 0)
                {
                    conflicts.AddRange(against);
                    skipped.Add(new ChangeProducts.RefusedProduct(product.Id, product.Name, against[0].Problem));
                }
                else if (desk.Change(product, undone.Fields, ChangeKinds.Undo, request.By, undoBatch, change.Id) is null)
                {
                    unchanged++;
                }
                else
                {
                    done.Add(product.Id);
                }
            }

            if (conflicts.Count > 0 && !request.SkipConflicts)
                return new Refusal(RefusalKind.Conflict, "It cannot be taken back as a whole: something was changed again since. Nothing was done.", conflicts);
            if (undoBatch is not null) trail.Add(request.By, "products.undone", $"batch:{request.BatchId}", $"{done.Count} products");
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : new Response([.. done.Order(StringComparer.Ordinal)], unchanged, skipped, undoBatch);
        }

        private static RefusedField ToField(MergeConflict c) => new(c.Field,
            $"{c.Field} says {Quoted(c.Theirs)} now; the change had made it {Quoted(c.Basis)}, and before it was {Quoted(c.Mine)}. Edit the product to set it as it should be.");

        private static IEnumerable<RefusedField> Halves(IReadOnlyDictionary<string, string?>? fields) => fields is null ? [] : ProductState.HalfParts(fields)
            .Select(field => new RefusedField(field, $"{field[..field.LastIndexOf('/')]} is not there any more, so a part of it cannot be brought back. Take its removal back first."));

        private static string Quoted(string? value) => value is null ? "nothing" : value.Length > 60 ? $"“{value[..60]}…”" : $"“{value}”";

        // An undo may bring back what shoppers must not see.
        private static IReadOnlyList<RefusedField> WhyNot(StoredProduct product, IReadOnlyDictionary<string, string?>? fields, Shelf shelf)
        {
            if (fields?.GetValueOrDefault("status") != "published") return [];
            var would = new StoredProduct { Id = product.Id, Sku = "", Name = "", Brand = "", CategoryId = "", EvidenceProfile = "", Currency = "" };
            ProductState.Apply(would, fields, default);
            ProductForm form = ProductForms.Of(would);
            return [.. new ProductFormCheck(form, shelf.Knowledge).Run().Union(ProductDesk.WhyNotPublished(form, shelf.Knowledge))];
        }
    }
}
