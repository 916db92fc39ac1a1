using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>The account of a session as it is now, so that a changed role, a new password or a disabled account counts at once, and signing out ends it everywhere.</summary>
public static class GetSession
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <param name="Secret">What the cookie holds.</param>
    public sealed record Query(string Secret) : IRequest<Answer<Response>>;

    /// <summary>A session that is not over.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="Factors">How they showed it.</param>
    /// <param name="ProvedUtc">When they last did.</param>
    /// <param name="MustAddFactor">True when nothing is open before a second factor is set up or shown.</param>
    public sealed record Response(SignedInAccount Account, Factors Factors, DateTime ProvedUtc, bool MustAddFactor);

    internal static bool MustAdd(AccountSettings settings, AccountRole role, Factors shown) => settings.Requires(role) && shown < Factors.Two;

    internal sealed class Handler(BackCareDb db, AccountSettings settings, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string id = KeyText.HashOf(request.Secret);
            DateTime now = clock.GetUtcNow().UtcDateTime, idle = now - settings.Idle, over = now - settings.Longest;
            var found = await (
                from session in db.Sessions.AsNoTracking()
                join account in db.Accounts.AsNoTracking() on session.AccountId equals account.Id
                where session.Id == id && session.Stamp == account.SecurityStamp && account.DisabledUtc == null
                select new { session, account }).SingleOrDefaultAsync(cancellationToken);
            if (found is null || found.session.SeenUtc < idle || found.session.BeganUtc < over)
                return new Refusal(RefusalKind.NotFound, "The session is over. Sign in again.");
            if (now - found.session.SeenUtc >= SeenStep)
                await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenUtc, now), cancellationToken);
            return new Response(
                SignedInAccount.Of(found.account), found.session.Factors, found.session.ProvedUtc, MustAdd(settings, found.account.Role, found.session.Factors));
        }
    }
}
