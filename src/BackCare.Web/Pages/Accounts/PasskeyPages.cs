using System.Net.Mime;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace BackCare.Web.Pages.Accounts;

/// <summary>Passkeys: adding, naming, removing one's own, and signing in with one. The script <c>passkeys.js</c> speaks to the browser; every answer comes as a posted form.</summary>
public static class PasskeyPages
{
    private const string Home = "/accounts/security", DoesNotOpen = "This passkey does not open an account here. Sign in with your password, or try again.";

    /// <summary>Maps every address.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder open = routes.MapGroup("/accounts/passkeys").ExcludeFromDescription().AllowAnonymous();
        open.MapPost("/ask", static async (HttpContext context, Passkeys passkeys) => Json(await passkeys.AskToShowAsync(context)))
            .TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("/sign-in", SignInAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);

        RouteGroupBuilder own = routes.MapGroup("/accounts").ExcludeFromDescription().RequireAuthorization(Policies.Self).RequireRateLimiting(RateLimits.PerClient);
        own.MapPost("/confirm/ask", static async (HttpContext context, Passkeys passkeys) => Json(await passkeys.AskToShowAsync(context))).TakesForm().ChangesNothing();
        own.MapPost("/confirm/passkey", ConfirmAsync).TakesForm();
        own.MapPost("/passkeys/new", static async (HttpContext context, Visitor visitor, Passkeys passkeys) => Json(await passkeys.AskToMakeAsync(context, visitor.Actor)))
            .TakesForm().WithProof(Home).ChangesNothing();
        own.MapPost("/passkeys", AddAsync).TakesForm().WithProof(Home);
        own.MapPost("/passkeys/{id}/name", RenameAsync).TakesForm();
        own.MapPost("/passkeys/{id}/remove", RemoveAsync).TakesForm().WithProof(Home);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Passkeys passkeys, ShortCookies cookies, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string back = LocalAddress.Of(form["returnUrl"]) ?? "";
        if (await passkeys.ShownAsync(context, Form.Text(form, "credential")) is not { } shown) return AccountPages.SignInForm("", back, Form.Error("email", DoesNotOpen));
        Answer<SignedInAccount> answer = await mediator.Send(new SignInWithPasskey.Command(shown.Account.Id, shown.Passkey), cancellationToken);
        if (answer.Refusal is not null) return AccountPages.SignInForm("", back, Form.Error("email", DoesNotOpen));
        cookies.Forget(context, ShortCookies.FirstStep);
        await Sessions.BeginAsync(context, answer.Value, Factors.Passkey);
        return AccountPages.After(answer.Value, back);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, Visitor visitor, Passkeys passkeys, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string back = LocalAddress.Of(form["returnUrl"]) ?? "/accounts";
        if (await passkeys.ShownAsync(context, Form.Text(form, "credential")) is { } shown && shown.Account.Id == visitor.AccountId)
        {
            await mediator.Send(new SignInWithPasskey.Command(shown.Account.Id, shown.Passkey, Again: true), cancellationToken);
            await mediator.Send(new ProveAgain.Command(visitor.AccountId, visitor.SessionSecret, null, visitor.Client), cancellationToken);
            return TypedResults.LocalRedirect(back);
        }
        return TypedResults.LocalRedirect(RequireProof.Address(back));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Visitor visitor, Passkeys passkeys, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string name = Form.Text(form, "name");
        UserPasskeyInfo? made = await passkeys.MadeAsync(context, Form.Text(form, "credential"), visitor.Actor);
        if (!await SecondFactorPages.MayAddAsync(visitor, mediator, cancellationToken)) return TypedResults.LocalRedirect(Home);
        if (made is null) return await WrongAsync(visitor, mediator, "name", "The passkey could not be checked. Try again.", name, cancellationToken);
        Answer<AddPasskey.Response> added = await mediator.Send(new AddPasskey.Command(visitor.Actor, made, name), cancellationToken);
        return added.Refusal is { } refusal
            ? await WrongAsync(visitor, mediator, "name", Form.Errors(refusal, "name").Values.First(), name, cancellationToken)
            : TypedResults.LocalRedirect($"{Home}?done=passkey");
    }

    private static async Task<IResult> RenameAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string name = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "name");
        Answer<RenamePasskey.Response> renamed = await mediator.Send(new RenamePasskey.Command(visitor.Actor, id, name), cancellationToken);
        return renamed.Refusal is { } refusal
            ? await WrongAsync(visitor, mediator, $"name-{id}", Form.Errors(refusal, "name").Values.First(), "", cancellationToken)
            : TypedResults.LocalRedirect($"{Home}?done=passkey-renamed");
    }

    private static async Task<IResult> RemoveAsync(string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new RemovePasskey.Command(visitor.Actor, id), cancellationToken)).Refusal is { } refusal
            ? await WrongAsync(visitor, mediator, "passkeys", refusal.Reason, "", cancellationToken)
            : TypedResults.LocalRedirect($"{Home}?done=passkey-removed");

    private static Task<IResult> WrongAsync(Visitor visitor, IMediator mediator, string field, string problem, string name, CancellationToken cancellationToken) =>
        SecondFactorPages.SecurityAsync(visitor, mediator, "", Form.Error(field, problem), [(nameof(SecurityPage.NewName), name)], cancellationToken);

    private static ContentHttpResult Json(string options) => TypedResults.Text(options, MediaTypeNames.Application.Json);
}
