using System.Security.Claims;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Pages;
using BackCare.Web.Pages.Accounts;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BackCare.Web.Security;

/// <summary>What the sign-in page offers beside a password; nothing where no identity provider is configured.</summary>
/// <param name="Name">What the button calls the provider; null for none.</param>
public sealed record ProviderButton(string? Name);

/// <summary>Signing in with another identity provider by OpenID Connect: code flow with PKCE, never a token in an address.</summary>
public static class ProviderSignIn
{
    private const string Callback = "/accounts/provider/callback";

    /// <summary>Registers the provider of settings section <c>Oidc</c>, if there is one.</summary>
    public static IServiceCollection AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        // A setting that cannot be used is told at start-up in one sentence, like every other.
        OidcSettings? settings = OidcSettings.ProblemOf(configuration) is null ? OidcSettings.Read(configuration) : null;
        services.AddSingleton(new ProviderButton(settings?.Name));
        if (settings is not null) services.AddAuthentication().AddOpenIdConnect(Schemes.Provider, options => Configure(options, settings));
        return services;
    }

    /// <summary>Maps the address that leads to the provider and back.</summary>
    public static void MapProvider(this IEndpointRouteBuilder routes) => routes
        .MapGet("/accounts/provider", static (string? returnUrl, ProviderButton button) => button.Name is null
            ? Page.Error(StatusCodes.Status404NotFound)
            : TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(returnUrl) ?? "/accounts" }, [Schemes.Provider]))
        .ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);

    private static void Configure(OpenIdConnectOptions options, OidcSettings settings)
    {
        options.Authority = settings.Authority.ToString();
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = Callback;
        options.SignInScheme = Schemes.Session;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Add("email");
        foreach (CookieBuilder cookie in new[] { options.NonceCookie, options.CorrelationCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.Events.OnTicketReceived = context => ReceivedAsync(context, settings);
        options.Events.OnRemoteFailure = static context =>
        {
            context.Response.Redirect("/accounts/sign-in?said=no-answer");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task ReceivedAsync(TicketReceivedContext context, OidcSettings settings)
    {
        context.HandleResponse();
        HttpContext http = context.HttpContext;
        ClaimsPrincipal person = context.Principal!;
        bool verified = string.Equals(person.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase);
        var command = new SignInWithProvider.Command(
            settings.Authority.ToString(), person.FindFirstValue("sub") ?? "", verified ? person.FindFirstValue("email") : null,
            [.. person.FindAll(settings.RoleClaim).Select(static c => c.Value)],
            person.FindAll("amr").Any(static c => c.Value is "mfa" or "otp" or "hwk" or "swk"));
        Answer<SignInWithProvider.Response> answer = await http.RequestServices.GetRequiredService<IMediator>().Send(command, http.RequestAborted);
        await (await OutcomeAsync(http, answer, LocalAddress.Of(context.ReturnUri) ?? "/accounts")).ExecuteAsync(http);
    }

    private static async Task<IResult> OutcomeAsync(HttpContext http, Answer<SignInWithProvider.Response> answer, string back)
    {
        if (answer.Refusal is { } refusal)
            return TypedResults.LocalRedirect($"/accounts/sign-in?said={(refusal.Reason.StartsWith("Your groups", StringComparison.Ordinal) ? "no-role" : "not-invited")}");
        if (answer.Value.NeedsCode) return SecondFactorPages.Begin(http, http.RequestServices.GetRequiredService<ShortCookies>(), answer.Value.Account, back);
        await Sessions.BeginAsync(http, answer.Value.Account, answer.Value.Factors);
        return AccountPages.After(answer.Value.Account, back);
    }
}
