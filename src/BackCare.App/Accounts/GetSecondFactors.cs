using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>What somebody signs in with beside the password.</summary>
public static class GetSecondFactors
{
    public sealed record Query(string AccountId) : IRequest<Answer<Response>>;

    /// <param name="Email">Whose they are.</param>
    /// <param name="HasPassword">False for an account that only another identity provider opens.</param>
    /// <param name="AuthenticatorSinceUtc">Since when codes of an app are asked for; null when they are not.</param>
    /// <param name="RecoveryCodesLeft">Recovery codes that were not used.</param>
    /// <param name="Passkeys">Newest first.</param>
    /// <param name="Required">True when the role must have a second factor.</param>
    public sealed record Response(
        string Email, bool HasPassword, DateTime? AuthenticatorSinceUtc, int RecoveryCodesLeft, IReadOnlyList<Passkey> Passkeys, bool Required);

    /// <param name="Id">Credential id in base64url.</param>
    /// <param name="Name">What its owner calls it.</param>
    /// <param name="CreatedUtc">When it was added.</param>
    /// <param name="Synced">True when its maker keeps a copy, so that other devices have it too.</param>
    public sealed record Passkey(string Id, string Name, DateTime CreatedUtc, bool Synced);

    internal sealed class Handler(UserManager<Account> accounts, BackCareDb db, AccountSettings settings) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.AccountId);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            int left = await db.RecoveryCodes.CountAsync(c => c.AccountId == account.Id && c.UsedUtc == null, cancellationToken);
            IEnumerable<Passkey> passkeys = (await accounts.GetPasskeysAsync(account)).Select(static p =>
                new Passkey(System.Buffers.Text.Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt.UtcDateTime, p.IsBackedUp));
            return new Response(
                account.Email!, account.PasswordHash is not null, account.AuthenticatorSinceUtc, left,
                [.. passkeys.OrderByDescending(static p => p.CreatedUtc).ThenBy(static p => p.Id, StringComparer.Ordinal)], settings.Requires(account.Role));
        }
    }
}
