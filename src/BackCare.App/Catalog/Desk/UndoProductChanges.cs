using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using BackCare.Domain.Recommend;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>Takes one change of a product back, or a whole batch. What somebody changed since is kept; where that is the same field, nothing is done and it is told.</summary>
public static class UndoProductChanges
{
    /// <param name="ChangeId">The change to take back; null with a batch.</param>
    /// <param name="BatchId">The batch to take back; null with a change.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="SkipConflicts">Of a batch: takes back what can be, and leaves the rest.</param>
    /// <param name="Id">The product that the change must belong to; null for any.</param>
    public sealed record Command(long? ChangeId, string? BatchId, Actor By, bool SkipConflicts = false, string? Id = null) : IRequest<Answer<Response>>
    {
        /// <summary>True when the batch is an import and <see cref="Import.UndoImport"/> marks it as taken back.</summary>
        internal bool OfImport { get; init; }
    }

    /// <param name="Done">Products that are as they were before.</param>
    /// <param name="Unchanged">Products that were so already.</param>
    /// <param name="Skipped">Products left as they are, with the reason; only of a batch whose conflicts are skipped.</param>
    /// <param name="BatchId">Takes the undo of a batch back; null for that of a single change.</param>
    public sealed record Response(IReadOnlyList<string> Done, int Unchanged, IReadOnlyList<ChangeProducts.RefusedProduct> Skipped, string? BatchId);

    internal sealed class Handler(BackCareDb db, ProductDesk desk, AuditTrail trail, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        // Changes whose products are loaded and saved together.
        private const int Chunk = 500;

        private static readonly Refusal NoSuchChange = new(RefusalKind.NotFound, "There is no such change of a product. Open the product's history and choose one.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            if (request is { BatchId: { } import, OfImport: false } && await db.Imports.AnyAsync(i => i.Id == import, cancellationToken))
                return new Refusal(RefusalKind.Conflict, $"This is an import. Take it back as one, with POST /v1/admin/imports/{import}:undo or on its page: otherwise a corrected file would find its products edited by hand.");
            long[] changes = await FindAsync(request, cancellationToken);
            if (changes.Length == 0) return NoSuchChange;

            string? batch = request.BatchId is null ? null : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            return await db.InTransactionAsync(() => UndoAsync(new Undo(request, batch, shelf), changes, cancellationToken), cancellationToken);
        }

        /// <summary>Everything or nothing, in pieces that memory holds: what was saved before a conflict goes with the transaction.</summary>
        private async Task<Answer<Response>> UndoAsync(Undo undo, long[] changes, CancellationToken cancellationToken)
        {
            foreach (long[] some in changes.Chunk(Chunk))
            {
                await TakeBackAsync(undo, some, cancellationToken);
                if (!undo.StopsIt && await desk.SaveAsync(cancellationToken) is { } refusal) return refusal;
                if (changes.Length > Chunk) db.ChangeTracker.Clear();
            }

            if (undo.StopsIt)
                return new Refusal(RefusalKind.Conflict, "It cannot be taken back as a whole: something was changed again since. Nothing was done.", undo.Conflicts);
            if (undo.BatchId is not null) trail.Add(undo.Request.By, "products.undone", $"batch:{undo.Request.BatchId}", $"{undo.Done.Count} products");
            if (await desk.SaveAsync(cancellationToken) is { } faster) return faster;
            return new Response([.. undo.Done.Order(StringComparer.Ordinal)], undo.Unchanged, undo.Skipped, undo.BatchId);
        }

        /// <summary>The changes, newest first: the order in which they are taken back.</summary>
        private Task<long[]> FindAsync(Command request, CancellationToken cancellationToken)
        {
            IQueryable<StoredChange> wanted = db.Changes.AsNoTracking().Where(c => c.Subject == ProductState.Subject);
            wanted = request.BatchId is { } batch ? wanted.Where(c => c.BatchId == batch) : wanted.Where(c => c.Id == request.ChangeId && (request.Id == null || c.Key == request.Id));
            return wanted.OrderByDescending(c => c.Id).Select(c => c.Id).ToArrayAsync(cancellationToken);
        }

        private async Task TakeBackAsync(Undo undo, long[] ids, CancellationToken cancellationToken)
        {
            StoredChange[] changes = await db.Changes.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.Id).ToArrayAsync(cancellationToken);
            string[] keys = [.. changes.Select(c => c.Key).Distinct(StringComparer.Ordinal)];
            Dictionary<string, StoredProduct> products = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .Where(p => keys.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
            foreach (StoredChange change in changes)
            {
                if (!products.TryGetValue(change.Key, out StoredProduct? product)) continue;
                UndoneEdit undone = change.ToEdit().UndoIn(ProductState.Of(product));
                RefusedField[] against = undone.IsClean ? [.. Halves(undone.Fields), .. WhyNot(product, undone.Fields, undo.Shelf)] : [.. undone.Conflicts.Select(ToField)];
                if (against.Length > 0)
                    undo.Leave(product, against);
                else if (desk.Change(product, undone.Fields, ChangeKinds.Undo, undo.Request.By, undo.BatchId, change.Id) is null)
                    undo.Unchanged++;
                else
                    undo.Done.Add(product.Id);
            }
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

        /// <summary>What became of the changes so far.</summary>
        private sealed class Undo(Command request, string? batchId, Shelf shelf)
        {
            public Command Request => request;

            public string? BatchId => batchId;

            public Shelf Shelf => shelf;

            public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

            public List<RefusedField> Conflicts { get; } = [];

            public List<ChangeProducts.RefusedProduct> Skipped { get; } = [];

            public int Unchanged { get; set; }

            /// <summary>True when something stands against it and the whole is wanted.</summary>
            public bool StopsIt => Conflicts.Count > 0 && !request.SkipConflicts;

            public void Leave(StoredProduct product, RefusedField[] against)
            {
                Conflicts.AddRange(against);
                Skipped.Add(new ChangeProducts.RefusedProduct(product.Id, product.Name, against[0].Problem));
            }
        }
    }
}
