using System.Data;
using System.Security.Cryptography;
using BackCare.App.Data;
using BackCare.Domain.Learn.Statistics;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Serving;

/// <summary>A fold to go on with, or why there is none.</summary>
/// <param name="Fold">The fold; null when nothing usable is kept.</param>
/// <param name="TakenUtc">Erasures up to then are in it.</param>
/// <param name="Problem">Why what is kept cannot be used, one sentence; null when it can, or when nothing is kept.</param>
internal sealed record KeptFold(StatisticsFold? Fold, DateTime TakenUtc, string? Problem);

/// <summary>Keeps statistics in the database and takes them up again, one row for each format and settings.</summary>
internal sealed class StatisticsCheckpoints(Databases databases)
{
    /// <summary>The fold that was kept for these settings; one that cannot be read is dropped.</summary>
    /// <param name="settings">What the fold must have been made with.</param>
    /// <param name="lastSequence">Newest entry of the journal; a checkpoint beyond it belongs to another journal.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<KeptFold> FindAsync(StatisticsSettings settings, long lastSequence, CancellationToken cancellationToken)
    {
        string key = StatisticsPacking.KeyOf(settings);
        await using BackCareDb db = databases.Open();
        if (await db.StatisticsCheckpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Key == key, cancellationToken) is not { } kept)
            return new KeptFold(null, default, null);
        if (kept.Sequence > lastSequence)
            return new KeptFold(null, default, $"it stands at entry {kept.Sequence} of a journal that ends at {lastSequence}");
        (StatisticsFold? fold, string? damage) = Read(kept, settings);
        if (damage is not null)
        {
            // Else it would stand in the way of others until the journal is past its place.
            await SqliteErasing.OverwriteAsync(db, cancellationToken);
            await db.StatisticsCheckpoints.Where(c => c.Key == key && c.Sequence == kept.Sequence && c.Hash == kept.Hash).ExecuteDeleteAsync(cancellationToken);
        }

        return new KeptFold(fold, fold is null ? default : kept.TakenUtc, damage);
    }

    /// <summary>Keeps a fold unless a later one is kept already, or somebody was erased whom it may still know.</summary>
    /// <param name="state">What the fold holds.</param>
    /// <param name="takenUtc">When erasures were last looked for.</param>
    /// <param name="isKnown">Whether the fold has forgotten the visitor of an erasure.</param>
    /// <param name="sinceUtc">Erasures from then on are looked at.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>True when it was kept.</returns>
    public async Task<bool> KeepAsync(StatisticsState state, DateTime takenUtc, Func<Erasure, bool> isKnown, DateTime sinceUtc, CancellationToken cancellationToken)
    {
        string key = StatisticsPacking.KeyOf(state.Settings);
        byte[] content = StatisticsPacking.Pack(state);
        var checkpoint = new StatisticsCheckpoint { Key = key, Sequence = state.Sequence, TakenUtc = takenUtc, Hash = HashOf(content), Content = content };
        await using BackCareDb db = databases.Open();
        await SqliteErasing.OverwriteAsync(db, cancellationToken);

        // Serializable: an erasure that commits meanwhile either is seen here or waits, and then removes what is written here.
        return await db.InTransactionAsync(() => WriteAsync(db, checkpoint, isKnown, sinceUtc, cancellationToken), cancellationToken, IsolationLevel.Serializable);
    }

    private static async Task<bool> WriteAsync(BackCareDb db, StatisticsCheckpoint checkpoint, Func<Erasure, bool> isKnown, DateTime sinceUtc, CancellationToken cancellationToken)
    {
        List<Erasure> erased = await db.Set<ErasedVisitor>().AsNoTracking().Where(e => e.ErasedUtc >= sinceUtc).Select(e => new Erasure(e.VisitorId, e.ErasedUtc)).ToListAsync(cancellationToken);
        if (!erased.TrueForAll(erasure => isKnown(erasure)))
            return false;
        long? keptSequence = await db.StatisticsCheckpoints.Where(c => c.Key == checkpoint.Key).Select(c => (long?)c.Sequence).SingleOrDefaultAsync(cancellationToken);
        if (keptSequence >= checkpoint.Sequence)
            return false;
        if (keptSequence is null)
            db.Add(checkpoint);
        else
            db.Update(checkpoint);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static (StatisticsFold? Fold, string? Damage) Read(StatisticsCheckpoint kept, StatisticsSettings settings)
    {
        if (HashOf(kept.Content) != kept.Hash)
            return (null, $"its {kept.Content.Length} bytes are not those that were written (SHA-256 differs)");
        try
        {
            return (new StatisticsFold(StatisticsPacking.Unpack(kept.Content, settings)), null);
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException)
        {
            return (null, fault.Message);
        }
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
