using System.Data;
using System.Security.Cryptography;
using BackCare.App.Data;
using BackCare.Domain.Learn.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Serving;

/// <summary>A fold to go on with, or why there is none.</summary>
/// <param name="Fold">The fold; null when nothing usable is kept.</param>
/// <param name="TakenUtc">Erasures up to then are in it.</param>
/// <param name="Problem">Why what is kept cannot be used, one sentence; null when it can, or when nothing is kept.</param>
internal sealed record KeptFold(StatisticsFold? Fold, DateTime TakenUtc, string? Problem);

/// <summary>Keeps statistics in the database and takes them up again, one row for each format and settings.</summary>
internal sealed class StatisticsCheckpoints(Databases databases)
{
    /// <summary>The fold that was kept for these settings.</summary>
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
        if (HashOf(kept.Content) != kept.Hash)
            return new KeptFold(null, default, $"its {kept.Content.Length} bytes are not those that were written (SHA-256 differs)");
        try
        {
            return new KeptFold(new StatisticsFold(StatisticsPacking.Unpack(kept.Content, settings)), kept.TakenUtc, null);
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException)
        {
            return new KeptFold(null, default, fault.Message);
        }
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
        await using BackCareDb db = databases.Open();

        // Serializable: an erasure that commits meanwhile either is seen here or waits, and then removes what is written here.
        await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        List<Erasure> erased = await db.Set<ErasedVisitor>().AsNoTracking().Where(e => e.ErasedUtc >= sinceUtc).Select(e => new Erasure(e.VisitorId, e.ErasedUtc)).ToListAsync(cancellationToken);
        if (!erased.TrueForAll(erasure => isKnown(erasure)))
            return false;
        StatisticsCheckpoint? kept = await db.StatisticsCheckpoints.SingleOrDefaultAsync(c => c.Key == key, cancellationToken);
        if (kept?.Sequence >= state.Sequence && HashOf(kept.Content) == kept.Hash)
            return false;
        if (kept is null)
            db.StatisticsCheckpoints.Add(new StatisticsCheckpoint { Key = key, Sequence = state.Sequence, TakenUtc = takenUtc, Hash = HashOf(content), Content = content });
        else
            (kept.Sequence, kept.TakenUtc, kept.Hash, kept.Content) = (state.Sequence, takenUtc, HashOf(content), content);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
