using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using MediatR;

namespace BackCare.App.Catalog.Desk;

/// <summary>Changes what a product says. Whoever started from an older version is merged with what was saved since, or told where both meet.</summary>
public static class EditProduct
{
    /// <param name="Id">The product.</param>
    /// <param name="Version">The version that the editor started from.</param>
    /// <param name="Change">What the editor makes of the product as it was then; may refuse.</param>
    /// <param name="By">Who edits.</param>
    /// <param name="Merge">True brings both editors' changes together where they do not meet; false refuses whatever is stale.</param>
    /// <param name="Mine">Fields in conflict for which the editor chose their own value, knowing the other's.</param>
    /// <param name="Seen">The version whose values the editor knew when choosing.</param>
    public sealed record Command(
        string Id, long Version, Func<ProductForm, Answer<ProductForm>> Change, Actor By, bool Merge = false, IReadOnlyCollection<string>? Mine = null, long? Seen = null)
        : IRequest<Answer<Response>>;

    /// <param name="Id">The product.</param>
    /// <param name="Version">Its version now.</param>
    /// <param name="Status">published, draft or retired.</param>
    /// <param name="Product">What it says now.</param>
    /// <param name="Claims">Phrases in its texts that promise too much.</param>
    /// <param name="EditedUtc">When it was last changed on the desk; null when it never was.</param>
    /// <param name="Merged">Fields that somebody else had changed meanwhile and that were kept; empty when nobody had.</param>
    public sealed record Response(
        string Id, long Version, string Status, ProductForm Product, IReadOnlyList<ClaimFinding> Claims, DateTime? EditedUtc, IReadOnlyList<FieldChange> Merged)
    {
        internal static Response Of(StoredProduct product, KnowledgeBase knowledge, IReadOnlyList<FieldChange>? merged = null)
        {
            ProductForm form = ProductForms.Of(product);
            return new Response(product.Id, product.Version, product.Status.ToSnake(), form, ProductClaims.Of(form, knowledge), product.EditedUtc, merged ?? []);
        }
    }

    internal sealed class Handler(ProductDesk desk, EditHistory history, ShelfHost shelves) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            if (await desk.FindAsync(request.Id, cancellationToken) is not { } product) return ProductDesk.NoSuchProduct;
            if (product.Version != request.Version && !request.Merge)
                return (await desk.StaleAsync(product, request.Version, null, cancellationToken)).Refusal;
            IReadOnlyDictionary<string, string?> present = ProductState.Of(product)!;
            Answer<ProductForm> wanted = request.Change(ProductForms.Of(product));
            if (wanted.Refusal is { } refused) return refused;
            (IReadOnlyList<RefusedField> problems, var sizes) = await desk.CheckAsync(wanted.Value, product.Id, shelf.Knowledge, cancellationToken);
            if (problems.Count > 0) return new Refusal(RefusalKind.Invalid, "The product cannot be saved like this.", problems);
            IReadOnlyDictionary<string, string?> mine = ProductForms.State(wanted.Value, product.Id, product.Status, sizes);
            if (product.Version == request.Version) return await SaveAsync(product, mine, [], request.By, shelf, cancellationToken);

            IReadOnlyDictionary<string, string?>? basis =
                await history.StateAtAsync(ProductState.Subject, product.Id, request.Version, present, product.Version, cancellationToken);
            // The status is not the form's to change: it stays what it is, and an unknown basis makes every difference a conflict.
            ThreeWayMerge merge = ThreeWayMerge.Of(basis is null ? Unlike(mine, present) : With(basis, present), mine, present);
            merge = merge with { Conflicts = [.. merge.Conflicts, .. HalfParts(merge, mine, present)] };
            bool chosen = request.Seen == product.Version;
            if (!merge.IsClean && !chosen)
                return new StaleRefusal("the product", product.Version, present, basis is null ? null : FieldDiff.Between(basis, present), merge.Conflicts);
            return await SaveAsync(product, Chosen(merge, mine, present, request.Mine ?? []), merge.Taken, request.By, shelf, cancellationToken);
        }

        private async Task<Answer<Response>> SaveAsync(
            StoredProduct product, IReadOnlyDictionary<string, string?> after, IReadOnlyList<FieldChange> merged, Actor by, Shelf shelf, CancellationToken cancellationToken)
        {
            desk.Change(product, after, ChangeKinds.Edit, by);
            ProductForm form = ProductForms.Of(product);
            List<RefusedField> problems = merged.Count > 0 ? [.. (await desk.CheckAsync(form, product.Id, shelf.Knowledge, cancellationToken)).Problems] : [];
            if (product.Status == PublicationStatus.Published) problems.AddRange(ProductDesk.WhyNotPublished(form, shelf.Knowledge));
            if (problems.Count > 0) return new Refusal(RefusalKind.Invalid, "The product cannot be shown to shoppers like this. Correct it, or take it back to a draft first.", [.. problems.Distinct()]);
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : Response.Of(product, shelf.Knowledge, merged);
        }

        // One took a variant out while the other wrote into it, without touching the same field: the two meet all the same. One choice for each part is enough.
        private static IEnumerable<MergeConflict> HalfParts(ThreeWayMerge merge, IReadOnlyDictionary<string, string?> mine, IReadOnlyDictionary<string, string?> present) =>
            ProductState.HalfParts(merge.Fields).ExceptBy(merge.Conflicts.Select(c => PartOf(c.Field)), PartOf, StringComparer.Ordinal)
                .Select(field => new MergeConflict(field, null, mine.GetValueOrDefault(field), present.GetValueOrDefault(field)));

        private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> basis, IReadOnlyDictionary<string, string?> present) =>
            new(basis, StringComparer.Ordinal) { ["status"] = present.GetValueOrDefault("status") };

        /// <summary>A basis that agrees with neither editor where the two differ, so that each difference has to be chosen.</summary>
        private static Dictionary<string, string?> Unlike(IReadOnlyDictionary<string, string?> mine, IReadOnlyDictionary<string, string?> present)
        {
            var basis = new Dictionary<string, string?>(present, StringComparer.Ordinal);
            foreach (FieldChange difference in FieldDiff.Between(mine, present))
                basis[difference.Field] = "\u0000";
            return basis;
        }

        /// <summary>The merge with the editor's choices. Where one editor took a variant, picture or link out that the other changed, the choice is for the whole of it.</summary>
        private static Dictionary<string, string?> Chosen(
            ThreeWayMerge merge, IReadOnlyDictionary<string, string?> mine, IReadOnlyDictionary<string, string?> present, IReadOnlyCollection<string> chosenMine)
        {
            var fields = new Dictionary<string, string?>(merge.Fields, StringComparer.Ordinal);
            foreach (MergeConflict conflict in merge.Conflicts)
            {
                IReadOnlyDictionary<string, string?> side = chosenMine.Contains(conflict.Field) ? mine : present;
                fields[conflict.Field] = side.GetValueOrDefault(conflict.Field);
                string part = PartOf(conflict.Field);
                if (part.Length == 0 || (Has(mine, part) && Has(present, part)))
                    continue;
                foreach (string field in fields.Keys.Where(f => f.StartsWith(part, StringComparison.Ordinal)).ToArray())
                    fields[field] = side.GetValueOrDefault(field);
            }

            return fields;
        }

        private static string PartOf(string field) => field[..(field.LastIndexOf('/') + 1)];

        private static bool Has(IReadOnlyDictionary<string, string?> state, string part) => state.Any(f => f.Value is not null && f.Key.StartsWith(part, StringComparison.Ordinal));
    }
}
