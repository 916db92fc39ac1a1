using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Whose key this is. A public key works only for pages of its own origins.</summary>
public static class AuthenticateKey
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromHours(1);

    /// <param name="Key">As it was sent.</param>
    /// <param name="Origin">The request's Origin header; null when there is none, as from a server.</param>
    public sealed record Query(string Key, string? Origin) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Name, ApiKeyScope Scope);

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Key.Length != KeyText.Length || !request.Key.StartsWith(KeyText.Prefix, StringComparison.Ordinal))
                return new Refusal(RefusalKind.NotFound, "This is not a BackCare key: one begins with bck_ and has 47 characters.");

            string hash = KeyText.HashOf(request.Key);
            ApiKey? key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedUtc == null, cancellationToken);
            if (key is null || !KeyText.Same(key.Hash, hash)) return new Refusal(RefusalKind.NotFound, "This key is unknown or revoked. Ask an admin for a new one.");
            if (key.Scope == ApiKeyScope.Public && request.Origin is { } origin && !key.Origins.Contains(origin.ToLowerInvariant()))
                return new Refusal(RefusalKind.Forbidden, "This public key is not for pages of this origin. Add the origin to a new key.");
            await NoteUseAsync(key, cancellationToken);
            return new Response(key.Id, key.Name, key.Scope);
        }

        private async Task NoteUseAsync(ApiKey key, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            if (key.LastUsedUtc is { } seen && now - seen < SeenStep) return;
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedUtc, now), cancellationToken);
        }
    }
}
