using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Accounts;

/// <summary>The second step of signing in, one's own authenticator app, passkeys and sessions, and showing once more who one is.</summary>
public static class SecondFactorPages
{
    private const string Home = "/accounts/security", TooOld = "/accounts/sign-in?said=too-old";

    /// <summary>Maps every page.</summary>
    public static void MapSecondFactor(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder open = routes.MapGroup("/accounts/second-step").ExcludeFromDescription().AllowAnonymous();
        open.MapGet("", static (HttpContext context, ShortCookies cookies) => Begun(context, cookies) is null ? TypedResults.LocalRedirect(TooOld) : StepForm(Form.NoErrors))
            .RequireRateLimiting(RateLimits.PerClient);
        open.MapPost("", StepAsync).TakesForm().RequireFormToken().RequireRateLimiting(RateLimits.Guessing);

        RouteGroupBuilder own = routes.MapGroup("/accounts").ExcludeFromDescription().RequireAuthorization(Policies.Self);
        own.MapGet("/security", static (string? done, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            SecurityAsync(visitor, mediator, Said(done), Form.NoErrors, [], cancellationToken)).RequireRateLimiting(RateLimits.PerClient);
        own.MapGet("/confirm", ConfirmFormAsync).RequireRateLimiting(RateLimits.PerClient);
        own.MapPost("/confirm", ConfirmAsync).TakesForm().RequireRateLimiting(RateLimits.Guessing);
        own.MapPost("/sessions/end-others", static (HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            EndAsync(visitor, mediator, null, cancellationToken)).TakesForm().RequireRateLimiting(RateLimits.PerClient);
        own.MapPost("/sessions/{id}/end", static (string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            EndAsync(visitor, mediator, id, cancellationToken)).TakesForm().RequireRateLimiting(RateLimits.PerClient);

        own.MapGet("/security/authenticator", StartAsync).RequireRateLimiting(RateLimits.PerClient);
        own.MapPost("/security/authenticator", AddAsync).TakesForm().RequireRateLimiting(RateLimits.Guessing).WithProof(Home);
        own.MapPost("/security/authenticator/remove", RemoveAsync).TakesForm().RequireRateLimiting(RateLimits.Guessing).WithProof(Home);
        own.MapPost("/security/recovery-codes", RenewAsync).TakesForm().RequireRateLimiting(RateLimits.PerClient).WithProof(Home);
    }

    /// <summary>Leads somebody who took the first step to the second; nothing is open before it.</summary>
    internal static IResult Begin(HttpContext context, ShortCookies cookies, SignedInAccount account, string back)
    {
        cookies.Write(context, ShortCookies.FirstStep, "second-step", $"{account.Id}\n{account.Stamp}\n{back}");
        return TypedResults.LocalRedirect("/accounts/second-step");
    }

    private static (string AccountId, string Stamp, string Back)? Begun(HttpContext context, ShortCookies cookies) =>
        cookies.Read(context, ShortCookies.FirstStep, "second-step")?.Split('\n') is [var account, var stamp, var back] ? (account, stamp, back) : null;

    private static async Task<IResult> StepAsync(HttpContext context, ShortCookies cookies, IMediator mediator, CancellationToken cancellationToken)
    {
        if (Begun(context, cookies) is not { } begun) return TypedResults.LocalRedirect(TooOld);
        string code = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "code");
        Answer<SignedInAccount> answer = await mediator.Send(new SecondStep.Command(begun.AccountId, begun.Stamp, code), cancellationToken);
        if (answer.Refusal is { Kind: RefusalKind.NotFound }) return TypedResults.LocalRedirect(TooOld);
        if (answer.Refusal is { } refusal) return StepForm(Form.Errors(refusal, "code"));
        cookies.Forget(context, ShortCookies.FirstStep);
        await Sessions.BeginAsync(context, answer.Value, Factors.Two);
        return AccountPages.After(answer.Value, begun.Back);
    }

    private static async Task<IResult> ConfirmFormAsync(string? returnUrl, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetSecondFactors.Query(visitor.AccountId!), cancellationToken)).Match(
            factors => ConfirmForm(factors, LocalAddress.Of(returnUrl) ?? "/accounts", Form.NoErrors), StorefrontPages.Refused);

    private static async Task<IResult> ConfirmAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string back = LocalAddress.Of(form["returnUrl"]) ?? "/accounts";
        Answer<ProveAgain.Response> answer = await mediator.Send(
            new ProveAgain.Command(visitor.AccountId!, visitor.SessionSecret, Form.Secret(form, "shown"), visitor.Client), cancellationToken);
        if (answer.Refusal is not { } refusal) return TypedResults.LocalRedirect(back);
        return (await mediator.Send(new GetSecondFactors.Query(visitor.AccountId!), cancellationToken)).Match(
            factors => ConfirmForm(factors, back, Form.Errors(refusal, "shown")), StorefrontPages.Refused);
    }

    private static async Task<IResult> EndAsync(Visitor visitor, IMediator mediator, string? id, CancellationToken cancellationToken)
    {
        await mediator.Send(new EndSessions.Command(visitor.Actor, visitor.SessionSecret, id, AllOthers: id is null), cancellationToken);
        return TypedResults.LocalRedirect($"{Home}?done=ended");
    }

    private static async Task<IResult> StartAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        if (!RequireProof.IsFresh(context)) return TypedResults.LocalRedirect(RequireProof.Address("/accounts/security/authenticator"));
        if (!await MayAddAsync(visitor, mediator, cancellationToken)) return TypedResults.LocalRedirect(Home);
        return (await mediator.Send(new StartAuthenticator.Query(visitor.AccountId!), cancellationToken)).Match(
            started => AppForm(started, Form.NoErrors), static _ => TypedResults.LocalRedirect(Home));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (!await MayAddAsync(visitor, mediator, cancellationToken)) return TypedResults.LocalRedirect(Home);
        string ticket = Form.Text(form, "ticket");
        Answer<ConfirmAuthenticator.Response> answer = await mediator.Send(new ConfirmAuthenticator.Command(visitor.Actor, ticket, Form.Text(form, "code")), cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            Answer<StartAuthenticator.Response> again = await mediator.Send(new StartAuthenticator.Query(visitor.AccountId!, ticket), cancellationToken);
            return again.Refusal is null ? AppForm(again.Value, Form.Errors(refusal, "code")) : TypedResults.LocalRedirect(Home);
        }
        await Sessions.BeginAsync(context, answer.Value.Account, Factors.Two);
        return Codes(answer.Value.RecoveryCodes, added: true);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string shown = Form.Secret(await context.Request.ReadFormAsync(cancellationToken), "shown");
        Answer<SignedInAccount> answer = await mediator.Send(new RemoveAuthenticator.Command(visitor.Actor, shown, visitor.Client), cancellationToken);
        if (answer.Refusal is { } refusal) return await SecurityAsync(visitor, mediator, "", Form.Errors(refusal, "shown"), [], cancellationToken);
        await Sessions.BeginAsync(context, answer.Value, Sessions.FactorsOf(context.User) == Factors.Passkey ? Factors.Passkey : Factors.Password);
        return TypedResults.LocalRedirect($"{Home}?done=removed");
    }

    private static async Task<IResult> RenewAsync(Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new RenewRecoveryCodes.Command(visitor.Actor), cancellationToken)).Match(
            static made => Codes(made.RecoveryCodes, added: false), static _ => TypedResults.LocalRedirect(Home));

    /// <summary>False for somebody who came in with a password alone where the role asks for the passkey that the account has: what they add would stand for it.</summary>
    internal static async Task<bool> MayAddAsync(Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
        !visitor.MustAddFactor || (await mediator.Send(new GetSecondFactors.Query(visitor.AccountId!), cancellationToken)).Match(static has => has.Passkeys.Count == 0, static _ => false);

    /// <summary>The page of one's own security, with what was done or what went wrong.</summary>
    internal static async Task<IResult> SecurityAsync(
        Visitor visitor, IMediator mediator, string done, IReadOnlyDictionary<string, string> errors, (string Name, object? Value)[] more, CancellationToken cancellationToken)
    {
        Answer<GetSessions.Response> sessions = await mediator.Send(new GetSessions.Query(visitor.AccountId!, visitor.SessionSecret), cancellationToken);
        return (await mediator.Send(new GetSecondFactors.Query(visitor.AccountId!), cancellationToken)).Match(
            factors => Page.Of<SecurityPage>(
                AccountPages.With(
                [
                    (nameof(SecurityPage.Has), factors), (nameof(SecurityPage.Sessions), sessions.Value.Items), (nameof(SecurityPage.Done), done),
                    (nameof(SecurityPage.Errors), errors), .. more,
                ]),
                StatusOf(errors)),
            StorefrontPages.Refused);
    }

    private static string Said(string? done) => done switch
    {
        "ended" => "Signed out there.",
        "removed" => "The authenticator app is removed. Other sessions have ended.",
        "passkey" => "The passkey is added. Sign in with it from now on.",
        "passkey-renamed" => "The passkey has a new name.",
        "passkey-removed" => "The passkey is removed; it opens nothing any more.",
        _ => "",
    };

    private static IResult StepForm(IReadOnlyDictionary<string, string> errors) =>
        Page.Of<SecondStepPage>(AccountPages.With((nameof(SecondStepPage.Errors), errors)), StatusOf(errors));

    private static IResult ConfirmForm(GetSecondFactors.Response factors, string back, IReadOnlyDictionary<string, string> errors) => Page.Of<ConfirmPage>(
        AccountPages.With((nameof(ConfirmPage.Has), factors), (nameof(ConfirmPage.ReturnUrl), back), (nameof(ConfirmPage.Errors), errors)), StatusOf(errors));

    private static IResult AppForm(StartAuthenticator.Response started, IReadOnlyDictionary<string, string> errors) =>
        Page.Of<AuthenticatorPage>(AccountPages.With((nameof(AuthenticatorPage.Started), started), (nameof(AuthenticatorPage.Errors), errors)), StatusOf(errors));

    private static IResult Codes(IReadOnlyList<string> codes, bool added) =>
        Page.Of<RecoveryCodesPage>(AccountPages.With((nameof(RecoveryCodesPage.Codes), codes), (nameof(RecoveryCodesPage.Added), added)));

    private static int StatusOf(IReadOnlyDictionary<string, string> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
