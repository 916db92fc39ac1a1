using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Plans;
using BackCare.App.Reviews;
using BackCare.App.Serving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Brings database and tombstones together: an erasure that the database does not know of, because an older backup was restored, is done again; one that the file lacks is noted there.</summary>
/// <remarks>Every start does it before anything is served, and so does a restore. Where both agree, which is nearly always, nothing is written.</remarks>
public static class ReapplyErasures
{
    public sealed record Command : IRequest<Answer<Response>>;

    /// <param name="Visitors">Visitors whose erasure was done again.</param>
    /// <param name="Lists">Served lists that were erased.</param>
    /// <param name="Interactions">Interactions on them that were erased.</param>
    /// <param name="Others">Orders, reviews and kept plans that were erased.</param>
    /// <param name="Noted">Erasures that were added to the file.</param>
    public sealed record Response(int Visitors, int Lists, int Interactions, int Others, int Noted);

    internal sealed class Handler(Databases databases, JournalReader journal, Tombstones tombstones, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        // Host and database round times differently, and a tombstone is written a moment before the mark.
        private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(10);

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            IReadOnlyCollection<Tombstone> noted = tombstones.Read();
            Dictionary<string, DateTime> marks = (await journal.ErasuresSinceAsync(DateTime.UnixEpoch, cancellationToken))
                .ToDictionary(mark => mark.VisitorId, mark => mark.ErasedUtc, StringComparer.Ordinal);
            Tombstone[] undone = [.. noted.Where(t => !marks.TryGetValue(t.Visitor, out DateTime at) || at < t.ErasedUtc - Rounding).OrderBy(t => t.ErasedUtc).ThenBy(t => t.Visitor, StringComparer.Ordinal)];
            HashSet<string> known = [.. noted.Select(t => t.Visitor)];
            Tombstone[] unnoted = [.. marks.Where(mark => !known.Contains(mark.Key)).Select(mark => new Tombstone(mark.Key, mark.Value))];
            bool written = await tombstones.AddAsync(unnoted, cancellationToken);
            if (undone.Length == 0)
                return new Response(0, 0, 0, 0, written ? unnoted.Length : 0);
            (int lists, int interactions, int others) = await EraseAsync(undone, cancellationToken);
            return new Response(undone.Length, lists, interactions, others, written ? unnoted.Length : 0);
        }

        private async Task<(int Lists, int Interactions, int Others)> EraseAsync(Tombstone[] undone, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            await SqliteErasing.OverwriteAsync(db, cancellationToken);
            (int Lists, int Interactions, int Others) sum = await db.InTransactionAsync(() => EraseAllAsync(db, undone, cancellationToken), cancellationToken);
            await SqliteErasing.EmptyLogAsync(db, cancellationToken);
            return sum;
        }

        private async Task<(int Lists, int Interactions, int Others)> EraseAllAsync(BackCareDb db, Tombstone[] undone, CancellationToken cancellationToken)
        {
            (int Lists, int Interactions, int Others) sum = default;
            await db.Database.ExecuteSqlRawAsync(JournalSql.LockHead, cancellationToken);
            await db.StatisticsCheckpoints.ExecuteDeleteAsync(cancellationToken);
            foreach (Tombstone tombstone in undone)
            {
                (int lists, int interactions, int others) = await EraseAsync(db, tombstone, cancellationToken);
                sum = (sum.Lists + lists, sum.Interactions + interactions, sum.Others + others);
            }

            return sum;
        }

        private async Task<(int Lists, int Interactions, int Others)> EraseAsync(BackCareDb db, Tombstone tombstone, CancellationToken cancellationToken)
        {
            (string visitor, DateTime until) = (tombstone.Visitor, tombstone.ErasedUtc);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            string[] lists = [.. await db.ServedLists.Where(l => l.VisitorId == visitor && l.ServedUtc <= until).Select(l => l.Id).ToListAsync(cancellationToken)];
            string[] marked = [.. await db.ErasedLists.Where(e => lists.Contains(e.ListId)).Select(e => e.ListId).ToListAsync(cancellationToken)];
            db.ErasedLists.AddRange(lists.Except(marked, StringComparer.Ordinal).Select(id => new ErasedList { ListId = id, ErasedUtc = now }));
            ErasedVisitor? mark = await db.ErasedVisitors.SingleOrDefaultAsync(e => e.VisitorId == visitor, cancellationToken);
            if (mark is null)
                db.ErasedVisitors.Add(new ErasedVisitor { VisitorId = visitor, ErasedUtc = until });
            else
                mark.ErasedUtc = until;
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            int interactions = await db.Interactions.Where(i => lists.Contains(i.ListId)).ExecuteDeleteAsync(cancellationToken);
            int erased = await db.ServedLists.Where(l => lists.Contains(l.Id)).ExecuteDeleteAsync(cancellationToken);
            int others = await db.Set<StoredReview>().Where(r => r.VisitorId == visitor && r.SubmittedUtc <= until).ExecuteDeleteAsync(cancellationToken)
                + await db.Set<StoredOrder>().Where(o => o.VisitorId == visitor && o.PlacedUtc <= until).ExecuteDeleteAsync(cancellationToken)
                + await db.Set<KeptPlan>().Where(p => p.VisitorId == visitor && p.KeptUtc <= until).ExecuteDeleteAsync(cancellationToken);
            return (erased, interactions, others);
        }
    }
}
