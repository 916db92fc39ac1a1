using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Checks an e-mail address and a password. Whatever is wrong, the answer is the same and takes the same work.</summary>
public static class SignIn
{
    private const string Wrong =
        "This e-mail address and password do not open an account here. After 5 wrong tries there is a rest of a minute, which doubles with each further one.";

    /// <param name="Email">As it was typed.</param>
    /// <param name="Password">The password.</param>
    /// <param name="Client">The client's address, in the form that guesses are counted by.</param>
    public sealed record Command(string Email, string Password, string Client) : IRequest<Answer<Response>>;

    /// <param name="Account">The account that the password opens.</param>
    /// <param name="NeedsCode">True when nothing is open before <see cref="SecondStep"/>.</param>
    public sealed record Response(SignedInAccount Account, bool NeedsCode);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).NotEmpty().WithMessage("Enter your e-mail address.").MaximumLength(254).WithMessage("Use at most 254 characters.");
            RuleFor(c => c.Password).NotEmpty().WithMessage("Enter your password.").MaximumLength(PasswordRules.Longest).WithMessage("Use at most 256 characters.");
        }
    }

    internal sealed class Handler(UserManager<Account> accounts, Credentials credentials, BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByEmailAsync(request.Email.Trim());
            bool right = await credentials.CheckPasswordAsync(request.Email, account, request.Password, request.Client, cancellationToken);
            if (account is null || !right) return new Refusal(RefusalKind.Invalid, Wrong);
            bool needsCode = account.AuthenticatorSinceUtc is not null;
            if (!needsCode) trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.signed-in", $"account:{account.Id}");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(SignedInAccount.Of(account), needsCode);
        }
    }
}

/// <summary>An account as a session carries it. The stamp changes with password, role, second factor and state; a session with an older one is over.</summary>
public sealed record SignedInAccount(string Id, string Email, AccountRole Role, bool MustChangePassword, string Stamp)
{
    internal static SignedInAccount Of(Account account) =>
        new(account.Id, account.Email!, account.Role, account.MustChangePassword, account.SecurityStamp!);
}
