using System.Data;
using System.IO.Compression;
using System.Text;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Export;

/// <summary>The knowledge base as it stands, as a zip of the files that <c>backcare knowledge import</c> reads; importing them again changes nothing.</summary>
/// <remarks>Cells are written as they are, since a changed cell would be changed knowledge; whoever opens a table in a spreadsheet should know that. Products of
/// the catalogue are in <c>products.csv</c> as far as that file can carry them.</remarks>
public static class ExportKnowledge
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="FileName">What to call the file.</param>
    /// <param name="Content">The zip.</param>
    public sealed record Response(string FileName, byte[] Content);

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        // Entries carry no time of their own: the same knowledge gives the same bytes.
        private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            // One moment of both tables.
            (KnowledgeEntry[] rows, StoredProduct[] products) = await db.InTransactionAsync(
                async () => (
                    await db.Knowledge.AsNoTracking().Where(k => k.RemovedUtc == null).OrderBy(k => k.Table).ThenBy(k => k.Ordinal).ThenBy(k => k.Key).ToArrayAsync(cancellationToken),
                    await db.Products.AsNoTracking().Where(p => p.RemovedUtc == null && p.SeedHash != null).OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToArrayAsync(cancellationToken)),
                cancellationToken, IsolationLevel.Serializable);
            ILookup<string, KnowledgeEntry> entries = rows.ToLookup(k => k.Table, StringComparer.Ordinal);
            using var bytes = new MemoryStream();
            using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (KnowledgeTableShape shape in KnowledgeSchema.Tables.Where(t => t.File.EndsWith(".csv", StringComparison.Ordinal)))
                {
                    IEnumerable<IReadOnlyList<string>> cells = shape.Name == KnowledgeSchema.Products
                        ? products.Select(ProductCells.Of)
                        : entries[shape.Name].Select(e => KnowledgeCells.FromJson(e.Cells, [.. shape.Columns, .. shape.OptionalColumns]));
                    Write(zip, shape.File, KnowledgeTables.Csv([.. shape.Columns, .. shape.OptionalColumns], cells));
                }

                Write(zip, "plans.yaml", KnowledgeTables.Plans(entries["plans"], entries["plan_phases"]));
            }

            string day = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            return new Response($"knowledge-{day}.zip", bytes.ToArray());
        }

        private static void Write(ZipArchive zip, string file, string text)
        {
            ZipArchiveEntry entry = zip.CreateEntry(file);
            entry.LastWriteTime = EntryTime;
            using Stream into = entry.Open();
            into.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
