using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Ends the rest after wrong tries, for every address: the account can be tried again at once.</summary>
public static class EndRest
{
    /// <param name="Account">Id or e-mail address.</param>
    /// <param name="By">Who asks.</param>
    public sealed record Command(string Account, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Email);

    internal sealed class Handler(BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Answer<Account> found = await GovernedAccount.FindAsync(db, request.Account, request.By, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            await db.SignInTries.Where(t => t.AccountId == found.Value.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Wrong, 0).SetProperty(t => t.RestsUntilUtc, (DateTime?)null), cancellationToken);
            trail.Add(request.By, "account.rest-ended", $"account:{found.Value.Id}");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(found.Value.Id, found.Value.Email!);
        }
    }
}
