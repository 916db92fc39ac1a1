using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Ten new recovery codes; the old ones open nothing any more.</summary>
public static class RenewRecoveryCodes
{
    public sealed record Command(Actor By) : IRequest<Answer<Response>>;

    /// <summary>The codes, shown once.</summary>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    internal sealed class Handler(BackCareDb db, NewCodes codes, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await db.Accounts.AnyAsync(a => a.Id == request.By.Id && a.AuthenticatorSinceUtc != null, cancellationToken))
                return new Refusal(RefusalKind.Conflict, "There is no authenticator app. Set one up; recovery codes come with it.");
            IReadOnlyList<string> recovery = await codes.ReplaceAsync(request.By.Id, cancellationToken);
            trail.Add(request.By, "account.recovery-codes-made", $"account:{request.By.Id}");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(recovery);
        }
    }
}
