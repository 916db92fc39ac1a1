using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Keeps a passkey that the browser made and the host checked.</summary>
public static class AddPasskey
{
    internal const int Most = 20;

    /// <param name="By">Whose passkey.</param>
    /// <param name="Passkey">What was checked.</param>
    /// <param name="Name">What its owner calls it.</param>
    public sealed record Command(Actor By, UserPasskeyInfo Passkey, string Name) : IRequest<Answer<Response>>;

    public sealed record Response(string Name);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Name).MaximumLength(RenamePasskey.LongestName).WithMessage("Use at most 60 characters.");
    }

    internal sealed class Handler(UserManager<Account> accounts, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.By.Id);
            if (account is null) return new Refusal(RefusalKind.NotFound, "This account is gone. Sign in again.");
            if ((await accounts.GetPasskeysAsync(account)).Count >= Most) return new Refusal(RefusalKind.Conflict, "There are 20 passkeys already. Remove one first.");
            request.Passkey.Name = request.Name.Trim() is { Length: > 0 } name ? name : "Passkey";
            trail.Add(request.By, "account.passkey-added", $"account:{account.Id}", request.Passkey.Name);
            IdentityResult added = await accounts.AddOrUpdatePasskeyAsync(account, request.Passkey);
            return added.Succeeded ? new Response(request.Passkey.Name) : new Refusal(RefusalKind.Conflict, "The passkey could not be kept. Try again.");
        }
    }
}
