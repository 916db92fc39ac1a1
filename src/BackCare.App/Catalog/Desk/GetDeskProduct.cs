using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>One product as its editor sees it, whatever its status.</summary>
public static class GetDeskProduct
{
    /// <param name="Id">The product.</param>
    /// <param name="WithPreview">Also as its page would show it to shoppers.</param>
    public sealed record Query(string Id, bool WithPreview = false) : IRequest<Answer<Response>>;

    /// <param name="Saved">What it says, its version and claims.</param>
    /// <param name="ListedUtc">When it was first offered.</param>
    /// <param name="NotPublishable">Why it cannot be published as it is; empty when it can.</param>
    /// <param name="Preview">As its page would show it; null when not asked for.</param>
    public sealed record Response(EditProduct.Response Saved, DateTime ListedUtc, IReadOnlyList<RefusedField> NotPublishable, GetProduct.Response? Preview);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            StoredProduct? product = await db.Products.AsNoTracking().Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).AsSplitQuery()
                .SingleOrDefaultAsync(p => p.Id == request.Id && p.RemovedUtc == null, cancellationToken);
            if (product is null) return ProductDesk.NoSuchProduct;
            EditProduct.Response saved = EditProduct.Response.Of(product, shelf.Knowledge);
            GetProduct.Response? preview = request.WithPreview && shelf.Knowledge.Categories.ContainsKey(product.CategoryId)
                ? ProductFacts.Of(new ShelfItem(0, product.ToProduct(), shelf.Knowledge), shelf.Knowledge, "en", product.Description)
                : null;
            return new Response(saved, product.ListedUtc, ProductDesk.WhyNotPublished(saved.Product, shelf.Knowledge), preview);
        }
    }
}
