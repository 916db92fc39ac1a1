using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Every API key, newest first, without the key itself. Shops have a handful.</summary>
public static class GetApiKeys
{
    public sealed record Query : IRequest<Answer<Response>>;

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(
        string Id, string Name, ApiKeyScope Scope, string LastFour, IReadOnlyList<string> AllowedOrigins, DateTime CreatedUtc, string CreatedBy,
        DateTime? LastUsedUtc, DateTime? RevokedUtc, IReadOnlyList<string> Scopes, bool Everything, IReadOnlyList<string> AllowedNetworks, DateTime? ExpiresUtc,
        DateTime? RotatedUtc, DateTime? PreviousUntilUtc);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            ApiKey[] keys = await db.ApiKeys.AsNoTracking().OrderByDescending(k => k.CreatedUtc).ThenBy(k => k.Id).ToArrayAsync(cancellationToken);
            return new Response([.. keys.Select(k => new Item(
                k.Id, k.Name, k.Scope, k.LastFour, k.Origins, k.CreatedUtc, k.CreatedBy, k.LastUsedUtc, k.RevokedUtc, k.ScopeNames,
                k is { Scope: ApiKeyScope.Admin, Scopes: null }, k.Networks, k.ExpiresUtc, k.RotatedUtc, k.PreviousUntilUtc))]);
        }
    }
}
