using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Where somebody is signed in, newest first.</summary>
public static class GetSessions
{
    /// <param name="AccountId">Whose.</param>
    /// <param name="Secret">What the cookie of the asking browser holds, so that its own line is marked.</param>
    public sealed record Query(string AccountId, string Secret) : IRequest<Answer<Response>>;

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(string Id, string Device, DateTime BeganUtc, DateTime SeenUtc, Factors Factors, bool IsThis);

    internal sealed class Handler(BackCareDb db, AccountSettings settings, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string own = KeyText.HashOf(request.Secret);
            DateTime now = clock.GetUtcNow().UtcDateTime, idle = now - settings.Idle, over = now - settings.Longest;
            List<StoredSession> sessions = await (
                from session in db.Sessions.AsNoTracking()
                join account in db.Accounts on session.AccountId equals account.Id
                where account.Id == request.AccountId && session.Stamp == account.SecurityStamp && session.SeenUtc >= idle && session.BeganUtc >= over
                orderby session.BeganUtc descending, session.Id
                select session).ToListAsync(cancellationToken);
            return new Response([.. sessions.Select(s => new Item(s.Id, s.Device, s.BeganUtc, s.SeenUtc, s.Factors, s.Id == own))]);
        }
    }
}
