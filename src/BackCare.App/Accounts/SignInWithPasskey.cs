using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Opens the account whose passkey the host checked, and keeps the passkey's count of uses, by which a copy would show.</summary>
public static class SignInWithPasskey
{
    /// <param name="AccountId">Whose passkey it is.</param>
    /// <param name="Passkey">As it is after this use.</param>
    /// <param name="Again">True when somebody who is signed in shows it once more.</param>
    public sealed record Command(string AccountId, UserPasskeyInfo Passkey, bool Again = false) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Handler(UserManager<Account> accounts, AuditTrail trail) : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.AccountId);
            if (account is not { DisabledUtc: null }) return new Refusal(RefusalKind.Invalid, "This passkey does not open an account here.");
            if (!request.Again) trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.signed-in", $"account:{account.Id}", "with a passkey");
            await accounts.AddOrUpdatePasskeyAsync(account, request.Passkey);
            return SignedInAccount.Of(account);
        }
    }
}
