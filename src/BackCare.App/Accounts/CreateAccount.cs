using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>Makes an account. Without a password one is made up, told once, and must be changed at the first sign-in.</summary>
public static class CreateAccount
{
    public sealed record Command(string Email, AccountRole Role, Actor By, string? Password = null) : IRequest<Answer<Response>>;

    /// <summary>The account; a temporary password to hand over, null when the command brought a password.</summary>
    public sealed record Response(string Id, string Email, AccountRole Role, string? TemporaryPassword);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).EmailAddress().WithMessage("Write an e-mail address, such as ana@example.org.").MaximumLength(254).WithMessage("Use at most 254 characters.");
            RuleFor(c => c.Role).IsInEnum().WithMessage("Choose Shopper, Analyst, Admin or Owner.");
            RuleFor(c => c.Password).Custom((password, context) =>
            {
                if (password is not null && PasswordRules.Problem(password, context.InstanceToValidate.Email) is { } problem) context.AddFailure(problem);
            });
        }
    }

    internal sealed class Handler(UserManager<Account> accounts, BackCareDb db, AuditTrail trail, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!request.By.MayGovern(request.Role))
                return new Refusal(RefusalKind.Forbidden, "Only an owner may make an account of this role.");

            string email = request.Email.Trim();
            if (await accounts.FindByEmailAsync(email) is not null)
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [new RefusedField("email", "There is an account with this e-mail address. Choose another, or reset that account's password.")]);
            }
            return await db.InTransactionAsync(() => CreateAsync(request, email, request.Password ?? TemporaryPassword.New(), cancellationToken), cancellationToken);
        }

        private async Task<Answer<Response>> CreateAsync(Command request, string email, string password, CancellationToken cancellationToken)
        {
            var account = new Account
            {
                UserName = email,
                Email = email,
                Role = request.Role,
                CreatedUtc = clock.GetUtcNow().UtcDateTime,
                MustChangePassword = request.Password is null,
            };
            IdentityResult made = await accounts.CreateAsync(account, password);
            if (!made.Succeeded)
            {
                return new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.",
                    [.. made.Errors.Select(e => new RefusedField(e.Code == "Password" ? "password" : "email", e.Description))]);
            }
            trail.Add(request.By, "account.created", $"account:{account.Id}", $"{email} as {request.Role}");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(account.Id, email, account.Role, request.Password is null ? password : null);
        }
    }
}

/// <summary>A password that is told once.</summary>
internal static class TemporaryPassword
{
    /// <summary>120 random bits.</summary>
    public static string New() => KeyText.Random(15);
}
