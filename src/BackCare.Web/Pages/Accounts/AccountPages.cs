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
        open.MapGet("/sign-in", static (string? returnUrl) => Page.Of<SignInPage>(With((nameof(SignInPage.ReturnUrl), LocalAddress.Of(returnUrl) ?? ""))))
            .RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("/sign-in", SignInAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);
        open.MapGet("/first-owner", static async (IMediator mediator, CancellationToken cancellationToken) =>
            FirstOwner("", "", (await mediator.Send(new HasOwner.Query(), cancellationToken)).Value.Owned, Form.NoErrors)).RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("/first-owner", FirstOwnerAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);

        RouteGroupBuilder own = routes.MapGroup("/accounts").ExcludeFromDescription().RequireAuthorization(Policies.SignedIn).RequireRateLimiting(RateLimits.PerClient);
        own.MapGet("", static (bool? changed) => Page.Of<MyAccountPage>(With((nameof(MyAccountPage.PasswordChanged), changed ?? false))));
        own.MapGet("/password", static (HttpContext context) => PasswordForm(context, Form.NoErrors));
        own.MapPost("/password", ChangeAsync).TakesForm();
        own.MapPost("/sign-out", static async (HttpContext context) =>
        {
            await Sessions.EndAsync(context);
            return TypedResults.LocalRedirect("/accounts/sign-in");
        }).TakesForm();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string email = Form.Text(form, "email"), back = LocalAddress.Of(form["returnUrl"]) ?? "";
        Answer<SignedInAccount> answer = await mediator.Send(new SignIn.Command(email, Form.Secret(form, "password")), cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            IReadOnlyDictionary<string, string> errors = Form.Errors(refusal, "email");
            return Page.Of<SignInPage>(
                With((nameof(SignInPage.Email), email), (nameof(SignInPage.ReturnUrl), back), (nameof(SignInPage.Errors), errors)), StatusCodes.Status400BadRequest);
        }
        await Sessions.BeginAsync(context, answer.Value);
        return TypedResults.LocalRedirect(answer.Value.MustChangePassword ? "/accounts/password" : back.Length > 0 ? back : "/accounts");
    }

    private static async Task<IResult> FirstOwnerAsync(HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string code = Form.Text(form, "code"), email = Form.Text(form, "email"), password = Form.Secret(form, "password");
        if (password != Form.Secret(form, "again")) return FirstOwner(code, email, false, Form.Error("again", NotTheSame));
        Answer<SignedInAccount> answer = await mediator.Send(new ClaimFirstOwner.Command(code, email, password), cancellationToken);
        if (answer.Refusal is { } refusal) return FirstOwner(code, email, refusal.Kind == RefusalKind.Conflict, Form.Errors(refusal, "code"));
        await Sessions.BeginAsync(context, answer.Value);
        return TypedResults.LocalRedirect("/accounts");
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string next = Form.Secret(form, "new");
        if (next != Form.Secret(form, "again")) return PasswordForm(context, Form.Error("again", NotTheSame));
        Answer<SignedInAccount> answer = await mediator.Send(new ChangePassword.Command(visitor.AccountId!, Form.Secret(form, "current"), next), cancellationToken);
        if (answer.Refusal is { } refusal) return PasswordForm(context, Form.Errors(refusal, "current"));
        await Sessions.BeginAsync(context, answer.Value);
        return TypedResults.LocalRedirect("/accounts?changed=true");
    }

    private static IResult PasswordForm(HttpContext context, IReadOnlyDictionary<string, string> errors) => Page.Of<PasswordPage>(
        With((nameof(PasswordPage.Forced), context.User.HasClaim(static c => c.Type == Sessions.MustChangePassword)), (nameof(PasswordPage.Errors), errors)),
        errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IResult FirstOwner(string code, string email, bool owned, IReadOnlyDictionary<string, string> errors) => Page.Of<FirstOwnerPage>(
        With((nameof(FirstOwnerPage.Code), code), (nameof(FirstOwnerPage.Email), email), (nameof(FirstOwnerPage.Owned), owned), (nameof(FirstOwnerPage.Errors), errors)),
        errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    private static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
}
