using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>The account of a session as it is now, so that a changed role, a new password or a disabled account counts at once.</summary>
public static class GetSession
{
    public sealed record Query(string AccountId, string Stamp) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Query request, CancellationToken cancellationToken)
        {
            Account? account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken);
            return account is { DisabledUtc: null, SecurityStamp: { } stamp } && KeyText.Same(KeyText.HashOf(stamp), KeyText.HashOf(request.Stamp))
                ? SignedInAccount.Of(account)
                : new Refusal(RefusalKind.NotFound, "The session is over. Sign in again.");
        }
    }
}
