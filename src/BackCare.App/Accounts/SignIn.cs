using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Checks an e-mail address and a password. Whatever is wrong, the answer is the same and takes the same work.</summary>
public static class SignIn
{
    /// <summary>Wrong passwords in a row after which an account rests.</summary>
    public const int WrongBeforeRest = 5;

    /// <summary>How long it rests.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private const string Wrong =
        "This e-mail address and password do not open an account here. After 5 wrong passwords an account rests for 15 minutes.";

    public sealed record Command(string Email, string Password) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).NotEmpty().WithMessage("Enter your e-mail address.").MaximumLength(254).WithMessage("Use at most 254 characters.");
            RuleFor(c => c.Password).NotEmpty().WithMessage("Enter your password.").MaximumLength(PasswordRules.Longest).WithMessage("Use at most 256 characters.");
        }
    }

    internal sealed class Handler(
        UserManager<Account> accounts, IPasswordHasher<Account> hasher, BackCareDb db, AuditTrail trail, TimeProvider clock)
        : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByEmailAsync(request.Email.Trim());
            if (account?.PasswordHash is null || account.DisabledUtc is not null || account.LockoutEnd > clock.GetUtcNow())
            {
                hasher.HashPassword(new Account(), request.Password); // The same work as a check: time tells nobody which addresses exist.
                return new Refusal(RefusalKind.Invalid, Wrong);
            }
            if (!await accounts.CheckPasswordAsync(account, request.Password))
            {
                await CountWrongAsync(account, cancellationToken);
                return new Refusal(RefusalKind.Invalid, Wrong);
            }
            (account.AccessFailedCount, account.LockoutEnd) = (0, null);
            trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.signed-in", $"account:{account.Id}");
            await db.SaveChangesAsync(cancellationToken);
            return SignedInAccount.Of(account);
        }

        /// <summary>One statement, so that many guesses at once are all counted.</summary>
        private async Task CountWrongAsync(Account account, CancellationToken cancellationToken)
        {
            DateTimeOffset? until = clock.GetUtcNow() + Rest;
            await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 >= WrongBeforeRest ? until : a.LockoutEnd)
                    .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1 >= WrongBeforeRest ? 0 : a.AccessFailedCount + 1),
                cancellationToken);
            if (account.AccessFailedCount + 1 < WrongBeforeRest) return;
            trail.Add(Actor.Program, "account.rested", $"account:{account.Id}", $"after {WrongBeforeRest} wrong passwords");
            db.Entry(account).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>An account as a session carries it. The stamp changes with password, role and state; a session with an older one is over.</summary>
public sealed record SignedInAccount(string Id, string Email, AccountRole Role, bool MustChangePassword, string Stamp)
{
    internal static SignedInAccount Of(Account account) =>
        new(account.Id, account.Email!, account.Role, account.MustChangePassword, account.SecurityStamp!);
}
