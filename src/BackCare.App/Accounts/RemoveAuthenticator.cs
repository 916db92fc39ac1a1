using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Takes the authenticator app and its recovery codes from one's own account. Needs a code or the password; other sessions end.</summary>
public static class RemoveAuthenticator
{
    /// <param name="By">Whose app.</param>
    /// <param name="Shown">A code of the app, a recovery code, or the password.</param>
    /// <param name="Client">Whence.</param>
    public sealed record Command(Actor By, string Shown, string Client) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Shown).NotEmpty().WithMessage("Enter a code of your app, or your password.").MaximumLength(PasswordRules.Longest).WithMessage("Use at most 256 characters.");
    }

    internal sealed class Handler(UserManager<Account> accounts, Credentials credentials, BackCareDb db, AccountSettings settings, AuditTrail trail)
        : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.By.Id);
            if (account?.AuthenticatorSinceUtc is null) return new Refusal(RefusalKind.Conflict, "There is no authenticator app.");
            if (settings.Requires(account.Role) && (await accounts.GetPasskeysAsync(account)).Count == 0)
                return new Refusal(RefusalKind.Conflict, "Your role needs a second factor. Add a passkey first.");
            bool right = IsCode(request.Shown)
                ? await credentials.CheckCodeAsync(account, request.Shown, cancellationToken)
                : await credentials.CheckPasswordAsync(account.Email!, account, request.Shown, request.Client, cancellationToken);
            if (!right)
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [new RefusedField("shown", "This is neither a code that works now nor your password.")]);
            }
            (account.AuthenticatorSecret, account.AuthenticatorSinceUtc, account.AuthenticatorLastStep) = (null, null, 0);
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
            trail.Add(request.By, "account.authenticator-removed", $"account:{account.Id}");
            await accounts.UpdateSecurityStampAsync(account);
            return SignedInAccount.Of(account);
        }

        private static bool IsCode(string shown) => shown.Count(char.IsAsciiDigit) == Totp.Digits && shown.Length <= Totp.Digits + 1;
    }
}
