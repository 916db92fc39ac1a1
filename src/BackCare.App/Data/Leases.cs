using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Data;

/// <summary>Leases in the database: one holder at a time over all replicas, on every provider, by conditional updates of one row.</summary>
/// <remarks>Times are those of the processes' own clocks: they must agree to within <see cref="Length"/> less the time between two renewals.</remarks>
internal sealed class Leases(Databases databases, TimeProvider clock)
{
    /// <summary>A holder that is not heard of for so long has lost it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>Nobody takes a lease for longer: one that would last longer was taken by a clock that was wrong, and holds nobody out.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes a lease that is free or has run out.</summary>
    /// <returns>False when somebody else holds it.</returns>
    public Task<bool> TakeAsync(string name, string owner, CancellationToken cancellationToken) => TakeAsync(name, owner, Length, cancellationToken);

    /// <summary>Takes a lease for a time of its own.</summary>
    /// <returns>False when somebody else holds it.</returns>
    public async Task<bool> TakeAsync(string name, string owner, TimeSpan length, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        if (await TakeExistingAsync(db, name, owner, length, cancellationToken))
            return true;
        if (await db.Leases.AnyAsync(lease => lease.Name == name, cancellationToken))
            return false;
        db.Leases.Add(new StoredLease { Name = name, Owner = owner, ExpiresUtc = Now + length });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Somebody else has made the row meanwhile, and holds it.
            return false;
        }
    }

    /// <summary>Holds on to a lease.</summary>
    /// <returns>False when it was lost: somebody else has taken it since.</returns>
    public Task<bool> RenewAsync(string name, string owner, CancellationToken cancellationToken) => RenewAsync(name, owner, Length, cancellationToken);

    /// <summary>Holds on to a lease for a time of its own, from now on.</summary>
    /// <returns>False when it was lost: somebody else has taken it since.</returns>
    public async Task<bool> RenewAsync(string name, string owner, TimeSpan length, CancellationToken cancellationToken)
    {
        DateTime until = Now + length;
        await using BackCareDb db = databases.Open();
        return await db.Leases.Where(lease => lease.Name == name && lease.Owner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresUtc, until), cancellationToken) == 1;
    }

    /// <summary>Gives a lease back; one that was lost is left alone.</summary>
    public async Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await db.Leases.Where(lease => lease.Name == name && lease.Owner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Owner, ""), cancellationToken);
    }

    /// <summary>Who holds a lease now; null when nobody does.</summary>
    public async Task<string?> HolderAsync(string name, CancellationToken cancellationToken)
    {
        DateTime now = Now, wrong = now + Longest;
        await using BackCareDb db = databases.Open();
        return await db.Leases.Where(lease => lease.Name == name && lease.Owner != "" && lease.ExpiresUtc > now && lease.ExpiresUtc <= wrong)
            .Select(lease => lease.Owner).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<bool> TakeExistingAsync(BackCareDb db, string name, string owner, TimeSpan length, CancellationToken cancellationToken)
    {
        DateTime now = Now, until = now + length, wrong = now + Longest;
        return await db.Leases.Where(lease => lease.Name == name && (lease.Owner == "" || lease.ExpiresUtc <= now || lease.ExpiresUtc > wrong))
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Owner, owner).SetProperty(lease => lease.ExpiresUtc, until), cancellationToken) == 1;
    }
}
