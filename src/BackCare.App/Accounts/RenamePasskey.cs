using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Gives one's own passkey another name.</summary>
public static class RenamePasskey
{
    internal const int LongestName = 60;

    /// <param name="By">Whose passkey.</param>
    /// <param name="Id">Credential id in base64url.</param>
    /// <param name="Name">The new name.</param>
    public sealed record Command(Actor By, string Id, string Name) : IRequest<Answer<Response>>;

    public sealed record Response(string Name);

    /// <summary>The bytes of an id; empty when it is none.</summary>
    internal static byte[] BytesOf(string id) => System.Buffers.Text.Base64Url.IsValid(id) ? System.Buffers.Text.Base64Url.DecodeFromChars(id) : [];

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Name).NotEmpty().WithMessage("Give the passkey a name.").MaximumLength(LongestName).WithMessage("Use at most 60 characters.");
    }

    internal sealed class Handler(UserManager<Account> accounts) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await accounts.FindByIdAsync(request.By.Id);
            UserPasskeyInfo? passkey = account is null ? null : await accounts.GetPasskeyAsync(account, BytesOf(request.Id));
            if (passkey is null) return new Refusal(RefusalKind.NotFound, "There is no such passkey.");
            passkey.Name = request.Name.Trim();
            await accounts.AddOrUpdatePasskeyAsync(account!, passkey);
            return new Response(passkey.Name);
        }
    }
}
