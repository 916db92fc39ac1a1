using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Gives drafts the category, evidence profile and regions that somebody has confirmed, and publishes them when asked; one batch that is taken back as a whole.</summary>
public static class ConfirmSuggestions
{
    /// <summary>Most products at once.</summary>
    public const int Most = 100;

    /// <param name="Items">What was confirmed.</param>
    /// <param name="Publish">Shows them to shoppers, where nothing stands against it.</param>
    /// <param name="By">Who confirms.</param>
    public sealed record Command(IReadOnlyList<Item> Items, bool Publish, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Id">The product.</param>
    /// <param name="Category">Its category.</param>
    /// <param name="EvidenceProfile">Its evidence profile.</param>
    /// <param name="Regions">Its body regions.</param>
    public sealed record Item(string Id, string Category, string EvidenceProfile, IReadOnlyList<string> Regions);

    /// <param name="Confirmed">Products that have their place now.</param>
    /// <param name="Published">Those of them that shoppers see now.</param>
    /// <param name="Left">Products left as they are, with the reason.</param>
    public sealed record Response(int Confirmed, int Published, IReadOnlyList<LeftProduct> Left);

    /// <param name="Id">The product.</param>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record LeftProduct(string Id, string Reason);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Items).NotEmpty().OverridePropertyName("items").WithMessage("Tick at least one product.");
            RuleFor(c => c.Items.Count).LessThanOrEqualTo(Most).OverridePropertyName("items").WithMessage($"At most {Most} products are confirmed at once.");
        }
    }

    internal sealed class Handler(BackCareDb db, EditHistory history, AuditTrail trail, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            string[] ids = [.. request.Items.Select(i => i.Id)];
            Dictionary<string, StoredProduct> products = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .Where(p => ids.Contains(p.Id) && p.RemovedUtc == null).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
            string batch = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            var lint = new ClaimLint(shelf.Knowledge.Rows.ClaimWordings);
            List<LeftProduct> left = [];
            int confirmed = 0, published = 0;
            foreach (Item item in request.Items.DistinctBy(i => i.Id, StringComparer.Ordinal))
            {
                if (!products.TryGetValue(item.Id, out StoredProduct? product))
                {
                    left.Add(new LeftProduct(item.Id, "There is no product with this id any more."));
                    continue;
                }

                if (WhyNot(item, shelf.Knowledge) is { } reason)
                {
                    left.Add(new LeftProduct(item.Id, reason));
                    continue;
                }

                string? against = request.Publish ? WhyNotShown(product, item, lint, shelf.Knowledge) : null;
                if (against is not null)
                    left.Add(new LeftProduct(item.Id, against));
                Confirm(product, item, request.Publish && against is null, request.By, batch);
                confirmed++;
                published += request.Publish && against is null ? 1 : 0;
            }

            await db.Suggestions.Where(s => ids.Contains(s.ProductId)).ExecuteDeleteAsync(cancellationToken);
            if (confirmed > 0)
                trail.Add(request.By, "products.placed", $"batch:{batch}", $"{confirmed} products, {published} of them published");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(confirmed, published, left);
        }

        private void Confirm(StoredProduct product, Item item, bool publish, Actor by, string batch)
        {
            IReadOnlyDictionary<string, string?> before = ProductState.Of(product)!;
            (product.CategoryId, product.EvidenceProfile, product.Regions) = (item.Category, item.EvidenceProfile, StoredProduct.Join(item.Regions));
            if (publish)
                product.Status = PublicationStatus.Published;
            // What stays a draft by choice must not be published by the next file; what is published goes on being the file's.
            product.EditedUtc = publish && product.ImportedUtc is not null ? product.EditedUtc : clock.GetUtcNow().UtcDateTime;
            history.Record(ProductState.Subject, product.Id, publish ? ChangeKinds.Publish : ChangeKinds.Edit, before, ProductState.Of(product), by, product.Version + 1, batch);
        }

        private static string? WhyNot(Item item, KnowledgeBase knowledge) =>
            !knowledge.Categories.ContainsKey(item.Category) ? "Choose its category."
            : !knowledge.RulesByProfile.ContainsKey(item.EvidenceProfile) ? "Choose its evidence profile: what products of its kind are known to do."
            : item.Regions.Count == 0 || item.Regions.Any(r => !knowledge.Regions.ContainsKey(r)) ? "Choose at least one body region."
            : null;

        private static string? WhyNotShown(StoredProduct product, Item item, ClaimLint lint, KnowledgeBase knowledge)
        {
            var fields = new Dictionary<string, string>(ProductText.Of(ShopProducts.CatalogProductOf(product)), StringComparer.Ordinal) { [ProductFields.Status] = "published" };
            FileProblem? claim = CopyLint.Read(lint, 0, fields, knowledge.Categories[item.Category], f => ProductFields.ByName[f].Label).FirstOrDefault(p => p.Blocks);
            return claim is null ? null : $"{claim.Column} says '{claim.Value}', which {claim.Problem}. {claim.Remedy}. It stays a draft.";
        }
    }
}
