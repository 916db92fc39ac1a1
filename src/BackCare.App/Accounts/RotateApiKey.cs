using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Gives a key a new secret. The old one works on for a while, so that the programs that hold it can be told the new one without a gap.</summary>
public static class RotateApiKey
{
    /// <summary>Longest overlap: 30 days.</summary>
    public const int MostHours = 720;

    /// <summary>What an overlap is when nobody says: a day.</summary>
    public const int UsualHours = 24;

    /// <param name="Id">Of the key.</param>
    /// <param name="OverlapHours">How long the old secret works on; 0 ends it at once.</param>
    /// <param name="By">Who asks.</param>
    /// <param name="ExpiresUtc">A new end; null to keep the one it has.</param>
    public sealed record Command(string Id, int OverlapHours, Actor By, DateTime? ExpiresUtc = null) : IRequest<Answer<Response>>;

    /// <summary>The new key, to be copied now.</summary>
    public sealed record Response(string Id, string Name, string Key, DateTime? PreviousUntilUtc, DateTime? ExpiresUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(c => c.OverlapHours).InclusiveBetween(0, MostHours).WithMessage("Write a number of hours from 0 to 720.");
            RuleFor(c => c.ExpiresUtc).Must(e => e is null || e > clock.GetUtcNow().UtcDateTime).WithMessage("Choose a day that is still to come.");
        }
    }

    internal sealed class Handler(BackCareDb db, AuditTrail trail, KeyChanges changes, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin) return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may rotate keys.");
            ApiKey? key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == request.Id, cancellationToken);
            if (key is null) return new Refusal(RefusalKind.NotFound, "There is no key with this id.");
            if (key.RevokedUtc is not null) return new Refusal(RefusalKind.Conflict, "This key is revoked for ever. Make a new one.");
            if (request.By.Scopes is { } own && key.ScopeNames.FirstOrDefault(s => !own.Contains(s)) is { } more)
                return new Refusal(RefusalKind.Forbidden, $"This key may not rotate one that has '{more}': it does not have it itself.");
            DateTime now = clock.GetUtcNow().UtcDateTime;
            string secret = KeyText.New();
            bool overlaps = request.OverlapHours > 0;
            (key.PreviousHash, key.PreviousUntilUtc) = (overlaps ? key.Hash : null, overlaps ? now.AddHours(request.OverlapHours) : null);
            (key.Hash, key.LastFour, key.RotatedUtc, key.ExpiresUtc) = (KeyText.HashOf(secret), secret[^4..], now, request.ExpiresUtc ?? key.ExpiresUtc);
            if (key.ExpiresUtc <= now) return new Refusal(RefusalKind.Conflict, "This key's time is over. Give it a new end, or make a new key.");
            trail.Add(request.By, "key.rotated", $"key:{key.Id}", $"{key.Name}, ends in {key.LastFour}, the old one works {request.OverlapHours} h on");
            await db.SaveChangesAsync(cancellationToken);
            changes.Tell();
            return new Response(key.Id, key.Name, secret, key.PreviousUntilUtc, key.ExpiresUtc);
        }
    }
}
