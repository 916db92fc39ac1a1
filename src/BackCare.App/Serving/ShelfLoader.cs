using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Serving;

/// <summary>Reads knowledge and products, one query each, and builds a shelf of them.</summary>
internal static class ShelfLoader
{
    /// <exception cref="InvalidDataException">What is stored makes no whole knowledge base.</exception>
    public static async Task<Shelf> LoadAsync(BackCareDb db, long version, CancellationToken cancellationToken)
    {
        List<KnowledgeEntry> entries = await db.Knowledge.AsNoTracking().Where(k => k.RemovedUtc == null).ToListAsync(cancellationToken);
        List<StoredProduct> products = await db.Products.AsNoTracking().Include(p => p.Overrides)
            .Where(p => p.RemovedUtc == null && p.Status == PublicationStatus.Published).ToListAsync(cancellationToken);
        (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read([.. StoredTables.From(entries), StoredTables.NoProducts]);
        if (problems.Count > 0)
            throw new InvalidDataException($"The stored knowledge has {problems.Count} problems; the first: {problems[0]}");
        return Shelf.Build(
            new KnowledgeBase(rows), [.. products.OrderBy(p => p.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => p.ToProduct())],
            version.ToString(CultureInfo.InvariantCulture));
    }
}
