using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Sets up an authenticator app: a code shows that the secret arrived. Signing in needs a code from now on; other sessions end.</summary>
public static class ConfirmAuthenticator
{
    /// <param name="By">Whose app.</param>
    /// <param name="Ticket">From <see cref="StartAuthenticator"/>.</param>
    /// <param name="Code">What the app shows.</param>
    public sealed record Command(Actor By, string Ticket, string Code) : IRequest<Answer<Response>>;

    /// <summary>The account with its new stamp, and ten recovery codes that are never shown again.</summary>
    public sealed record Response(SignedInAccount Account, IReadOnlyList<string> RecoveryCodes);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the code that your app shows.").MaximumLength(16).WithMessage("The code has 6 digits.");
    }

    internal sealed class Handler(UserManager<Account> accounts, SecretBox box, NewCodes codes, AuditTrail trail, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.By.Id);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            if (account.AuthenticatorSinceUtc is not null) return new Refusal(RefusalKind.Conflict, "An authenticator app is set up already. Remove it first.");
            if (StartAuthenticator.SecretOf(box, request.Ticket, account.Id) is not { } secret)
                return new Refusal(RefusalKind.Conflict, "This page is too old. Open it anew and scan the new code.");
            string typed = new([.. request.Code.Where(char.IsAsciiDigit)]);
            if (Totp.StepOf(secret, typed, clock.GetUtcNow(), 0) is not { } step)
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [new RefusedField("code", "This is not the code of now. Look whether the clock of the phone is right, and enter the newest code.")]);
            }
            (account.AuthenticatorSecret, account.AuthenticatorSinceUtc, account.AuthenticatorLastStep) = (box.Seal(secret), clock.GetUtcNow().UtcDateTime, step);
            IReadOnlyList<string> recovery = await codes.ReplaceAsync(account.Id, cancellationToken);
            trail.Add(request.By, "account.authenticator-added", $"account:{account.Id}");
            await accounts.UpdateSecurityStampAsync(account);
            return new Response(SignedInAccount.Of(account), recovery);
        }
    }
}

/// <summary>Gives an account ten recovery codes in place of those it had.</summary>
internal sealed class NewCodes(BackCareDb db)
{
    /// <summary>The codes, to be shown now; the caller's save stores their hashes.</summary>
    public async Task<IReadOnlyList<string>> ReplaceAsync(string accountId, CancellationToken cancellationToken)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken));
        IReadOnlyList<string> codes = RecoveryCodes.New();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { AccountId = accountId, Hash = RecoveryCodes.HashOf(accountId, code) }));
        return codes;
    }
}
