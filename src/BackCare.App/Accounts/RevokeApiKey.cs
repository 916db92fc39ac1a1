using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Ends a key at once and for ever; the row stays, so that the audit trail can be read.</summary>
public static class RevokeApiKey
{
    public sealed record Command(string Id, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Name, DateTime RevokedUtc);

    internal sealed class Handler(BackCareDb db, AuditTrail trail, KeyChanges changes, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin) return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may revoke keys.");
            ApiKey? key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == request.Id, cancellationToken);
            if (key is null) return new Refusal(RefusalKind.NotFound, "There is no key with this id.");
            if (request.By.Scopes is { } own && key.ScopeNames.FirstOrDefault(s => !own.Contains(s)) is { } more)
                return new Refusal(RefusalKind.Forbidden, $"This key may not revoke one that has '{more}': it does not have it itself.");
            if (key.RevokedUtc is null)
            {
                key.RevokedUtc = clock.GetUtcNow().UtcDateTime;
                trail.Add(request.By, "key.revoked", $"key:{key.Id}", $"{key.Name}, ends in {key.LastFour}");
                await db.SaveChangesAsync(cancellationToken);
                changes.Tell();
            }
            return new Response(key.Id, key.Name, key.RevokedUtc.Value);
        }
    }
}
