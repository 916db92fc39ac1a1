using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Begins a session with a secret of its own, so that a session never outlives a change of what it may do; old ones of the same browser end.</summary>
public static class BeginSession
{
    private const int LongestDevice = 60;

    /// <param name="Account">Who signed in.</param>
    /// <param name="Factors">How they showed it.</param>
    /// <param name="Device">What the browser calls itself.</param>
    /// <param name="Replaces">Secret of the session that the browser had before; null for none.</param>
    public sealed record Command(SignedInAccount Account, Factors Factors, string Device, string? Replaces) : IRequest<Answer<Response>>;

    /// <summary>What the cookie holds, and what the session may do.</summary>
    public sealed record Response(string Secret, GetSession.Response Session);

    internal sealed class Handler(BackCareDb db, AccountSettings settings, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime, over = now - settings.Longest;
            string? before = request.Replaces is { } replaced ? KeyText.HashOf(replaced) : null;
            await db.Sessions.Where(s => s.BeganUtc < over || s.Id == before).ExecuteDeleteAsync(cancellationToken);
            string secret = KeyText.Random(32);
            db.Sessions.Add(new StoredSession
            {
                Id = KeyText.HashOf(secret),
                AccountId = request.Account.Id,
                Stamp = request.Account.Stamp,
                Factors = request.Factors,
                BeganUtc = now,
                SeenUtc = now,
                ProvedUtc = now,
                Device = request.Device.Length <= LongestDevice ? request.Device : request.Device[..LongestDevice],
            });
            await db.SaveChangesAsync(cancellationToken);
            return new Response(secret, new GetSession.Response(request.Account, request.Factors, now, GetSession.MustAdd(settings, request.Account.Role, request.Factors)));
        }
    }
}
