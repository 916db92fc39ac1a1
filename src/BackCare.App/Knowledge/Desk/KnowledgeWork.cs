using System.Security.Cryptography;
using System.Text;
using BackCare.App.Data;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>One row with what is to become of it.</summary>
/// <param name="Entry">The stored row, also when it is the mark of a removed one; null when there is none.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Before">What it says now; null when it is not there.</param>
internal sealed record PlannedRow(KnowledgeEntry? Entry, RowChange Change, IReadOnlyDictionary<string, string?>? Before)
{
    public string Table => Change.Table;

    public string Key => Change.Key;

    public IReadOnlyDictionary<string, string?>? After => Change.Cells;

    public bool ChangesNothing => FieldDiff.AreSame(Before, After);
}

/// <summary>The stored knowledge as one editor finds it: every row, and what the check needs beside them.</summary>
internal sealed class KnowledgeWork
{
    private readonly Dictionary<(string Table, string Key), KnowledgeEntry> entries;
    private readonly IReadOnlyList<StoredProduct> beside;
    private readonly IReadOnlyList<EvidenceOverride> overrides;
    private IReadOnlyList<DraftProblem>? problems;

    private KnowledgeWork(
        List<KnowledgeEntry> entries, IReadOnlyList<StoredProduct> products, IReadOnlyList<StoredProduct> beside, IReadOnlyList<EvidenceOverride> overrides)
    {
        this.entries = entries.ToDictionary(e => (e.Table, e.Key));
        (this.beside, this.overrides) = (beside, overrides);
        ILookup<string, KnowledgeEntry> byTable = entries.Where(e => e.RemovedUtc is null)
            .OrderBy(e => e.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal).ToLookup(e => e.Table, StringComparer.Ordinal);
        Tables = [.. KnowledgeSchema.Tables.Select(shape => Table(shape, byTable[shape.Name], products))];
        Hash = HashOf(entries);
    }

    /// <summary>Every table as it is served, in the schema's order; of products, one of each kind.</summary>
    public IReadOnlyList<KnowledgeTable> Tables { get; }

    /// <summary>Tells one state of the stored rows from another.</summary>
    public string Hash { get; }

    /// <summary>All rows of a table, marks of removed ones among them, in their order.</summary>
    public IEnumerable<KnowledgeEntry> Rows(string table) =>
        entries.Values.Where(e => e.Table == table).OrderBy(e => e.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>Reads everything.</summary>
    public static async Task<KnowledgeWork> ReadAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        // The check looks at products for their category, profile, regions and sources only: one of each kind stands for all.
        IQueryable<StoredProduct> kept = db.Products.AsNoTracking().Where(p => p.RemovedUtc == null);
        IQueryable<string> kinds = kept.Where(p => p.Status == PublicationStatus.Published && p.CategoryId != "" && p.EvidenceProfile != "")
            .GroupBy(p => new { p.CategoryId, p.EvidenceProfile, p.Regions, p.SourceIds }).Select(g => g.Min(p => p.Id)!);
        // Drafts, retired products and those without a profile may lack these, but what they name must stay.
        IQueryable<string> beside = kept.Where(p => p.Status != PublicationStatus.Published || p.CategoryId == "" || p.EvidenceProfile == "")
            .GroupBy(p => new { p.CategoryId, p.EvidenceProfile, p.SourceIds }).Select(g => g.Min(p => p.Id)!);
        return new KnowledgeWork(
            await db.Knowledge.AsNoTracking().ToListAsync(cancellationToken),
            await kept.Where(p => kinds.Contains(p.Id)).ToListAsync(cancellationToken),
            await kept.Where(p => beside.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken),
            await db.EvidenceOverrides.AsNoTracking().Where(o => kept.Any(p => p.Id == o.ProductId)).OrderBy(o => o.ProductId).ThenBy(o => o.SymptomId).ToListAsync(cancellationToken));
    }

    /// <summary>True while nobody has saved anything since. Called inside the transaction that saves, after taking its turn.</summary>
    public async Task<bool> IsCurrentAsync(BackCareDb db, CancellationToken cancellationToken) =>
        Hash == HashOf(await db.Knowledge.AsNoTracking().Select(e => new KnowledgeEntry { Table = e.Table, Key = e.Key, Cells = "", Version = e.Version }).ToListAsync(cancellationToken));

    /// <summary>Writers take turns, on any database and host: the first one to touch the version row goes first.</summary>
    public static Task TakeTurnAsync(BackCareDb db, CancellationToken cancellationToken) =>
        db.CatalogVersions.Where(v => v.Id == CatalogVersion.OnlyId).ExecuteUpdateAsync(set => set.SetProperty(v => v.Number, v => v.Number), cancellationToken);

    /// <summary>The stored row; null when there never was one.</summary>
    public KnowledgeEntry? Find(string table, string key) => entries.GetValueOrDefault((table, key));

    /// <summary>What a row says; null when it is not there.</summary>
    public IReadOnlyDictionary<string, string?>? CellsOf(string table, string key) =>
        Find(table, key) is { RemovedUtc: null } entry ? KnowledgeCells.ByColumn(entry.Cells) : null;

    /// <summary>What becomes of a row.</summary>
    public PlannedRow Plan(RowChange change) => new(Find(change.Table, change.Key), change, CellsOf(change.Table, change.Key));

    /// <summary>What of the changes touches safety, as <c>table/key column</c>.</summary>
    /// <param name="rows">The changes.</param>
    /// <param name="after">The tables after them.</param>
    public string[] SafetyOf(IReadOnlyList<PlannedRow> rows, IReadOnlyList<KnowledgeTable> after)
    {
        IReadOnlySet<string> warnings = SafetyScope.Warnings([.. Tables, .. after]);
        return [.. rows.SelectMany(r => SafetyScope.Of(r.Table, r.Before, r.After, warnings).Select(c => $"{r.Table}/{r.Key} {c}"))];
    }

    /// <summary>Everything wrong with the knowledge as it stands.</summary>
    public IReadOnlyList<DraftProblem> Problems(ShippedKnowledge shipped) => problems ??= ProblemsOf(Tables, shipped);

    /// <summary>The tables after changes. A removed row that comes back has kept its ordinal, and is judged where that puts it.</summary>
    public IReadOnlyList<KnowledgeTable> After(IEnumerable<PlannedRow> rows) => KnowledgeDraft.Apply(
        Tables, [.. rows.OrderBy(r => r.Entry?.Ordinal ?? int.MaxValue).ThenBy(r => r.Entry?.Key ?? "", StringComparer.Ordinal).Select(r => r.Change with { Place = PlaceOf(r.Entry) })]);

    /// <summary>What the changes would break.</summary>
    public IReadOnlyList<DraftProblem> NewProblems(IReadOnlyList<KnowledgeTable> after, ShippedKnowledge shipped) =>
        KnowledgeDraft.NewProblems(Problems(shipped), ProblemsOf(after, shipped));

    /// <summary>Place of a new row: after all others of its table.</summary>
    public int NextOrdinal(string table) => Rows(table).Select(e => e.Ordinal).DefaultIfEmpty(-1).Max() + 1;

    private IReadOnlyList<DraftProblem> ProblemsOf(IReadOnlyList<KnowledgeTable> tables, ShippedKnowledge shipped) =>
        [.. KnowledgeDraft.Problems(tables, shipped.TriageCases), .. KeptProductCheck.Names(beside, overrides, tables).Select(n => n.ToDraftProblem())];

    private int? PlaceOf(KnowledgeEntry? entry) => entry is { RemovedUtc: not null }
        ? entries.Values.Count(e => e.Table == entry.Table && e.RemovedUtc is null
            && (e.Ordinal < entry.Ordinal || (e.Ordinal == entry.Ordinal && string.CompareOrdinal(e.Key, entry.Key) < 0)))
        : null;

    private static KnowledgeTable Table(KnowledgeTableShape shape, IEnumerable<KnowledgeEntry> rows, IReadOnlyList<StoredProduct> products)
    {
        string[] columns = [.. shape.Columns, .. shape.OptionalColumns];
        return new KnowledgeTable(shape.Name, shape.File, columns, shape.Name == KnowledgeSchema.Products
            ? [.. products.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => new KnowledgeRow(0, ProductCells.Of(p)))]
            : [.. rows.Select(e => new KnowledgeRow(0, KnowledgeCells.FromJson(e.Cells, columns)))]);
    }

    private static string HashOf(IEnumerable<KnowledgeEntry> rows)
    {
        string lines = string.Join('\n', rows.OrderBy(e => e.Table, StringComparer.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => FormattableString.Invariant($"{e.Table}/{e.Key} {e.Version}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
