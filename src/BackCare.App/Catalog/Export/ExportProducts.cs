using System.Text;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Knowledge;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Export;

/// <summary>The catalogue as a file: BackCare's, Shopify's or WooCommerce's CSV, or a feed for Google Merchant Center. Written page by page, never whole in memory.</summary>
public static class ExportProducts
{
    /// <summary>Every format by name.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["backcare", "shopify", "shopify-old", "woocommerce", "google"];

    /// <param name="Format">One of <see cref="Formats"/>.</param>
    /// <param name="Site">Address of the shop without a slash at its end, for links of the feed.</param>
    public sealed record Query(string Format, string Site = "") : IRequest<Answer<Response>>;

    /// <param name="FileName">What to call the file.</param>
    /// <param name="MediaType">Its media type.</param>
    /// <param name="WriteAsync">Writes it.</param>
    public sealed record Response(string FileName, string MediaType, Func<Stream, CancellationToken, Task> WriteAsync);

    internal sealed class Handler(Databases databases, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        private const int Page = 500;

        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query request)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (!Formats.Contains(request.Format))
            {
                return new Refusal(RefusalKind.Invalid, $"'{FileProblem.Short(request.Format)}' is no format.",
                    [new RefusedField("format", $"Use one of: {string.Join(", ", Formats)}.")]);
            }

            bool feed = request.Format == "google";
            string day = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            return new Response(
                feed ? "google-merchant.xml" : $"products-{request.Format}-{day}.csv", feed ? GoogleFeed.MediaType : "text/csv; charset=utf-8",
                (into, stop) => WriteAsync(request, shelf.Knowledge, into, stop));
        }

        private async Task WriteAsync(Query request, KnowledgeBase knowledge, Stream into, CancellationToken cancellationToken)
        {
            await using var writer = new StreamWriter(into, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
            await writer.WriteAsync(request.Format switch
            {
                "backcare" => BackCareCsv.Header(),
                "shopify" => ShopifyCsv.Header(older: false),
                "shopify-old" => ShopifyCsv.Header(older: true),
                "woocommerce" => WooCommerceCsv.Header(),
                _ => GoogleFeed.Begin("BackCare", request.Site),
            });
            (int ordinal, string id) = (-1, "");
            while (true)
            {
                StoredProduct[] page = await PageAsync(request.Format == "google", ordinal, id, cancellationToken);
                foreach (StoredProduct stored in page)
                    await writer.WriteAsync(Lines(request, ShopProducts.CatalogProductOf(stored), knowledge));
                await writer.FlushAsync(cancellationToken);
                if (page.Length < Page)
                    break;
                (ordinal, id) = (page[^1].Ordinal, page[^1].Id);
            }

            if (request.Format == "google")
                await writer.WriteAsync(GoogleFeed.End);
        }

        private async Task<StoredProduct[]> PageAsync(bool shownOnly, int ordinal, string id, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
            return await db.Products.AsNoTracking().Include(p => p.Variants).Include(p => p.Pictures)
                .Where(p => p.RemovedUtc == null && (!shownOnly || p.Status == PublicationStatus.Published)
                    && (p.Ordinal > ordinal || (p.Ordinal == ordinal && string.Compare(p.Id, id) > 0)))
                .OrderBy(p => p.Ordinal).ThenBy(p => p.Id).Take(Page).AsSplitQuery().ToArrayAsync(cancellationToken);
#pragma warning restore CA1309
        }

        private static string Lines(Query request, CatalogProduct product, KnowledgeBase knowledge)
        {
            string category = knowledge.Categories.GetValueOrDefault(product.Product.CategoryId)?.Name ?? "";
            return request.Format switch
            {
                "backcare" => BackCareCsv.Lines(product),
                "shopify" or "shopify-old" => ShopifyCsv.Lines(product, category),
                "woocommerce" => WooCommerceCsv.Lines(product, category),
                _ => GoogleFeed.Item(product, $"{request.Site}/products/{product.Product.Id}", ImageOf(request.Site, product), category),
            };
        }

        private static string ImageOf(string site, CatalogProduct product) =>
            product.Product.Pictures.Count > 0 ? $"{site}/pictures/{product.Product.Pictures[0].Hash}" : "";
    }
}
