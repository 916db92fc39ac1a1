using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>The origins whose pages may embed the widget: those of every public key that is not revoked.</summary>
public static class GetWidgetOrigins
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Origins">Scheme, host and port, in order, each once.</param>
    public sealed record Response(IReadOnlyList<string> Origins);

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            List<ApiKey> keys = await db.ApiKeys.AsNoTracking()
                .Where(k => k.Scope == ApiKeyScope.Public && k.RevokedUtc == null && (k.ExpiresUtc == null || k.ExpiresUtc > now)).ToListAsync(cancellationToken);
            return new Response([.. keys.SelectMany(k => k.Origins).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
        }
    }
}
