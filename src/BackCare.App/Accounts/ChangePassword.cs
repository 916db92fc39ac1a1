using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Replaces one's own password; every other session of the account ends.</summary>
public static class ChangePassword
{
    public sealed record Command(string AccountId, string Current, string New, string Client) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Current).NotEmpty().WithMessage("Enter your password of today.").MaximumLength(PasswordRules.Longest).WithMessage("Use at most 256 characters.");
            RuleFor(c => c.New).Custom(static (password, context) =>
            {
                if (PasswordRules.Problem(password, null) is { } problem) context.AddFailure(problem);
                else if (password == context.InstanceToValidate.Current) context.AddFailure("Choose a password that differs from the one of today.");
            });
        }
    }

    internal sealed class Handler(UserManager<Account> accounts, Credentials credentials, BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.AccountId);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            if (!await credentials.CheckPasswordAsync(account.Email!, account, request.Current, request.Client, cancellationToken))
                return Invalid("current", "This is not your password of today.");
            account.MustChangePassword = false;
            trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.password-changed", $"account:{account.Id}");
            IdentityResult changed = await accounts.ChangePasswordAsync(account, request.Current, request.New);
            if (changed.Succeeded) return SignedInAccount.Of(account);
            db.ChangeTracker.Clear();
            return Invalid("new", changed.Errors.First().Description);
        }

        private static Refusal Invalid(string field, string problem) =>
            new(RefusalKind.Invalid, "Some fields are not valid; nothing was done.", [new RefusedField(field, problem)]);
    }
}
