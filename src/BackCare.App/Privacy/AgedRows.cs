using BackCare.App.Data;
using BackCare.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Rows about somebody outside the journal whose time has come: erased, or cut loose from whom they were about where the shop has to keep the rest.</summary>
public sealed class AgedRows(Databases databases, TimeProvider clock)
{
    /// <param name="Plans">Kept plans whose year is over.</param>
    /// <param name="Unlinked">Orders and reviews that are nobody's from now on.</param>
    /// <param name="Rejected">Reviews that a moderator kept back, and nobody appealed for so long.</param>
    /// <param name="Audit">Entries of the audit trail.</param>
    /// <param name="Names">Changes whose history no longer says who made them.</param>
    /// <param name="Keys">Keys of pseudonyms that nothing is named or sealed by any more.</param>
    public sealed record Counts(int Plans, int Unlinked, int Rejected, int Audit, int Names, int Keys)
    {
        public static Counts None { get; } = new(0, 0, 0, 0, 0, 0);
    }

    /// <summary>Stands in the history of changes where a name was.</summary>
    public const string NoLongerKept = "(no longer kept)";

    /// <param name="before">What visitors left before then goes; null keeps it.</param>
    /// <param name="auditBefore">What staff left before then goes; null keeps it.</param>
    /// <param name="cancellationToken">Stops the erasing; nothing is erased then.</param>
    public async Task<Counts> EraseAsync(DateTime? before, DateTime? auditBefore, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await SqliteErasing.OverwriteAsync(db, cancellationToken);
        Counts counts = await db.InTransactionAsync(() => EraseAsync(db, before, auditBefore, cancellationToken), cancellationToken);
        await SqliteErasing.EmptyLogAsync(db, cancellationToken);
        return counts;
    }

    private async Task<Counts> EraseAsync(BackCareDb db, DateTime? before, DateTime? auditBefore, CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        Counts counts = Counts.None with { Plans = await db.KeptPlans.Where(p => p.ExpiresUtc < now).ExecuteDeleteAsync(cancellationToken) };
        await db.Writes.Where(w => w.ExpiresUtc < now).ExecuteDeleteAsync(cancellationToken);
        if (before is { } oldest)
            counts = await EraseVisitorsAsync(db, counts, oldest, cancellationToken);
        return auditBefore is { } oldestAudit ? await EraseStaffAsync(db, counts, oldestAudit, cancellationToken) : counts;
    }

    private static async Task<Counts> EraseVisitorsAsync(BackCareDb db, Counts counts, DateTime before, CancellationToken cancellationToken)
    {
        await db.Set<Orders.OrderLine>().Where(l => l.ListId != null && db.Orders.Any(o => o.Id == l.OrderId && o.PlacedUtc < before))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ListId, (string?)null), cancellationToken);
        int orders = await db.Orders.Where(o => o.VisitorId != null && o.PlacedUtc < before)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.VisitorId, (string?)null), cancellationToken);
        int rejected = await db.Reviews.Where(r => r.State == ReviewState.Rejected && r.DecidedUtc < before && (r.AppealedUtc == null || r.AppealedUtc < before))
            .ExecuteDeleteAsync(cancellationToken);
        int reviews = await db.Reviews.Where(r => r.VisitorId != null && (r.EditedUtc ?? r.SubmittedUtc) < before)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.VisitorId, (string?)null), cancellationToken);

        // A key is done with once its successor has been in force for as long as anything that it names or seals is kept.
        var keys = await db.PrivacyKeys.AsNoTracking().OrderBy(k => k.ActiveFromUtc).ThenBy(k => k.Id).Select(k => new { k.Id, k.ActiveFromUtc }).ToListAsync(cancellationToken);
        DateTime[] oldestPlans = [.. await db.KeptPlans.OrderBy(p => p.KeptUtc).Select(p => p.KeptUtc).Take(1).ToListAsync(cancellationToken)];
        DateTime needed = oldestPlans is [var oldestPlan] && oldestPlan < before ? oldestPlan : before;
        int[] done = [.. keys.Zip(keys.Skip(1)).Where(pair => pair.Second.ActiveFromUtc < needed).Select(pair => pair.First.Id)];
        int forgotten = await db.PrivacyKeys.Where(k => done.Contains(k.Id)).ExecuteDeleteAsync(cancellationToken);
        return counts with { Unlinked = orders + reviews, Rejected = rejected, Keys = forgotten };
    }

    private static async Task<Counts> EraseStaffAsync(BackCareDb db, Counts counts, DateTime before, CancellationToken cancellationToken)
    {
        int audit = await db.AuditEntries.Where(e => e.AtUtc < before).ExecuteDeleteAsync(cancellationToken);
        int names = await db.Changes.Where(c => c.ChangedUtc < before && c.ActorName != NoLongerKept)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ActorName, NoLongerKept).SetProperty(c => c.ActorId, ""), cancellationToken);
        await db.ReviewEvents.Where(e => e.AtUtc < before && e.By != "").ExecuteUpdateAsync(set => set.SetProperty(e => e.By, ""), cancellationToken);
        return counts with { Audit = audit, Names = names };
    }
}
