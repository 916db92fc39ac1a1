using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Takes a passkey from one's own account; it opens nothing any more.</summary>
public static class RemovePasskey
{
    /// <param name="By">Whose passkey.</param>
    /// <param name="Id">Credential id in base64url.</param>
    public sealed record Command(Actor By, string Id) : IRequest<Answer<Response>>;

    public sealed record Response(string Name);

    internal sealed class Handler(UserManager<Account> accounts, AccountSettings settings, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.By.Id);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            IList<UserPasskeyInfo> all = await accounts.GetPasskeysAsync(account);
            byte[] id = RenamePasskey.BytesOf(request.Id);
            if (all.FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(id)) is not { } passkey) return new Refusal(RefusalKind.NotFound, "There is no such passkey.");
            if (all.Count == 1 && account.PasswordHash is null) return new Refusal(RefusalKind.Conflict, "This passkey is all that opens your account. Add another first.");
            if (all.Count == 1 && account.AuthenticatorSinceUtc is null && settings.Requires(account.Role))
                return new Refusal(RefusalKind.Conflict, "Your role needs a second factor. Add another passkey or an authenticator app first.");
            trail.Add(request.By, "account.passkey-removed", $"account:{account.Id}", passkey.Name ?? "");
            await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
            return new Response(passkey.Name ?? "");
        }
    }
}
