using BackCare.App.Data;
using BackCare.Domain.Catalog.Suggest;
using BackCare.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Makes a suggester from the products that the shop shows.</summary>
internal static class Suggesters
{
    /// <summary>More examples cost time and teach little.</summary>
    private const int MostExamples = 2_000;

    public static async Task<ProductSuggester> LearnAsync(BackCareDb db, KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        StoredProduct[] shown = await db.Products.AsNoTracking().Where(p => p.RemovedUtc == null && p.Status == PublicationStatus.Published && !p.Id.StartsWith("sim_"))
            .OrderBy(p => p.Ordinal).ThenBy(p => p.Id).Take(MostExamples).ToArrayAsync(cancellationToken);
        return new ProductSuggester(knowledge, shown.Select(p => (p.ToProduct(), p.Description)));
    }
}
