using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog;

/// <summary>Looks for claims in every text of every product: the phrase, the rule, and what to write instead. Changes nothing.</summary>
public static class LintCatalog
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Products">Products that were looked at.</param>
    /// <param name="Findings">What was found, by product.</param>
    public sealed record Response(int Products, IReadOnlyList<Finding> Findings)
    {
        /// <summary>Findings that no product on sale may have.</summary>
        public int Blocking => Findings.Count(f => f.Blocks);
    }

    /// <param name="ProductId">The product.</param>
    /// <param name="Field">Where it stands.</param>
    /// <param name="Said">The words.</param>
    /// <param name="Blocks">True when the wording table blocks it and shoppers see the product.</param>
    /// <param name="Problem">What is wrong.</param>
    /// <param name="Remedy">What to write instead.</param>
    public sealed record Finding(string ProductId, string Field, string Said, bool Blocks, string Problem, string Remedy);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            var lint = new ClaimLint(shelf.Knowledge.Rows.ClaimWordings);
            List<Finding> findings = [];
            int products = 0;
            await foreach (StoredProduct stored in db.Products.AsNoTracking().Include(p => p.Variants).Where(p => p.RemovedUtc == null).OrderBy(p => p.Ordinal).ThenBy(p => p.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                products++;
                IReadOnlyDictionary<string, string> texts = ProductText.Of(ShopProducts.CatalogProductOf(stored));
                findings.AddRange(CopyLint.Read(lint, 0, texts, shelf.Knowledge.Categories.GetValueOrDefault(stored.CategoryId), f => f)
                    .Select(p => new Finding(stored.Id, p.Column, p.Value, p.Blocks, p.Problem, p.Remedy)));
            }

            return new Response(products, findings);
        }
    }
}
