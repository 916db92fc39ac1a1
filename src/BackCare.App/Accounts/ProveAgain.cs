using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Opens sensitive things for a while: the person in front of the screen shows once more that the session is theirs.</summary>
public static class ProveAgain
{
    /// <param name="AccountId">Whose session.</param>
    /// <param name="Secret">What its cookie holds.</param>
    /// <param name="Shown">Password or code; null when a passkey was checked already.</param>
    /// <param name="Client">Whence.</param>
    public sealed record Command(string AccountId, string Secret, string? Shown, string Client) : IRequest<Answer<Response>>;

    public sealed record Response(DateTime ProvedUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Shown).NotEqual("").WithMessage("Enter your password, or a code of your app.")
            .MaximumLength(PasswordRules.Longest).WithMessage("Use at most 256 characters.");
    }

    internal sealed class Handler(Credentials credentials, BackCareDb db, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            if (request.Shown is { } shown && !await IsRightAsync(account, shown, request.Client, cancellationToken))
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [new RefusedField("shown", "This is not it. After 5 wrong tries there is a rest, which doubles with each further one.")]);
            }
            string id = KeyText.HashOf(request.Secret);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvedUtc, now), cancellationToken);
            return new Response(now);
        }

        private Task<bool> IsRightAsync(Account account, string shown, string client, CancellationToken cancellationToken) =>
            account.AuthenticatorSinceUtc is not null && shown.Length <= Totp.Digits + 1 && shown.Count(char.IsAsciiDigit) == Totp.Digits
                ? credentials.CheckCodeAsync(account, shown, cancellationToken)
                : credentials.CheckPasswordAsync(account.Email!, account, shown, client, cancellationToken);
    }
}
