using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>For somebody who lost phone and keys: takes authenticator app, recovery codes and passkeys from an account. Its sessions end; the password stays.</summary>
public static class ResetSecondFactor
{
    /// <param name="Account">Id or e-mail address.</param>
    /// <param name="By">Who asks.</param>
    public sealed record Command(string Account, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Email, int Passkeys, bool HadAuthenticator);

    internal sealed class Handler(BackCareDb db, UserManager<Account> accounts, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Answer<Account> found = await GovernedAccount.FindAsync(db, request.Account, request.By, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            Account account = found.Value;
            List<IdentityUserPasskey<string>> passkeys = await db.Passkeys.Where(p => p.UserId == account.Id).ToListAsync(cancellationToken);
            bool had = account.AuthenticatorSinceUtc is not null;
            db.Passkeys.RemoveRange(passkeys);
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
            (account.AuthenticatorSecret, account.AuthenticatorSinceUtc, account.AuthenticatorLastStep) = (null, null, 0);
            trail.Add(request.By, "account.second-factor-reset", $"account:{account.Id}");
            await accounts.UpdateSecurityStampAsync(account);
            return new Response(account.Id, account.Email!, passkeys.Count, had);
        }
    }
}
