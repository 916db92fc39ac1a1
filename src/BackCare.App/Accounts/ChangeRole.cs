using System.Data;
using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Gives an account another role. Its sessions end at once.</summary>
public static class ChangeRole
{
    /// <param name="Account">Id or e-mail address.</param>
    /// <param name="Role">The new role.</param>
    /// <param name="By">Who asks.</param>
    public sealed record Command(string Account, AccountRole Role, Actor By) : IRequest<Answer<Response>>;

    public sealed record Response(string Id, string Email, AccountRole Role);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Role).IsInEnum().WithMessage("Choose Shopper, Analyst, Admin or Owner.");
    }

    internal sealed class Handler(BackCareDb db, UserManager<Account> accounts, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken) =>
            db.InTransactionAsync(() => ChangeAsync(request, cancellationToken), cancellationToken, IsolationLevel.Serializable);

        private async Task<Answer<Response>> ChangeAsync(Command request, CancellationToken cancellationToken)
        {
            Answer<Account> found = await GovernedAccount.FindAsync(db, request.Account, request.By, cancellationToken);
            if (found.Refusal is { } refusal) return refusal;
            Account account = found.Value;
            if (!request.By.MayGovern(request.Role)) return new Refusal(RefusalKind.Forbidden, "Only an owner may give this role.");
            if (request.Role < AccountRole.Owner && await GovernedAccount.WhyLastOwnerAsync(db, account, cancellationToken) is { } last) return last;
            if (account.Role != request.Role)
            {
                trail.Add(request.By, "account.role-changed", $"account:{account.Id}", $"{account.Role} to {request.Role}");
                account.Role = request.Role;
                await accounts.UpdateSecurityStampAsync(account);
            }
            return new Response(account.Id, account.Email!, request.Role);
        }
    }
}
