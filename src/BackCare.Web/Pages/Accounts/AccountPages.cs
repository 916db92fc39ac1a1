using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Accounts;

/// <summary>Signing in and out, the first owner, and one's own password.</summary>
public static class AccountPages
{
    private const string NotTheSame = "The two passwords differ. Type the same one twice.";

    /// <summary>Maps every page.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder open = routes.MapGroup("/accounts").ExcludeFromDescription().AllowAnonymous();
        open.MapGet("/sign-in", static (string? returnUrl, string? said) => SignInForm("", LocalAddress.Of(returnUrl) ?? "", Said(said)))
            .RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("/sign-in", SignInAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);
        open.MapGet("/first-owner", static async (IMediator mediator, CancellationToken cancellationToken) =>
            FirstOwner("", "", (await mediator.Send(new HasOwner.Query(), cancellationToken)).Value.Owned, Form.NoErrors)).RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("/first-owner", FirstOwnerAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);

        RouteGroupBuilder own = routes.MapGroup("/accounts").ExcludeFromDescription().RequireAuthorization(Policies.SignedIn).RequireRateLimiting(RateLimits.PerClient);
        own.MapGet("", static (bool? changed) => Page.Of<MyAccountPage>(With((nameof(MyAccountPage.PasswordChanged), changed ?? false))));
        own.MapGet("/password", static (HttpContext context) => PasswordForm(context, Form.NoErrors));
        own.MapPost("/password", ChangeAsync).TakesForm().RequireRateLimiting(RateLimits.Guessing);
        own.MapPost("/sign-out", static async (HttpContext context) =>
        {
            await Sessions.EndAsync(context);
            return TypedResults.LocalRedirect("/accounts/sign-in");
        }).TakesForm();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Visitor visitor, ShortCookies cookies, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string email = Form.Text(form, "email"), back = LocalAddress.Of(form["returnUrl"]) ?? "";
        Answer<SignIn.Response> answer = await mediator.Send(new SignIn.Command(email, Form.Secret(form, "password"), visitor.Client), cancellationToken);
        if (answer.Refusal is { } refusal) return SignInForm(email, back, Form.Errors(refusal, "email"));
        if (answer.Value.NeedsCode) return SecondFactorPages.Begin(context, cookies, answer.Value.Account, back);
        await Sessions.BeginAsync(context, answer.Value.Account, Factors.Password);
        return After(answer.Value.Account, back);
    }

    /// <summary>Where somebody goes who just signed in.</summary>
    internal static IResult After(SignedInAccount account, string back) => TypedResults.LocalRedirect(account.MustChangePassword ? "/accounts/password" : back.Length > 0 ? back : "/accounts");

    /// <summary>The sign-in page, with what went wrong.</summary>
    internal static IResult SignInForm(string email, string back, IReadOnlyDictionary<string, string> errors) => Page.Of<SignInPage>(
        With((nameof(SignInPage.Email), email), (nameof(SignInPage.ReturnUrl), back), (nameof(SignInPage.Errors), errors)),
        errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IReadOnlyDictionary<string, string> Said(string? said) => said switch
    {
        "not-invited" => Form.Error("email", "You are known to the provider, but have no account here. Ask an admin of this shop for one with the same e-mail address."),
        "no-role" => Form.Error("email", "Your groups at the provider open nothing here. Ask whoever runs it to add you to one."),
        "too-old" => Form.Error("email", "Begin again: what you began is too old."),
        "no-answer" => Form.Error("email", "Signing in at the provider did not end well. Try again."),
        _ => Form.NoErrors,
    };

    private static async Task<IResult> FirstOwnerAsync(HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string code = Form.Text(form, "code"), email = Form.Text(form, "email"), password = Form.Secret(form, "password");
        if (password != Form.Secret(form, "again")) return FirstOwner(code, email, false, Form.Error("again", NotTheSame));
        Answer<SignedInAccount> answer = await mediator.Send(new ClaimFirstOwner.Command(code, email, password), cancellationToken);
        if (answer.Refusal is { } refusal) return FirstOwner(code, email, refusal.Kind == RefusalKind.Conflict, Form.Errors(refusal, "code"));
        await Sessions.BeginAsync(context, answer.Value, Factors.Password);
        return TypedResults.LocalRedirect("/accounts");
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string next = Form.Secret(form, "new");
        if (next != Form.Secret(form, "again")) return PasswordForm(context, Form.Error("again", NotTheSame));
        Answer<SignedInAccount> answer = await mediator.Send(new ChangePassword.Command(visitor.AccountId!, Form.Secret(form, "current"), next, visitor.Client), cancellationToken);
        if (answer.Refusal is { } refusal) return PasswordForm(context, Form.Errors(refusal, "current"));
        await Sessions.BeginAsync(context, answer.Value, Sessions.FactorsOf(context.User));
        return TypedResults.LocalRedirect("/accounts?changed=true");
    }

    private static IResult PasswordForm(HttpContext context, IReadOnlyDictionary<string, string> errors) => Page.Of<PasswordPage>(
        With((nameof(PasswordPage.Forced), context.User.HasClaim(static c => c.Type == Sessions.MustChangePassword)), (nameof(PasswordPage.Errors), errors)),
        errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IResult FirstOwner(string code, string email, bool owned, IReadOnlyDictionary<string, string> errors) => Page.Of<FirstOwnerPage>(
        With((nameof(FirstOwnerPage.Code), code), (nameof(FirstOwnerPage.Email), email), (nameof(FirstOwnerPage.Owned), owned), (nameof(FirstOwnerPage.Errors), errors)),
        errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    internal static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    internal static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
}
