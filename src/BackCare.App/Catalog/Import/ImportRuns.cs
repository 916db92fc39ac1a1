using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>The rows of imports: one is worked at at a time over all replicas, told by a lease.</summary>
internal sealed class ImportRuns(Databases databases, Leases leases, TimeProvider clock)
{
    private const string LeaseName = "catalog-import";

    /// <summary>How long an upload that nobody went on with is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private static readonly ImportState[] AtWork = [ImportState.Checking, ImportState.Writing];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    internal static Refusal NoSuchImport { get; } = new(RefusalKind.NotFound, "There is no import with this id; list the imports to see their ids.");

    /// <summary>The import; null when there is none. One whose process was killed is marked on the way.</summary>
    public async Task<StoredImport?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await MarkInterruptedAsync(cancellationToken);
        await using BackCareDb db = databases.Open();
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
    }

    /// <summary>Takes an import on for work, or says why it cannot be.</summary>
    public async Task<Refusal?> ClaimAsync(string id, ImportState[] from, ImportState to, CancellationToken cancellationToken)
    {
        if (!await leases.TakeAsync(LeaseName, id, cancellationToken))
        {
            string? holder = await leases.HolderAsync(LeaseName, cancellationToken);
            return new Refusal(RefusalKind.Conflict, holder is null ? "Another import has just ended. Try again." : $"Import {holder} is under way, and one is worked at at a time. Wait for it, or cancel it.");
        }

        await MarkInterruptedAsync(cancellationToken);
        DateTime now = Now;
        string process = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        await using BackCareDb db = databases.Open();
        int claimed = await db.Imports.Where(i => i.Id == id && from.Contains(i.State)).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, to).SetProperty(i => i.HeardUtc, now).SetProperty(i => i.Process, process).SetProperty(i => i.Failure, (string?)null)
                .SetProperty(i => i.CancelRequestedBy, (string?)null).SetProperty(i => i.FinishedUtc, (DateTime?)null),
            cancellationToken);
        if (claimed == 1)
            return null;
        await leases.ReleaseAsync(LeaseName, id, CancellationToken.None);
        ImportState? state = await db.Imports.Where(i => i.Id == id).Select(i => (ImportState?)i.State).SingleOrDefaultAsync(cancellationToken);
        return state is null ? NoSuchImport : new Refusal(RefusalKind.Conflict, $"The import is {Word(state.Value)}, so this cannot be done with it now.");
    }

    /// <summary>Stores where an import stands and holds on to its lease.</summary>
    public async Task<(bool Held, string? StopFor)> TellAsync(string id, ImportProgress progress, CancellationToken cancellationToken)
    {
        bool held = await leases.RenewAsync(LeaseName, id, cancellationToken);
        DateTime now = Now;
        await using BackCareDb db = databases.Open();
        await db.Imports.Where(i => i.Id == id && AtWork.Contains(i.State)).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.HeardUtc, now).SetProperty(i => i.Stage, progress.Stage).SetProperty(i => i.BytesRead, progress.BytesRead).SetProperty(i => i.Products, progress.Products),
            cancellationToken);
        return (held, await db.Imports.Where(i => i.Id == id).Select(i => i.CancelRequestedBy).SingleOrDefaultAsync(cancellationToken));
    }

    /// <summary>Ends the work at an import. One that was marked as interrupted meanwhile stays so.</summary>
    public async Task FinishAsync(string id, ImportState state, string? failure)
    {
        DateTime now = Now;
        await using (BackCareDb db = databases.Open())
        {
            await db.Imports.Where(i => i.Id == id && AtWork.Contains(i.State)).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.State, state).SetProperty(i => i.Failure, failure).SetProperty(i => i.HeardUtc, now)
                    .SetProperty(i => i.FinishedUtc, state == ImportState.Checked ? null : (DateTime?)now));
        }

        await leases.ReleaseAsync(LeaseName, id, CancellationToken.None);
    }

    /// <summary>Asks the work at an import to stop, in whichever process it is.</summary>
    public async Task<bool> AskToStopAsync(string id, string by, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        return await db.Imports.Where(i => i.Id == id && AtWork.Contains(i.State)).ExecuteUpdateAsync(set => set.SetProperty(i => i.CancelRequestedBy, by), cancellationToken) == 1;
    }

    /// <summary>Removes an import that nothing came of, with everything that belongs to it; false when somebody is at it or something came of it.</summary>
    public async Task<bool> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        return await db.InTransactionAsync(
            async () =>
            {
                if (await db.Imports.Where(i => i.Id == id && !AtWork.Contains(i.State) && i.State != ImportState.Imported && i.State != ImportState.Undone).ExecuteDeleteAsync(cancellationToken) == 0)
                    return false;
                await ForgetPartsAsync(db, id, cancellationToken);
                await db.ImportParts.Where(p => p.ImportId == id).ExecuteDeleteAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Removes the file and the laid-out products of an import that has ended; what became of it stays.</summary>
    public async Task ForgetFileAsync(string id, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await ForgetPartsAsync(db, id, cancellationToken);
        await db.ImportParts.Where(p => p.ImportId == id && p.Kind == ImportPart.File).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes uploads that nobody went on with.</summary>
    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        DateTime before = Now - Kept;
        await using BackCareDb db = databases.Open();
        string[] old = await db.Imports.Where(i => i.CreatedUtc < before && !AtWork.Contains(i.State) && i.State != ImportState.Imported && i.State != ImportState.Undone)
            .Select(i => i.Id).Take(20).ToArrayAsync(cancellationToken);
        foreach (string id in old)
            await ForgetAsync(id, cancellationToken);
    }

    /// <summary>Marks imports whose process was killed: they say that somebody is at them, but nobody holds their lease.</summary>
    public async Task MarkInterruptedAsync(CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        var working = await db.Imports.AsNoTracking().Where(i => AtWork.Contains(i.State)).Select(i => new { i.Id, i.Process, i.HeardUtc }).ToArrayAsync(cancellationToken);
        if (working.Length == 0)
            return;
        string? holder = await leases.HolderAsync(LeaseName, cancellationToken);
        DateTime now = Now;
        foreach (var lost in working.Where(i => i.Id != holder))
        {
            string why = string.Create(CultureInfo.InvariantCulture,
                $"Its process ({lost.Process}) was last heard of at {lost.HeardUtc:yyyy-MM-dd HH:mm:ss} UTC and ended without a word; nothing was changed. Check the file again.");
            await db.Imports.Where(i => i.Id == lost.Id && AtWork.Contains(i.State)).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.State, ImportState.Interrupted).SetProperty(i => i.Failure, why).SetProperty(i => i.FinishedUtc, now), cancellationToken);
        }
    }

    internal static string Word(ImportState state) => state.ToString().ToLowerInvariant();

    private static async Task ForgetPartsAsync(BackCareDb db, string id, CancellationToken cancellationToken)
    {
        await db.StagedVariants.Where(v => v.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        await db.StagedProducts.Where(p => p.ImportId == id).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Where the work at an import stands.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="BytesRead">Bytes read.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Products">Products read.</param>
public sealed record ImportProgress(string Stage, long BytesRead, long Bytes, int Products);
