using BackCare.App.Data;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge;

/// <summary>One import: the rows of the files beside the rows of the database, and what becomes of each.</summary>
internal sealed class KnowledgeImport
{
    private readonly BackCareDb db;
    private readonly DateTime now;
    private readonly Dictionary<(string Table, string Key), Incoming> incoming;
    private readonly Dictionary<(string Table, string Key), KnowledgeEntry> entries;
    private readonly Dictionary<string, StoredProduct> products;
    private readonly List<EvidenceOverride> overrides;
    private readonly IReadOnlyList<MergeStep> steps;
    private readonly List<KnowledgeEntry> added = [];

    private KnowledgeImport(
        BackCareDb db, DateTime now, Dictionary<(string, string), Incoming> incoming, List<KnowledgeEntry> entries, List<StoredProduct> products,
        List<EvidenceOverride> overrides)
    {
        (this.db, this.now, this.incoming, this.overrides) = (db, now, incoming, overrides);
        this.entries = entries.ToDictionary(e => (e.Table, e.Key));
        this.products = products.ToDictionary(p => p.Id, StringComparer.Ordinal);
        steps = KnowledgeMerge.Decide(
            incoming.Select(row => new IncomingRow(row.Key.Item1, row.Key.Item2, row.Value.Hash)),
            [
                .. entries.Select(e => new StoredRow(e.Table, e.Key, e.SeedHash, e.EditedUtc is not null, e.RemovedUtc is not null)),
                .. products.Select(p =>
                    new StoredRow(KnowledgeSchema.Products, p.Id, p.SeedHash, p.EditedUtc is not null, p.RemovedUtc is not null)),
            ]);
    }

    /// <summary>What is done, table by table.</summary>
    public IReadOnlyList<ImportKnowledge.TableCount> Counts =>
    [
        .. steps.GroupBy(s => s.Table, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ImportKnowledge.TableCount(
            g.Key, Count(g, MergeAction.Add), Count(g, MergeAction.Change), Count(g, MergeAction.Leave), Count(g, MergeAction.Keep), Count(g, MergeAction.Remove))),
    ];

    /// <summary>Rows left as an admin made them.</summary>
    public IReadOnlyList<string> Kept => [.. steps.Where(s => s.Action == MergeAction.Keep).Select(s => $"{s.Table}/{s.Key}")];

    public static async Task<KnowledgeImport> ReadAsync(BackCareDb db, KnowledgeFiles files, TimeProvider clock, CancellationToken cancellationToken)
    {
        IReadOnlyList<Product> products = KnowledgeReader.Read(files.Tables).Rows.Products;
        var incoming = new Dictionary<(string, string), Incoming>();
        foreach (KnowledgeTable table in files.Tables)
        {
            for (int i = 0; i < table.Rows.Count; i++)
            {
                string cells = KnowledgeCells.ToJson(table.Columns, table.Rows[i].Cells);
                Product? product = table.Name == KnowledgeSchema.Products ? products[i] : null;
                incoming.Add((table.Name, table.Rows[i].Key), new Incoming(table, table.Rows[i], i, cells, KnowledgeCells.Hash(cells), product));
            }
        }

        return new KnowledgeImport(
            db, clock.GetUtcNow().UtcDateTime, incoming, await db.Knowledge.ToListAsync(cancellationToken), await db.Products.ToListAsync(cancellationToken),
            await db.EvidenceOverrides.AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>Checks what the database would hold: rows that admins kept or removed may not fit the files any more.</summary>
    public IReadOnlyList<KnowledgeProblem> CheckResult()
    {
        if (steps.All(s => s.Action != MergeAction.Keep))
            return [];
        ILookup<string, MergeStep> byTable = steps.Where(s => s.Action != MergeAction.Remove).ToLookup(s => s.Table, StringComparer.Ordinal);
        KnowledgeTable[] tables = [.. KnowledgeSchema.Tables.Select(shape => Result(shape, byTable[shape.Name]))];
        StoredProduct[] keptProducts = [.. byTable[KnowledgeSchema.Products].Where(s => s.Action == MergeAction.Keep).Select(s => products[s.Key]).Where(p => p.RemovedUtc is null)];
        return [.. KnowledgeCheck.Run(tables), .. KeptProductCheck.Run(keptProducts, overrides, tables)];
    }

    public async Task SaveAsync(DatabaseSettings settings, string? shippedSeedHash, CancellationToken cancellationToken)
    {
        foreach (MergeStep step in steps)
        {
            if (step.Table == KnowledgeSchema.Products)
                ApplyToProduct(step);
            else
                ApplyToEntry(step);
        }

        await db.AddNewAsync(settings, added, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.CatalogVersions.Where(v => v.Id == CatalogVersion.OnlyId && v.ShippedSeedHash != shippedSeedHash)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.ShippedSeedHash, shippedSeedHash), cancellationToken);
    }

    private static int Count(IEnumerable<MergeStep> steps, MergeAction action) => steps.Count(s => s.Action == action);

    private KnowledgeTable Result(KnowledgeTableShape shape, IEnumerable<MergeStep> kept)
    {
        string[] columns = [.. shape.Columns, .. shape.OptionalColumns];
        return new KnowledgeTable(shape.Name, shape.File, columns, [.. kept.Select(step => ResultRow(step, columns)).OfType<KnowledgeRow>()]);
    }

    private KnowledgeRow? ResultRow(MergeStep step, string[] columns)
    {
        if (step.Action != MergeAction.Keep)
        {
            Incoming row = incoming[(step.Table, step.Key)];
            return new KnowledgeRow(row.Row.Line, KnowledgeCells.FromJson(row.Cells, columns));
        }

        // Products of the desk are checked by KeptProductCheck.
        if (step.Table == KnowledgeSchema.Products)
            return null;
        return entries[(step.Table, step.Key)] is { RemovedUtc: null } entry ? new KnowledgeRow(0, KnowledgeCells.FromJson(entry.Cells, columns)) : null;
    }

    private void ApplyToEntry(MergeStep step)
    {
        KnowledgeEntry? entry = entries.GetValueOrDefault((step.Table, step.Key));
        Incoming? row = incoming.GetValueOrDefault((step.Table, step.Key));
        if (step.Action == MergeAction.Add)
            added.Add(new KnowledgeEntry { Table = step.Table, Key = step.Key, Ordinal = row!.Ordinal, Cells = row.Cells, SeedHash = row.Hash });
        else if (step.Action == MergeAction.Remove)
            db.Knowledge.Remove(entry!);
        else if (step.Action == MergeAction.Change)
            (entry!.Cells, entry.SeedHash, entry.Ordinal) = (row!.Cells, row.Hash, row.Ordinal);
        else if (step.Action == MergeAction.Leave)
            entry!.Ordinal = row!.Ordinal;
    }

    private void ApplyToProduct(MergeStep step)
    {
        StoredProduct? product = products.GetValueOrDefault(step.Key);
        Incoming? row = incoming.GetValueOrDefault((step.Table, step.Key));
        if (step.Action == MergeAction.Add)
        {
            product = new StoredProduct
            {
                Id = step.Key,
                Sku = "",
                Name = "",
                Brand = "",
                CategoryId = "",
                EvidenceProfile = "",
                Currency = "",
                ListedUtc = now,
            };
            db.Products.Add(product);
        }
        else if (step.Action == MergeAction.Remove)
        {
            db.Products.Remove(product!);
        }

        if (step.Action is MergeAction.Add or MergeAction.Change)
        {
            product!.Take(row!.Product!);
            product.SeedHash = row.Hash;
        }

        if (step.Action is MergeAction.Add or MergeAction.Change or MergeAction.Leave)
            product!.Ordinal = row!.Ordinal;
    }

    private sealed record Incoming(KnowledgeTable Source, KnowledgeRow Row, int Ordinal, string Cells, string Hash, Product? Product);
}
