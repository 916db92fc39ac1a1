using BackCare.App.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Checks what somebody shows to be themselves; every check is counted against guessing.</summary>
public sealed class Credentials(
    UserManager<Account> accounts, IPasswordHasher<Account> hasher, SignInThrottle throttle, SecretBox box, BackCareDb db, AuditTrail trail, TimeProvider clock)
{
    /// <summary>True when the password opens the account. Whatever is wrong, it takes the same work.</summary>
    /// <param name="email">As it was typed.</param>
    /// <param name="account">The account of that address; null when there is none.</param>
    /// <param name="password">The password.</param>
    /// <param name="client">Whence.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> CheckPasswordAsync(string email, Account? account, string password, string client, CancellationToken cancellationToken)
    {
        string subject = $"password:{email.Trim().ToUpperInvariant()}";
        bool taken = await throttle.TakeAsync(subject, client, account?.Id, cancellationToken);
        if (!taken || account?.PasswordHash is null || account.DisabledUtc is not null)
        {
            hasher.HashPassword(new Account(), password); // The same work as a check: time tells nobody which addresses exist.
            return false;
        }
        if (await accounts.CheckPasswordAsync(account, password))
        {
            await throttle.SucceededAsync(subject, client, cancellationToken);
            return true;
        }
        if (await throttle.JustRestsAsync(subject, client, cancellationToken)) await NoteRestAsync(account, "wrong passwords", cancellationToken);
        return false;
    }

    /// <summary>True when the code is one of the account's authenticator app, or an unused recovery code; either works once.</summary>
    public async Task<bool> CheckCodeAsync(Account account, string typed, CancellationToken cancellationToken)
    {
        // Who comes this far knows the password, so the whole account may rest: a second address gives no second five tries.
        string subject = $"code:{account.Id}";
        if (!await throttle.TakeAsync(subject, "", account.Id, cancellationToken)) return false;
        string code = new([.. typed.Where(char.IsAsciiLetterOrDigit)]);
        bool right = code.Length == Totp.Digits ? await UseCodeAsync(account, code, cancellationToken) : await UseRecoveryCodeAsync(account, code, cancellationToken);
        if (right) await throttle.SucceededAsync(subject, "", cancellationToken);
        else if (await throttle.JustRestsAsync(subject, "", cancellationToken)) await NoteRestAsync(account, "wrong codes", cancellationToken);
        return right;
    }

    private async Task<bool> UseCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (account.AuthenticatorSinceUtc is null || account.AuthenticatorSecret is not { } stored || box.Open(stored) is not { } secret) return false;
        if (Totp.StepOf(secret, code, clock.GetUtcNow(), account.AuthenticatorLastStep) is not { } step) return false;
        // One statement: of two requests with the same code, one finds it used.
        int used = await db.Accounts.Where(a => a.Id == account.Id && a.AuthenticatorLastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AuthenticatorLastStep, step), cancellationToken);
        account.AuthenticatorLastStep = step;
        return used == 1;
    }

    private async Task<bool> UseRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        string hash = RecoveryCodes.HashOf(account.Id, code);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        int used = await db.RecoveryCodes.Where(c => c.Hash == hash && c.AccountId == account.Id && c.UsedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedUtc, now), cancellationToken);
        if (used == 0) return false;
        trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.recovery-code-used", $"account:{account.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task NoteRestAsync(Account account, string after, CancellationToken cancellationToken)
    {
        trail.Add(Actor.Program, "account.rested", $"account:{account.Id}", $"after {SignInThrottle.FreeTries} {after}");
        await db.SaveChangesAsync(cancellationToken);
    }
}
