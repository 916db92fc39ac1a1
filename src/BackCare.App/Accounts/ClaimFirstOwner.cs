using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Makes the first owner's account, for whoever reads the console: the code that was printed there is used up.</summary>
public static class ClaimFirstOwner
{
    private const string Taken = "There is an owner already. Sign in, or ask the owner for an account.";

    public sealed record Command(string Code, string Email, string Password) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the code from the console.").MaximumLength(64).WithMessage("The code has 20 characters.");
            RuleFor(c => c.Email).EmailAddress().WithMessage("Write an e-mail address, such as ana@example.org.").MaximumLength(254).WithMessage("Use at most 254 characters.");
            RuleFor(c => c.Password).Custom((password, context) =>
            {
                if (PasswordRules.Problem(password, context.InstanceToValidate.Email) is { } problem) context.AddFailure(problem);
            });
        }
    }

    internal sealed class Handler(UserManager<Account> accounts, BackCareDb db, AuditTrail trail, TimeProvider clock)
        : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            return await db.InTransactionAsync(() => ClaimAsync(request, KeyText.HashOf(OwnerCodes.Plain(request.Code)), cancellationToken), cancellationToken);
        }

        private async Task<Answer<SignedInAccount>> ClaimAsync(Command request, string hash, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            // The update comes first: of two claims with one code, one waits here and then finds it used.
            int used = await db.OwnerCodes.Where(c => c.Hash == hash && c.UsedUtc == null && c.ExpiresUtc > now)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedUtc, now), cancellationToken);
            if (await db.Accounts.AnyAsync(a => a.Role == AccountRole.Owner, cancellationToken)) return new Refusal(RefusalKind.Conflict, Taken);
            if (used == 0)
            {
                return Invalid("code", "This code does not work. Codes are used once and end after 24 hours; a restart of the host prints a new one.");
            }
            var account = new Account { UserName = request.Email.Trim(), Email = request.Email.Trim(), Role = AccountRole.Owner, CreatedUtc = now };
            IdentityResult made = await accounts.CreateAsync(account, request.Password);
            if (!made.Succeeded) return Invalid("email", made.Errors.First().Description);
            await db.OwnerCodes.Where(c => c.UsedUtc == null).ExecuteDeleteAsync(cancellationToken);
            trail.Add(new Actor(account.Id, account.Email, account.Role), "account.created", $"account:{account.Id}", "first owner, by the code from the console");
            await db.SaveChangesAsync(cancellationToken);
            return SignedInAccount.Of(account);
        }

        private static Refusal Invalid(string field, string problem) =>
            new(RefusalKind.Invalid, "Some fields are not valid; nothing was done.", [new RefusedField(field, problem)]);
    }
}
