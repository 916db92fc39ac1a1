using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Privacy;

/// <summary>Erases served lists older than the journal is kept, what was done with them, and catalogue contents that no list needs any more. Marks stay, so that a replay says so.
/// Every other row about somebody goes, or loses its link to them, when its time has come (<see cref="AgedRows"/>).</summary>
public static class EraseByAge
{
    /// <summary>Held for most of a day once it is done, so that over all replicas it is done once a day; until then for less than an hour, so that one that failed or ended is tried again.</summary>
    private const string LeaseName = "journal:age";

    private static readonly TimeSpan Attempt = TimeSpan.FromMinutes(55), Day = TimeSpan.FromHours(23);

    public sealed record Command : IRequest<Answer<Response>>;

    /// <param name="Lists">Served lists that were erased.</param>
    /// <param name="Interactions">What was done with them.</param>
    /// <param name="Snapshots">Catalogue versions whose contents were erased.</param>
    /// <param name="OlderThanUtc">Everything served before then is gone, and so is the memory of visitors last heard of before then; null when the journal is kept for ever.</param>
    /// <param name="Rows">What was erased or unlinked elsewhere.</param>
    public sealed record Response(int Lists, int Interactions, int Snapshots, DateTime? OlderThanUtc, AgedRows.Counts Rows);

    internal sealed class Handler(Databases databases, ShelfHost shelves, StatisticsHost statistics, AgedRows aged, Leases leases, IConfiguration configuration, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        private const int Batch = 500;

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            (JournalKeeping keeping, string? refusal) = JournalKeeping.Read(configuration);
            if (refusal is not null)
                return new Refusal(RefusalKind.Invalid, refusal);
            if (await ClockProblemAsync(cancellationToken) is { } jumped)
                return new Refusal(RefusalKind.Unmet, jumped);
            string owner = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            if (!await leases.TakeAsync(LeaseName, owner, Attempt, cancellationToken))
                return new Refusal(RefusalKind.Conflict, "The journal is being looked through for old lists, or was less than a day ago, here or by another replica.");
            try
            {
                DateTime now = clock.GetUtcNow().UtcDateTime;
                DateTime? before = keeping.KeepDays is { } days ? now.AddDays(-days) : null;
                Response erased = before is { } oldest ? await EraseAsync(oldest, cancellationToken) : new Response(0, 0, 0, null, AgedRows.Counts.None);
                erased = erased with { Rows = await aged.EraseAsync(before, keeping.AuditDays is { } audit ? now.AddDays(-audit) : null, cancellationToken) };
                await leases.RenewAsync(LeaseName, owner, Day, cancellationToken);
                return erased;
            }
            catch
            {
                await leases.ReleaseAsync(LeaseName, owner, CancellationToken.None);
                throw;
            }
        }

        private async Task<string?> ClockProblemAsync(CancellationToken cancellationToken)
        {
            if (bool.TryParse(configuration[ClockCheck.Setting], out bool trusted) && trusted)
                return null;
            await using BackCareDb db = databases.Open();
            return await ClockCheck.ProblemAsync(db, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }

        private async Task<Response> EraseAsync(DateTime before, CancellationToken cancellationToken)
        {
            (int lists, int interactions) = (0, 0);
            while (await EraseSomeAsync(before, cancellationToken) is { Lists: > 0 } some)
                (lists, interactions) = (lists + some.Lists, interactions + some.Interactions);
            await statistics.ForgetBeforeAsync(before, cancellationToken);
            int snapshots = await EraseSnapshotsAsync(before, cancellationToken);
            await using BackCareDb db = databases.Open();
            await SqliteErasing.EmptyLogAsync(db, cancellationToken);
            return new Response(lists, interactions, snapshots, before, AgedRows.Counts.None);
        }

        /// <summary>The oldest lists in one transaction, so that a process that ends in between leaves whole lists or none. Kept statistics go with them, for they know who was shown them.</summary>
        private async Task<(int Lists, int Interactions)> EraseSomeAsync(DateTime before, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            await SqliteErasing.OverwriteAsync(db, cancellationToken);
            return await db.InTransactionAsync(() => EraseSomeAsync(db, before, cancellationToken), cancellationToken);
        }

        private async Task<(int Lists, int Interactions)> EraseSomeAsync(BackCareDb db, DateTime before, CancellationToken cancellationToken)
        {
            await LockJournalAsync(db, cancellationToken);
            await db.StatisticsCheckpoints.ExecuteDeleteAsync(cancellationToken);
            var old = await db.ServedLists.AsNoTracking().Where(l => l.ServedUtc < before).OrderBy(l => l.Sequence).Select(l => new { l.Sequence, l.Id }).Take(Batch).ToListAsync(cancellationToken);
            if (old.Count == 0)
                return default;

            long[] numbers = [.. old.Select(l => l.Sequence)];
            string?[] ids = [.. old.Select(l => l.Id)];
            // Before anything is saved: an engine that only speaks SQL Server's protocol goes on without counting rows after EF's SET NOCOUNT.
            int interactions = await db.Interactions.Where(i => ids.Contains(i.ListId)).ExecuteDeleteAsync(cancellationToken);
            int lists = await db.ServedLists.Where(l => numbers.Contains(l.Sequence)).ExecuteDeleteAsync(cancellationToken);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            db.ErasedLists.AddRange(old.Select(l => new ErasedList { ListId = l.Id, ErasedUtc = now, ByAge = true }));
            await db.SaveChangesAsync(cancellationToken);
            return (lists, interactions);
        }

        /// <summary>Contents of catalogue versions that no list refers to; the served one and the newest stay.</summary>
        private async Task<int> EraseSnapshotsAsync(DateTime before, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();

            // The whole journal is read before anybody has to wait; under the lock only what it gained meanwhile.
            long last = await db.ServedLists.MaxAsync(l => (long?)l.Sequence, cancellationToken) ?? 0;
            HashSet<string> needed = [.. await db.ServedLists.Select(l => l.ShelfVersion).Distinct().ToListAsync(cancellationToken), shelves.Current?.Version ?? ""];
            await SqliteErasing.OverwriteAsync(db, cancellationToken);
            return await db.InTransactionAsync(() => EraseSnapshotsAsync(db, before, last, needed, cancellationToken), cancellationToken);
        }

        private static async Task<int> EraseSnapshotsAsync(BackCareDb db, DateTime before, long last, HashSet<string> needed, CancellationToken cancellationToken)
        {
            await LockJournalAsync(db, cancellationToken);
            needed.UnionWith(await db.ServedLists.Where(l => l.Sequence > last).Select(l => l.ShelfVersion).Distinct().ToListAsync(cancellationToken));
            List<ShelfSnapshot> all = await db.ShelfSnapshots.OrderBy(s => s.StoredUtc).ToListAsync(cancellationToken);
            needed.Add(all.LastOrDefault()?.ShelfVersion ?? "");
            ShelfSnapshot[] gone = [.. all.Where(s => s.StoredUtc < before && !needed.Contains(s.ShelfVersion))];
            if (gone.Length == 0)
                return 0;
            db.ShelfSnapshots.RemoveRange(gone);
            HashSet<string> parts = [.. all.Except(gone).SelectMany(s => SnapshotParts.Read(s.Manifest)).Select(part => part.Hash)];
            string[] orphans = [.. gone.SelectMany(s => SnapshotParts.Read(s.Manifest)).Select(part => part.Hash).Where(hash => !parts.Contains(hash)).Distinct()];
            await db.SaveChangesAsync(cancellationToken);
            await db.Set<SnapshotPart>().Where(part => orphans.Contains(part.Hash)).ExecuteDeleteAsync(cancellationToken);
            return gone.Length;
        }

        /// <summary>Has the journal to itself until the transaction ends, as the journal's writer has.</summary>
        private static Task<int> LockJournalAsync(BackCareDb db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(JournalSql.LockHead, cancellationToken);
    }
}
