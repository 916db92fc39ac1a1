using System.Security.Cryptography;
using System.Text;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Editing;

/// <summary>Lets a write that is sent again, with the same <c>Idempotency-Key</c>, be answered again instead of done again.</summary>
/// <remarks>
/// A key is claimed before the write runs. When the program dies in between, the key stays claimed: whether the write was done is then for the caller to
/// look up, and it is never done twice. A write that was refused, or failed, gives its key back. It works on contexts of its own, so that a write never saves
/// what belongs to the ledger or the other way round.
/// </remarks>
public sealed class WriteLedger(Databases databases, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Where a write with a key stands.</summary>
    public enum Standing
    {
        /// <summary>It may run; the key is claimed for it.</summary>
        New,

        /// <summary>It was done; the answer is there to be given again.</summary>
        Done,

        /// <summary>The first request with this key is under way, or the program died during it.</summary>
        UnderWay,

        /// <summary>The key was used for another request.</summary>
        OtherRequest,
    }

    /// <param name="Standing">Where it stands.</param>
    /// <param name="Write">The stored write; its answer counts when it is done.</param>
    public sealed record Claim(Standing Standing, StoredWrite Write);

    /// <summary>Claims a key of a caller for a request, or says what became of the first request with it.</summary>
    public async Task<Claim> ClaimAsync(string caller, string key, string requestHash, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        DateTime now = clock.GetUtcNow().UtcDateTime;
        await db.Writes.Where(w => w.ExpiresUtc <= now).ExecuteDeleteAsync(cancellationToken);
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{key}")));
        var write = new StoredWrite { Id = id, RequestHash = requestHash, StartedUtc = now, ExpiresUtc = now + Kept };
        if (await FindAsync(db, id, cancellationToken) is { } known)
            return Known(known, requestHash);
        db.Writes.Add(write);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new Claim(Standing.New, write);
        }
        catch (DbUpdateException)
        {
            // Another request took the key between the look and the save; anything else wrong with the database shows again here.
            db.ChangeTracker.Clear();
            if (await FindAsync(db, id, cancellationToken) is not { } first)
                throw;
            return Known(first, requestHash);
        }
    }

    /// <summary>Keeps the answer of a write that was done.</summary>
    public async Task FinishAsync(StoredWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using BackCareDb db = databases.Open();
        db.Writes.Update(write);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives the key of a write back that changed nothing.</summary>
    public async Task ReleaseAsync(StoredWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using BackCareDb db = databases.Open();
        await db.Writes.Where(w => w.Id == write.Id && w.Status == 0).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task<StoredWrite?> FindAsync(BackCareDb db, string id, CancellationToken cancellationToken) =>
        db.Writes.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken);

    private static Claim Known(StoredWrite write, string requestHash) =>
        new(write.RequestHash != requestHash ? Standing.OtherRequest : write.Status == 0 ? Standing.UnderWay : Standing.Done, write);
}
