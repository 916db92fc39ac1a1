using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Telemetry;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Serving;

/// <summary>Shelves as they were when a list was served, rebuilt from what was stored with it; the last few stay in memory.</summary>
public sealed class PastShelves(Databases databases, ShelfHost shelves, AnswerMetrics metrics)
{
    // A rebuilt shelf takes some megabytes and a good part of a second; whoever looks at past lists looks at those of one catalogue.
    private const int Kept = 2;

    private readonly Lock gate = new();
    private readonly List<Shelf> recent = [];

    /// <summary>The shelf of a version; null when its contents are not stored any more.</summary>
    /// <exception cref="InvalidDataException">A stored part is damaged.</exception>
    public async Task<Shelf?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (shelves.Current is { } current && current.Version == version)
            return current;
        lock (gate)
        {
            if (recent.Find(s => s.Version == version) is { } known)
            {
                metrics.AskedForPastShelf(inMemory: true);
                return known;
            }
        }

        metrics.AskedForPastShelf(inMemory: false);
        if (await ReadAsync(version, cancellationToken) is not { } content)
            return null;
        (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read(content.Tables);
        if (problems.Count > 0)
            throw new InvalidDataException($"The stored catalogue {version} does not fit this program: {problems[0]}");
        Shelf shelf = Shelf.Build(new KnowledgeBase(rows), content.Products, version);
        lock (gate)
        {
            recent.Add(shelf);
            if (recent.Count > Kept)
                recent.RemoveAt(0);
        }

        return shelf;
    }

    private async Task<ShelfContent?> ReadAsync(string version, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        if (await db.Set<ShelfSnapshot>().AsNoTracking().SingleOrDefaultAsync(s => s.ShelfVersion == version, cancellationToken) is not { } snapshot)
            return null;
        IReadOnlyList<(string Kind, string Hash)> parts = SnapshotParts.Read(snapshot.Manifest);
        string[] hashes = [.. parts.Select(p => p.Hash).Distinct()];
        Dictionary<string, byte[]> contents = await db.Set<SnapshotPart>().AsNoTracking().Where(p => hashes.Contains(p.Hash))
            .ToDictionaryAsync(p => p.Hash, p => p.Content, StringComparer.Ordinal, cancellationToken);
        return contents.Count < hashes.Length ? null : SnapshotParts.Join(parts.Select(p => (p.Kind, contents[p.Hash])));
    }
}
