using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Gives an account a temporary password, ends its sessions and its rest. It opens nothing but the page for a new password.</summary>
public static class ResetPassword
{
    /// <param name="Account">Id or e-mail address.</param>
    /// <param name="By">Who asks.</param>
    public sealed record Command(string Account, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Email, string TemporaryPassword);

    internal sealed class Handler(BackCareDb db, UserManager<Account> accounts, IPasswordHasher<Account> hasher, AuditTrail trail)
        : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Answer<Account> found = await GovernedAccount.FindAsync(db, request.Account, request.By, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            Account account = found.Value;
            string password = TemporaryPassword.New();
            account.PasswordHash = hasher.HashPassword(account, password);
            account.MustChangePassword = true;
            await db.SignInTries.Where(t => t.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
            trail.Add(request.By, "account.password-reset", $"account:{account.Id}");
            // Saves everything above with a new stamp, which ends the sessions.
            await accounts.UpdateSecurityStampAsync(account);
            return new Response(account.Id, account.Email!, password);
        }
    }
}
