using System.Data;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Takes the right to sign in from an account, or gives it back. Its sessions end at once.</summary>
public static class SetAccountDisabled
{
    /// <param name="Account">Id or e-mail address.</param>
    /// <param name="Disabled">True takes it, false gives it back.</param>
    /// <param name="By">Who asks.</param>
    public sealed record Command(string Account, bool Disabled, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Email, bool Disabled);

    internal sealed class Handler(BackCareDb db, UserManager<Account> accounts, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken) =>
            db.InTransactionAsync(() => ChangeAsync(request, cancellationToken), cancellationToken, IsolationLevel.Serializable);

        private async Task<Answer<Response>> ChangeAsync(Command request, CancellationToken cancellationToken)
        {
            Answer<Account> found = await GovernedAccount.FindAsync(db, request.Account, request.By, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            Account account = found.Value;
            if (request.Disabled && account.Id == request.By.Id) return new Refusal(RefusalKind.Conflict, "You cannot disable your own account. Ask another owner.");
            if (request.Disabled && await GovernedAccount.WhyLastOwnerAsync(db, account, cancellationToken) is { } last) return last;
            if (request.Disabled != account.DisabledUtc is not null)
            {
                account.DisabledUtc = request.Disabled ? clock.GetUtcNow().UtcDateTime : null;
                trail.Add(request.By, request.Disabled ? "account.disabled" : "account.enabled", $"account:{account.Id}");
                await accounts.UpdateSecurityStampAsync(account);
            }
            return new Response(account.Id, account.Email!, request.Disabled);
        }
    }
}
