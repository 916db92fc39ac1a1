using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>What every change of a product on the desk has in common: loading it whole, checking, recording and saving it.</summary>
/// <remarks>Knowledge is the shelf's: it is at most two seconds old, and whatever it no longer fits is found again when the shelf is rebuilt.</remarks>
internal sealed class ProductDesk(BackCareDb db, EditHistory history, AuditTrail trail, TimeProvider clock)
{
    public static Refusal NoSuchProduct { get; } = new(RefusalKind.NotFound, "There is no product with this id; it may have been removed. Look for it in the catalogue.");

    /// <summary>A product with its variants, pictures and overrides; null when there is none, or it was removed and <paramref name="removedToo"/> is not asked for.</summary>
    public async Task<StoredProduct?> FindAsync(string id, CancellationToken cancellationToken, bool removedToo = false)
    {
        StoredProduct? product = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
            .SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return product?.RemovedUtc is null || removedToo ? product : null;
    }

    /// <summary>Everything wrong with a form, other products and uploaded pictures looked at too; with the pictures' sizes when nothing is.</summary>
    public async Task<(IReadOnlyList<RefusedField> Problems, IReadOnlyDictionary<string, (int Width, int Height)> Sizes)> CheckAsync(
        ProductForm form, string? id, KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        List<RefusedField> problems = [.. new ProductFormCheck(form, knowledge).Run()];
        string[] hashes = [.. form.Pictures.Select(p => p.Hash)];
        Dictionary<string, (int, int)> sizes = hashes.Length == 0
            ? []
            : await db.Pictures.AsNoTracking().Where(p => hashes.Contains(p.Hash)).ToDictionaryAsync(p => p.Hash, p => (p.Width, p.Height), StringComparer.Ordinal, cancellationToken);
        for (int i = 0; i < hashes.Length; i++)
        {
            if (!sizes.ContainsKey(hashes[i]))
                problems.Add(new RefusedField($"pictures[{i}].hash", "No picture with this hash was uploaded. Upload it first."));
        }

        (string Path, string Sku)[] skus = [("sku", form.Sku.Trim()), .. form.Variants.Select((v, i) => ($"variants[{i}].sku", v.Sku.Trim()))];
        string[] wanted = [.. skus.Select(s => s.Sku)];
        var taken = (await db.Products.AsNoTracking().Where(p => p.Id != id && wanted.Contains(p.Sku)).Select(p => new { p.Sku, p.Id }).ToArrayAsync(cancellationToken))
            .Concat(await db.Variants.AsNoTracking().Where(v => v.ProductId != id && wanted.Contains(v.Sku)).Select(v => new { v.Sku, Id = v.ProductId }).ToArrayAsync(cancellationToken))
            .GroupBy(t => t.Sku, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
        problems.AddRange(skus.Where(s => taken.ContainsKey(s.Sku)).Select(s => new RefusedField(s.Path, $"The product '{taken[s.Sku]}' has this SKU. Give every product and variant its own.")));
        return (problems, sizes);
    }

    /// <summary>Why shoppers must not see a product that says this; empty when they may.</summary>
    public static IReadOnlyList<RefusedField> WhyNotPublished(ProductForm form, KnowledgeBase knowledge)
    {
        // A shelf with a product of a category that is gone cannot be built, on any server.
        List<RefusedField> problems =
        [
            .. new ProductFormCheck(form, knowledge).LostNames(),
            .. ProductClaims.Of(form, knowledge).Where(c => c.Blocks).Select(c => new RefusedField(
                c.Field, $"“{c.Said}” promises what a product must not ({c.RuleId}). {(c.ReplaceWith.Length > 0 ? $"Write: {c.ReplaceWith}." : "Leave it out.")}")),
        ];
        if (form.PriceMinor == 0)
            problems.Add(new RefusedField("priceMinor", "Give it a price before shoppers see it."));
        problems.AddRange(form.Variants.Select((v, i) => (Variant: v, Path: $"variants[{i}].priceMinor")).Where(v => v.Variant.PriceMinor == 0)
            .Select(v => new RefusedField(v.Path, $"Give the variant '{v.Variant.Name}' a price before shoppers see it, or none of its own.")));
        if (form.Regions.Count == 0)
            problems.Add(new RefusedField("regions", "Choose at least one body region that it is for before shoppers see it."));
        return problems;
    }

    /// <summary>Makes a product say something else and records it; the caller then calls <see cref="SaveAsync"/>.</summary>
    /// <returns>The change; null when it says that already.</returns>
    public StoredChange? Change(
        StoredProduct product, IReadOnlyDictionary<string, string?>? after, string kind, Actor by, string? batchId = null, long? undoes = null)
    {
        bool isNew = db.Entry(product).State == EntityState.Detached;
        IReadOnlyDictionary<string, string?>? before = isNew ? null : ProductState.Of(product);
        StoredChange? change = history.Record(ProductState.Subject, product.Id, kind, before, after, by, isNew ? 1 : product.Version + 1, batchId, undoes);
        if (change is null)
            return null;
        ProductState.Apply(product, after, clock.GetUtcNow().UtcDateTime);
        if (isNew)
            db.Products.Add(product);
        else
            // Its variants may be all that changed: the product's own version moves with them.
            db.Entry(product).Property(p => p.EditedUtc).IsModified = true;
        if (batchId is null)
            trail.Add(by, $"product.{Past(kind)}", $"product:{product.Id}", string.Join(", ", change.ToEdit().Changes.Take(12).Select(c => c.Field)));
        return change;
    }

    /// <summary>Saves; a refusal when somebody else was faster.</summary>
    public async Task<Refusal?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal(RefusalKind.Conflict, "Somebody else saved the product at the same moment. Open it again: your change was not saved.");
        }
        catch (DbUpdateException fault) when (fault.InnerException?.Message is { } message && message.Contains("Sku", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(RefusalKind.Invalid, "A SKU was taken at the same moment.", [new RefusedField("sku", "Another product or variant has this SKU now. Give every one its own.")]);
        }
    }

    /// <summary>What a stale write is answered: the present state, what changed since, and where both meet.</summary>
    public async Task<(IReadOnlyDictionary<string, string?>? Basis, StaleRefusal Refusal)> StaleAsync(
        StoredProduct product, long version, IReadOnlyDictionary<string, string?>? mine, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string?> present = ProductState.Of(product)!;
        IReadOnlyDictionary<string, string?>? basis = await history.StateAtAsync(ProductState.Subject, product.Id, version, present, product.Version, cancellationToken);
        IReadOnlyList<MergeConflict> conflicts = basis is null || mine is null ? [] : ThreeWayMerge.Of(basis, mine, present).Conflicts;
        return (basis, new StaleRefusal("the product", product.Version, present, basis is null ? null : FieldDiff.Between(basis, present), conflicts));
    }

    private static string Past(string kind) => kind switch
    {
        ChangeKinds.Create => "created",
        ChangeKinds.Publish => "published",
        ChangeKinds.Retire => "retired",
        ChangeKinds.Remove => "removed",
        ChangeKinds.Undo => "undone",
        ChangeKinds.Import => "imported",
        _ => "edited",
    };
}
