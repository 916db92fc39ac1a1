using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>A fresh secret for an authenticator app. Nothing is stored before <see cref="ConfirmAuthenticator"/>.</summary>
public static class StartAuthenticator
{
    internal const string Issuer = "BackCare";

    /// <param name="AccountId">Whose app.</param>
    /// <param name="Ticket">The ticket of a form that is shown once more; null for a fresh secret.</param>
    public sealed record Query(string AccountId, string? Ticket = null) : IRequest<Answer<Response>>;

    /// <param name="Secret">In Base32, to type in.</param>
    /// <param name="Address">The same as an address, to scan.</param>
    /// <param name="Ticket">The same sealed, which the form brings back.</param>
    public sealed record Response(string Secret, string Address, string Ticket);

    /// <summary>The secret of a ticket that was made for this account; null otherwise.</summary>
    internal static string? SecretOf(SecretBox box, string ticket, string accountId) =>
        box.Open(ticket)?.Split('\n') is [var account, var secret] && account == accountId ? secret : null;

    private static Response For(SecretBox box, Account account, string secret) =>
        new(secret, Totp.Address(Issuer, account.Email!, secret), box.Seal($"{account.Id}\n{secret}"));

    internal sealed class Handler(BackCareDb db, SecretBox box) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            Account? account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            return account.AuthenticatorSinceUtc is null
                ? For(box, account, (request.Ticket is { } ticket ? SecretOf(box, ticket, account.Id) : null) ?? Totp.NewSecret())
                : new Refusal(RefusalKind.Conflict, "An authenticator app is set up already. Remove it first.");
        }
    }
}
