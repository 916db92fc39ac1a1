using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Slows down guessing without locking anybody out of their account.</summary>
/// <remarks>
/// Tries are counted for each account and client address: a stranger who guesses makes the account rest for the stranger's own address only, each wrong try doubling
/// the rest. Guesses from many addresses are counted together; when they are too many, only addresses that signed in to the account before may go on. Addresses
/// without an account are counted in the same way, so that a rest tells nobody which accounts exist. A try is counted before it is looked at, so that
/// many at once gain nothing.
/// </remarks>
public sealed class SignInThrottle(BackCareDb db, TimeProvider clock)
{
    /// <summary>Tries from one address before a rest, which begins with a minute and doubles up to an hour.</summary>
    public const int FreeTries = 5;

    /// <summary>Tries from all addresses together before only known addresses may go on (OWASP ASVS 2.2.1: at most 100 an hour).</summary>
    public const int FreeTriesOfAll = 100;

    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1), LongestRest = TimeSpan.FromHours(1), Forgotten = TimeSpan.FromDays(1);

    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    /// <summary>Counts a try; false when it must not be looked at now.</summary>
    /// <param name="subject">What is guessed at.</param>
    /// <param name="client">From where.</param>
    /// <param name="accountId">The account, when there is one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TakeAsync(string subject, string client, string? accountId, CancellationToken cancellationToken)
    {
        SignInTry? here = await CountAsync(KeyOf(subject, client), accountId, FreeTries, cancellationToken);
        if (here is null) return false;
        if (here.SucceededUtc > clock.GetUtcNow().UtcDateTime - KnownFor) return true;
        return await CountAsync(KeyOf(subject, "*"), accountId, FreeTriesOfAll, cancellationToken) is not null;
    }

    /// <summary>True when this try made the rest begin, which is worth a line in the audit trail.</summary>
    public async Task<bool> JustRestsAsync(string subject, string client, CancellationToken cancellationToken)
    {
        string key = KeyOf(subject, client);
        return await db.SignInTries.AnyAsync(t => t.Key == key && t.Wrong == FreeTries, cancellationToken);
    }

    /// <summary>A try was right: the address is known from now on, and its wrong tries are forgotten.</summary>
    public async Task SucceededAsync(string subject, string client, CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        string key = KeyOf(subject, client), all = KeyOf(subject, "*");
        await db.SignInTries.Where(t => t.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.Wrong, 0).SetProperty(t => t.RestsUntilUtc, (DateTime?)null).SetProperty(t => t.SucceededUtc, now), cancellationToken);
        await db.SignInTries.Where(t => t.Key == all && t.Wrong > 0).ExecuteUpdateAsync(set => set.SetProperty(t => t.Wrong, t => t.Wrong - 1), cancellationToken);
    }

    /// <summary>The count after this try; null when it rests.</summary>
    private async Task<SignInTry?> CountAsync(string key, string? accountId, int free, CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime, old = now - Forgotten;
        for (int attempt = 0; ; attempt++)
        {
            int counted = await db.SignInTries.Where(t => t.Key == key && (t.RestsUntilUtc == null || t.RestsUntilUtc <= now)).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Wrong, t => t.LastUtc < old ? 1 : t.Wrong + 1).SetProperty(t => t.LastUtc, now).SetProperty(t => t.AccountId, accountId), cancellationToken);
            SignInTry? row = await db.SignInTries.AsNoTracking().SingleOrDefaultAsync(t => t.Key == key, cancellationToken);
            if (row is null && attempt == 0 && !await BeginAsync(key, accountId, now, cancellationToken)) continue;
            if (row is not null && counted == 0) return null;
            row ??= new SignInTry { Key = key, Wrong = 1 };
            if (row.Wrong >= free) await RestAsync(key, row.Wrong, now + RestAfter(row.Wrong - free), cancellationToken);
            return row;
        }
    }

    /// <summary>The first try; false when another one was first at the same moment.</summary>
    private async Task<bool> BeginAsync(string key, string? accountId, DateTime now, CancellationToken cancellationToken)
    {
        DateTime old = now - KnownFor;
        await db.SignInTries.Where(t => t.LastUtc < old).ExecuteDeleteAsync(cancellationToken);
        var first = new SignInTry { Key = key, AccountId = accountId, Wrong = 1, LastUtc = now };
        db.SignInTries.Add(first);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            db.Entry(first).State = EntityState.Detached;
        }
    }

    private Task<int> RestAsync(string key, int wrong, DateTime until, CancellationToken cancellationToken) =>
        db.SignInTries.Where(t => t.Key == key && t.Wrong == wrong).ExecuteUpdateAsync(set => set.SetProperty(t => t.RestsUntilUtc, until), cancellationToken);

    private static TimeSpan RestAfter(int more) => more >= 6 ? LongestRest : FirstRest * (1 << more);

    private static string KeyOf(string subject, string client) => KeyText.HashOf($"{subject}\n{client}");
}
