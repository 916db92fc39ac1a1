using System.Net;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Whose key this is. A public key works only for pages of its own origins.</summary>
public static class AuthenticateKey
{
    /// <param name="Key">As it was sent.</param>
    /// <param name="Origin">The request's Origin header; null when there is none, as from a server.</param>
    /// <param name="Client">Whence the request comes.</param>
    public sealed record Query(string Key, string? Origin, IPAddress? Client) : IRequest<Answer<Response>>;

    /// <param name="Id">Of the key.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Scope">Public or admin.</param>
    /// <param name="Scopes">What it may do through the API.</param>
    public sealed record Response(string Id, string Name, ApiKeyScope Scope, IReadOnlyList<string> Scopes);

    internal sealed class Handler(BackCareDb db, KeyUses uses, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Key.Length != KeyText.Length || !request.Key.StartsWith(KeyText.Prefix, StringComparison.Ordinal))
                return new Refusal(RefusalKind.NotFound, "This is not a BackCare key: one begins with bck_ and has 47 characters.");

            string hash = KeyText.HashOf(request.Key);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            ApiKey? key = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => (k.Hash == hash || k.PreviousHash == hash) && k.RevokedUtc == null, cancellationToken);
            if (key is null || !(KeyText.Same(key.Hash, hash) || IsPrevious(key, hash, now)))
                return new Refusal(RefusalKind.NotFound, "This key is unknown, revoked or replaced. Ask an admin for a new one.");
            if (key.ExpiresUtc <= now) return new Refusal(RefusalKind.NotFound, "This key's time is over. Ask an admin to rotate it.");
            if (!KeyTerms.Allows(key.Networks, request.Client)) return new Refusal(RefusalKind.Forbidden, "This key does not work from this address. Add the address to a new key.");
            if (key.Scope == ApiKeyScope.Public && request.Origin is { } origin && !key.Origins.Contains(origin.ToLowerInvariant()))
                return new Refusal(RefusalKind.Forbidden, "This public key is not for pages of this origin. Add the origin to a new key.");
            uses.Note(key.Id, key.LastUsedUtc, now);
            return new Response(key.Id, key.Name, key.Scope, key.ScopeNames);
        }

        private static bool IsPrevious(ApiKey key, string hash, DateTime now) =>
            key.PreviousHash is { } previous && key.PreviousUntilUtc > now && KeyText.Same(previous, hash);
    }
}
