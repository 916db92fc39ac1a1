using System.Globalization;
using System.Security.Claims;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BackCare.Web.Security;

/// <summary>Sessions: an encrypted cookie that holds the secret of a session in the database, looked up at every request that needs it.</summary>
public static class Sessions
{
    /// <summary>Name of the cookie; over https it begins with <c>__Host-</c>.</summary>
    public const string CookieName = "backcare-session";

    /// <summary>Claim that takes the place of a role while the password must be changed.</summary>
    public const string MustChangePassword = "backcare:must-change-password";

    /// <summary>Claim that takes the place of a role while a second factor must be set up.</summary>
    public const string MustAddFactor = "backcare:must-add-factor";

    private const string Secret = "backcare:session", Proved = "backcare:proved", Shown = "backcare:factors";

    /// <summary>Registers sessions, API keys and where their encryption keys are kept.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication()
            .AddCookie(Schemes.Session, static options =>
            {
                options.Cookie.Name = CookieName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.Cookie.Path = "/";
                options.CookieManager = new HostPrefixedCookies();
                // How long it lasts without a request is for the database to say, which knows every request.
                options.SlidingExpiration = false;
                options.Events.OnValidatePrincipal = ValidateAsync;
            })
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Schemes.Key, null);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Session).Configure<AccountSettings>(static (options, settings) => options.ExpireTimeSpan = settings.Longest);
        services.AddDataProtection().SetApplicationName("BackCare").UseProtectionCertificates(configuration);
        services.AddSingleton<ProtectionKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyRing>(static (options, ring) => options.XmlRepository = ring);
        services.AddSingleton(static provider => SealedBy(provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<ShortCookies>();
        // It would read the key ring at start; the first page that needs it does (docs/decisions/0021, 0060).
        foreach (ServiceDescriptor warm in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToArray()) services.Remove(warm);
        return services;
    }

    /// <summary>Begins a session with a new secret; the one that the browser had before ends.</summary>
    public static async Task BeginAsync(HttpContext context, SignedInAccount account, Factors factors)
    {
        ArgumentNullException.ThrowIfNull(context);
        string? before = (await context.AuthenticateAsync(Schemes.Session)).Principal?.FindFirstValue(Secret);
        var command = new BeginSession.Command(account, factors, Browsers.NameOf(context.Request.Headers.UserAgent), before);
        BeginSession.Response begun = (await context.RequestServices.GetRequiredService<IMediator>().Send(command, context.RequestAborted)).Value;
        ClaimsPrincipal principal = PrincipalOf(begun.Secret, begun.Session);
        await context.SignInAsync(Schemes.Session, principal);
    }

    /// <summary>Ends it, here and in the database, so that a copied cookie opens nothing either.</summary>
    public static async Task EndAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SecretOf(context.User) is { } secret)
            await context.RequestServices.GetRequiredService<IMediator>().Send(new EndSessions.Command(ActorOf(context.User), secret), context.RequestAborted);
        await context.SignOutAsync(Schemes.Session);
    }

    /// <summary>The actor behind a request; for endpoints that a policy protects.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is open to anonymous callers.</exception>
    public static Actor ActorOf(ClaimsPrincipal user)
    {
        string id = user.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new InvalidOperationException("Nobody is signed in: the endpoint needs a policy.");
        AccountRole role = Enum.GetValues<AccountRole>().LastOrDefault(r => user.IsInRole(r.ToString()));
        return new Actor(id, user.Identity?.Name ?? id, role, KeyAuthentication.ScopesOf(user));
    }

    /// <summary>What the cookie holds; null for a key and for nobody.</summary>
    public static string? SecretOf(ClaimsPrincipal user) => user.FindFirstValue(Secret);

    /// <summary>When the person last showed who they are; null for a key and for nobody.</summary>
    public static DateTime? ProvedUtc(ClaimsPrincipal user) => user.FindFirstValue(Proved) is { } ticks ? new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc) : null;

    /// <summary>How the person showed it.</summary>
    public static Factors FactorsOf(ClaimsPrincipal user) => Enum.TryParse(user.FindFirstValue(Shown), out Factors factors) ? factors : Factors.Password;

    /// <summary>The session as a principal.</summary>
    internal static ClaimsPrincipal PrincipalOf(string secret, GetSession.Response session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, session.Account.Id), new Claim(ClaimTypes.Name, session.Account.Email), new Claim(Secret, secret),
            new Claim(Proved, session.ProvedUtc.Ticks.ToString(CultureInfo.InvariantCulture)), new Claim(Shown, session.Factors.ToString()),
            session.Account.MustChangePassword ? new Claim(MustChangePassword, "")
                : session.MustAddFactor ? new Claim(MustAddFactor, "")
                : new Claim(ClaimTypes.Role, session.Account.Role.ToString()),
        ],
        Schemes.Session));

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        string secret = context.Principal!.FindFirstValue(Secret) ?? "";
        Answer<GetSession.Response> now = await context.HttpContext.RequestServices.GetRequiredService<IMediator>()
            .Send(new GetSession.Query(secret), context.HttpContext.RequestAborted);
        if (now.Refusal is null)
        {
            context.ReplacePrincipal(PrincipalOf(secret, now.Value));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Session);
    }

    private static SecretBox SealedBy(IDataProtectionProvider protection)
    {
        IDataProtector protector = protection.CreateProtector("accounts");
        return new SecretBox(protector.Protect, text => ShortCookies.TryOpen(() => protector.Unprotect(text)));
    }
}
