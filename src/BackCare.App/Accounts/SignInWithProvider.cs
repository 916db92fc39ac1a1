using System.Data;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Accounts;

/// <summary>Opens the account of somebody whom another identity provider named. Who was not invited gets none, unless the settings say so.</summary>
public static class SignInWithProvider
{
    /// <param name="Issuer">The provider.</param>
    /// <param name="Subject">Who it is there; the only name that never changes.</param>
    /// <param name="Email">Their e-mail address there; null when the provider did not say that it belongs to them.</param>
    /// <param name="Groups">Values of the claim that carries roles.</param>
    /// <param name="SecondFactor">True when the provider says that it asked for one.</param>
    public sealed record Command(string Issuer, string Subject, string? Email, IReadOnlyList<string> Groups, bool SecondFactor) : IRequest<Answer<Response>>;

    /// <param name="Account">The account.</param>
    /// <param name="Factors">How it was shown.</param>
    /// <param name="NeedsCode">True when nothing is open before <see cref="SecondStep"/>.</param>
    public sealed record Response(SignedInAccount Account, Factors Factors, bool NeedsCode);

    internal sealed class Handler(BackCareDb db, UserManager<Account> accounts, OidcSettings settings, AuditTrail trail, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal NotInvited = new(RefusalKind.Forbidden, "You are known to the provider, but have no account here. Ask an admin of this shop for one with the same e-mail address.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            AccountRole? mapped = request.Groups.Where(settings.Roles.ContainsKey).Select(g => (AccountRole?)settings.Roles[g]).Max();
            if (settings.Roles.Count > 0 && mapped is null)
                return new Refusal(RefusalKind.Forbidden, "Your groups at the provider open nothing here. Ask whoever runs it to add you to one.");
            Answer<Account> found = await FindAsync(request, mapped, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            Account account = found.Value;
            if (account.DisabledUtc is not null) return NotInvited;
            await TakeRoleAsync(account, mapped, cancellationToken);
            bool strong = request.SecondFactor || settings.ChecksSecondFactor, needsCode = !strong && account.AuthenticatorSinceUtc is not null;
            if (!needsCode) trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.signed-in", $"account:{account.Id}", $"by {settings.Name}");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new Response(SignedInAccount.Of(account), strong ? Factors.Two : Factors.Provider, needsCode);
        }

        private async Task<Answer<Account>> FindAsync(Command request, AccountRole? mapped, CancellationToken cancellationToken)
        {
            string id = LinkedIdentity.IdOf(request.Issuer, request.Subject);
            LinkedIdentity? link = await db.LinkedIdentities.SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
            if (link is not null) return await db.Accounts.SingleOrDefaultAsync(a => a.Id == link.AccountId, cancellationToken) is { } linked ? linked : NotInvited;
            if (request.Email is not { } email) return new Refusal(RefusalKind.Forbidden, "The provider did not say that your e-mail address is checked, so it cannot be matched with an account here.");
            Account? account = await accounts.FindByEmailAsync(email);
            // An account that somebody else at the provider opens already is not opened by a second person with the same address.
            if (account is not null && await db.LinkedIdentities.AnyAsync(l => l.AccountId == account.Id && l.Issuer == request.Issuer, cancellationToken)) return NotInvited;
            if (account is null)
            {
                if (!settings.CreateAccounts || mapped is not { } role) return NotInvited;
                account = new Account { UserName = email, Email = email, Role = role, CreatedUtc = clock.GetUtcNow().UtcDateTime };
                if (!(await accounts.CreateAsync(account)).Succeeded) return NotInvited;
                trail.Add(Actor.Program, "account.created", $"account:{account.Id}", $"{email} as {role}, by {settings.Name}");
            }
            db.LinkedIdentities.Add(new LinkedIdentity { Id = id, AccountId = account.Id, Issuer = request.Issuer, SinceUtc = clock.GetUtcNow().UtcDateTime });
            trail.Add(Actor.Program, "account.linked", $"account:{account.Id}", settings.Name);
            return account;
        }

        /// <summary>Where groups are mapped, the provider says who may do what; the last owner stays one.</summary>
        private async Task TakeRoleAsync(Account account, AccountRole? mapped, CancellationToken cancellationToken)
        {
            if (mapped is not { } role || role == account.Role) return;
            if (role < AccountRole.Owner && await GovernedAccount.WhyLastOwnerAsync(db, account, cancellationToken) is not null) return;
            trail.Add(Actor.Program, "account.role-changed", $"account:{account.Id}", $"{account.Role} to {role}, by {settings.Name}");
            account.Role = role;
            await accounts.UpdateSecurityStampAsync(account);
        }
    }
}
