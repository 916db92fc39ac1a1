using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>The second step of signing in: a code of the authenticator app, or a recovery code.</summary>
public static class SecondStep
{
    /// <param name="AccountId">Who took the first step.</param>
    /// <param name="Stamp">The account's stamp then: a new password ends what was begun with the old one.</param>
    /// <param name="Code">As it was typed.</param>
    public sealed record Command(string AccountId, string Stamp, string Code) : IRequest<Answer<SignedInAccount>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the code that your app shows, or a recovery code.").MaximumLength(64).WithMessage("A code is shorter.");
    }

    internal sealed class Handler(Credentials credentials, BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<SignedInAccount>>
    {
        public async Task<Answer<SignedInAccount>> Handle(Command request, CancellationToken cancellationToken)
        {
            Account? account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken);
            if (account is not { DisabledUtc: null } || account.SecurityStamp != request.Stamp)
                return new Refusal(RefusalKind.NotFound, "Begin again: what you began is too old.");
            if (!await credentials.CheckCodeAsync(account, request.Code, cancellationToken))
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [new RefusedField("code", "This code does not work. Each works once, for about a minute; after 5 wrong ones there is a rest.")]);
            }
            trail.Add(new Actor(account.Id, account.Email!, account.Role), "account.signed-in", $"account:{account.Id}", "with a second factor");
            await db.SaveChangesAsync(cancellationToken);
            return SignedInAccount.Of(account);
        }
    }
}
