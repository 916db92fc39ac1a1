using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Adds a key that takes over in ten minutes, when every replica knows it. What older keys named and sealed can be exported, erased and replayed until it ages out.</summary>
public static class RotatePrivacyKey
{
    /// <summary>Long enough for every replica to have looked.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(10);

    /// <param name="By">Who rotates.</param>
    public sealed record Command(Actor By) : IRequest<Answer<Response>>;

    /// <param name="KeyId">Number of the new key.</param>
    /// <param name="ActiveFromUtc">When it takes over.</param>
    public sealed record Response(int KeyId, DateTime ActiveFromUtc);

    internal sealed class Handler(BackCareDb db, PrivacyKeys keys, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            PrivacyKey last = await db.PrivacyKeys.AsNoTracking().OrderByDescending(k => k.Id).FirstAsync(cancellationToken);
            if (last.ActiveFromUtc > now)
                return new Refusal(RefusalKind.Conflict, FormattableString.Invariant($"Key {last.Id} takes over at {last.ActiveFromUtc:yyyy-MM-dd HH:mm:ss} UTC already."));
            var next = PrivacyKey.New(last.Id + 1, now + Notice);
            db.PrivacyKeys.Add(next);
            audit.Add(request.By, "privacy.key_rotated", $"privacy-key:{next.Id}");
            await db.SaveChangesAsync(cancellationToken);
            await keys.LoadAsync(cancellationToken);
            return new Response(next.Id, next.ActiveFromUtc);
        }
    }
}
