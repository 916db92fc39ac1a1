using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
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

    internal sealed class Handler(BackCareDb db, ProductDesk desk, AuditTrail trail, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            string[] ids = [.. request.Items.Select(i => i.Id)];
            Dictionary<string, StoredProduct> products = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .Where(GetSuggestions.IsOpen).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
            Dictionary<string, StoredSuggestion> suggestions =
                await db.Suggestions.Where(s => ids.Contains(s.ProductId)).ToDictionaryAsync(s => s.ProductId, StringComparer.Ordinal, cancellationToken);
            string batch = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            List<LeftProduct> left = [];
            int confirmed = 0, published = 0;
            foreach (Item item in request.Items.DistinctBy(i => i.Id, StringComparer.Ordinal))
            {
                if (!products.TryGetValue(item.Id, out StoredProduct? product))
                {
                    left.Add(new LeftProduct(item.Id, "No draft with this id waits for its place; somebody may have given it one meanwhile."));
                    continue;
                }

                if (WhyNot(item, shelf.Knowledge) is { } reason)
                {
                    left.Add(new LeftProduct(item.Id, reason));
                    continue;
                }

                string? against = request.Publish ? WhyNotShown(product, item, shelf.Knowledge) : null;
                if (against is not null)
                    left.Add(new LeftProduct(item.Id, against));
                Confirm(product, item, request.Publish && against is null, request.By, batch);
                if (suggestions.TryGetValue(item.Id, out StoredSuggestion? suggestion))
                    db.Suggestions.Remove(suggestion);
                confirmed++;
                published += request.Publish && against is null ? 1 : 0;
            }

            if (confirmed > 0)
                trail.Add(request.By, "products.placed", $"batch:{batch}", $"{confirmed} products, {published} of them published");
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : new Response(confirmed, published, left);
        }

        private void Confirm(StoredProduct product, Item item, bool publish, Actor by, string batch)
        {
            DateTime? edited = product.EditedUtc;
            var after = new Dictionary<string, string?>(ProductState.Of(product)!, StringComparer.Ordinal)
            {
                ["category_id"] = item.Category,
                ["evidence_profile"] = item.EvidenceProfile,
                ["regions"] = StoredProduct.Join(item.Regions),
            };
            if (publish)
                after["status"] = PublicationStatus.Published.ToSnake();
            desk.Change(product, after, publish ? ChangeKinds.Publish : ChangeKinds.Edit, by, batch);
            // What stays a draft by choice must not be published by the next file; what is published goes on being the file's.
            if (publish && product.ImportedUtc is not null)
                product.EditedUtc = edited;
        }

        private static string? WhyNot(Item item, KnowledgeBase knowledge) =>
            !knowledge.Categories.ContainsKey(item.Category) ? "Choose its category."
            : !knowledge.RulesByProfile.ContainsKey(item.EvidenceProfile) ? "Choose its evidence profile: what products of its kind are known to do."
            : item.Regions.Count == 0 || item.Regions.Any(r => !knowledge.Regions.ContainsKey(r)) ? "Choose at least one body region."
            : null;

        private static string? WhyNotShown(StoredProduct product, Item item, KnowledgeBase knowledge)
        {
            ProductForm form = ProductForms.Of(product) with { CategoryId = item.Category, Regions = item.Regions, EvidenceProfile = item.EvidenceProfile };
            return ProductDesk.WhyNotPublished(form, knowledge) is [var first, ..] ? $"{first.Problem} It stays a draft." : null;
        }
    }
}
