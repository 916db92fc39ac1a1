using System.Globalization;
using System.Runtime.CompilerServices;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Holds the shelf that answers; swaps it in one step when the catalog version moves. Requests never wait for the database.</summary>
public sealed partial class ShelfHost(Databases databases, TimeProvider clock, ILogger<ShelfHost> log)
{
    /// <summary>A database that takes longer to say where it stands is taken to be away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly ConditionalWeakTable<Shelf, ShelfContent> contents = [];
    private Shelf? current;
    private long? loadedVersion;
    private string? degraded;
    private long servedSince, buildTicks;
    private LastBuild? last;

    /// <summary>What a use case answers before the first shelf is loaded.</summary>
    public static Refusal NotReady { get; } = new(RefusalKind.NotReady, "The catalogue is still being loaded. Try again in a few seconds.");

    /// <summary>The shelf; null until the first one is loaded.</summary>
    public Shelf? Current => Volatile.Read(ref current);

    /// <summary>Why an older shelf is still served; null when the newest is.</summary>
    public string? Degraded => Volatile.Read(ref degraded);

    /// <summary>How long the shelf has been served; null before the first.</summary>
    internal TimeSpan? Age => Volatile.Read(ref servedSince) is var since and not 0 ? clock.GetElapsedTime(since) : null;

    /// <summary>How long it took to read and build the shelf.</summary>
    internal TimeSpan BuildTime => TimeSpan.FromTicks(Volatile.Read(ref buildTicks));

    /// <summary>What a shelf of this host was built from; null for any other shelf.</summary>
    internal ShelfContent? ContentOf(Shelf shelf) => contents.TryGetValue(shelf, out ShelfContent? content) ? content : null;

    /// <summary>Loads a new shelf when the catalog version moved; on failure the old one stays and <see cref="Degraded"/> says why.</summary>
    /// <returns>True when a new shelf is served.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using CatalogReader catalog = await OpenAsync(cancellationToken);
            long version = await VersionAsync(catalog, cancellationToken);
            databases.Watch.Answered();
            if (version == loadedVersion)
            {
                Volatile.Write(ref degraded, null);
                return false;
            }

            long started = clock.GetTimestamp();
            Shelf built = await BuildAsync(catalog, version, cancellationToken);
            Volatile.Write(ref buildTicks, clock.GetElapsedTime(started).Ticks);
            Serve(built, version);
            return true;
        }
        catch (Exception away) when (DatabaseFaults.IsAway(away) && Current is not null)
        {
            if (databases.Watch.AwaySinceUtc is null)
                NotAnswering(log, away.GetType().Name);
            databases.Watch.Failed(away);
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever is wrong with the database must not take the shop down while an older shelf can serve.
            if (Degraded is null)
                CannotLoad(log, error);
            Volatile.Write(ref degraded, "The newest catalogue could not be loaded; the one before is served. See the log.");
            return false;
        }
    }

    private async Task<CatalogReader> OpenAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = Patient(cancellationToken);
        try
        {
            return await CatalogReader.OpenAsync(databases, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseAwayException(clock.GetUtcNow().UtcDateTime - Patience);
        }
    }

    private async Task<long> VersionAsync(CatalogReader catalog, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = Patient(cancellationToken);
        try
        {
            return (await catalog.StateAsync(patience.Token)).Number;
        }
        catch (Exception late) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested && (late is OperationCanceledException || DatabaseFaults.Is(late)))
        {
            throw new DatabaseAwayException(clock.GetUtcNow().UtcDateTime - Patience);
        }
    }

    private static CancellationTokenSource Patient(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        return patience;
    }

    private async Task<Shelf> BuildAsync(CatalogReader catalog, long version, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Table, string Cells)> rows = await catalog.KnowledgeAsync(cancellationToken);
        LastBuild? before = last;
        (IReadOnlyList<Product> products, ProductPool pool) = await catalog.ProductsAsync(before?.Pool, cancellationToken);
        IReadOnlyList<MerchandisingRule> rules = await catalog.RulesAsync(cancellationToken);
        string name = version.ToString(CultureInfo.InvariantCulture);
        // Most changes are of products: what reads texts is then the same, and so is every product that was not touched.
        bool sameKnowledge = before is not null && before.Rows.SequenceEqual(rows);
        IReadOnlyList<KnowledgeTable> tables = sameKnowledge ? before!.Tables : CatalogReader.Tables(rows);
        Shelf shelf = sameKnowledge ? before!.Shelf.Restock(products, name, rules) : Shelf.Build(Read(tables), products, name, rules);
        contents.Add(shelf, new ShelfContent(tables, products));
        last = new LastBuild(shelf, sameKnowledge ? before!.Rows : rows, tables, pool);
        return shelf;
    }

    private static KnowledgeBase Read(IReadOnlyList<KnowledgeTable> tables)
    {
        (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read(tables);
        return problems.Count > 0
            ? throw new InvalidDataException($"The stored knowledge has {problems.Count} problems; the first: {problems[0]}")
            : new KnowledgeBase(rows);
    }

    private void Serve(Shelf shelf, long version)
    {
        lock (gate)
        {
            if (loadedVersion > version)
                return;
            loadedVersion = version;
            Volatile.Write(ref servedSince, clock.GetTimestamp());
            Volatile.Write(ref current, shelf);
            Volatile.Write(ref degraded, null);
        }

        Serving(log, version, shelf.Products.Count);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer ({Fault}); what is in memory goes on serving.")]
    private static partial void NotAnswering(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The newest catalogue could not be loaded; an older one stays in place.")]
    private static partial void CannotLoad(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving catalogue version {Version} with {Products} products.")]
    private static partial void Serving(ILogger log, long version, int products);

    /// <summary>What the newest shelf was built from, for the next one to share.</summary>
    private sealed record LastBuild(Shelf Shelf, IReadOnlyList<(string Table, string Cells)> Rows, IReadOnlyList<KnowledgeTable> Tables, ProductPool Pool);
}
