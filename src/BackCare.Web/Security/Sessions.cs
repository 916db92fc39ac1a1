using System.Security.Claims;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BackCare.Web.Security;

/// <summary>Sessions: an encrypted cookie that names the account and its stamp, compared with the database at every request that needs it.</summary>
public static class Sessions
{
    /// <summary>Name of the cookie; over https it begins with <c>__Host-</c>.</summary>
    public const string CookieName = "backcare-session";

    /// <summary>Claim that takes the place of a role while the password must be changed.</summary>
    public const string MustChangePassword = "backcare:must-change-password";

    private const string Stamp = "backcare:stamp";

    /// <summary>How long a session lasts without a request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);

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
                options.ExpireTimeSpan = Idle;
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = ValidateAsync;
            })
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Schemes.Key, null);
        services.AddDataProtection().SetApplicationName("BackCare").UseProtectionCertificates(configuration);
        services.AddSingleton<ProtectionKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyRing>(static (options, ring) => options.XmlRepository = ring);
        // It would read the key ring at start; the first page that needs it does (docs/decisions/0021, 0060).
        foreach (ServiceDescriptor warm in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToArray()) services.Remove(warm);
        return services;
    }

    /// <summary>Begins a session.</summary>
    public static Task BeginAsync(HttpContext context, SignedInAccount account) => context.SignInAsync(Schemes.Session, PrincipalOf(account));

    /// <summary>Ends it.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Schemes.Session);

    /// <summary>The actor behind a request; for endpoints that a policy protects.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is open to anonymous callers.</exception>
    public static Actor ActorOf(ClaimsPrincipal user)
    {
        string id = user.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new InvalidOperationException("Nobody is signed in: the endpoint needs a policy.");
        AccountRole role = Enum.GetValues<AccountRole>().LastOrDefault(r => user.IsInRole(r.ToString()));
        return new Actor(id, user.Identity?.Name ?? id, role);
    }

    /// <summary>The account as a principal.</summary>
    internal static ClaimsPrincipal PrincipalOf(SignedInAccount account) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Id), new Claim(ClaimTypes.Name, account.Email), new Claim(Stamp, account.Stamp),
            account.MustChangePassword ? new Claim(MustChangePassword, "") : new Claim(ClaimTypes.Role, account.Role.ToString()),
        ],
        Schemes.Session));

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ClaimsPrincipal carried = context.Principal!;
        var query = new GetSession.Query(carried.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", carried.FindFirstValue(Stamp) ?? "");
        Answer<SignedInAccount> now = await context.HttpContext.RequestServices.GetRequiredService<IMediator>().Send(query, context.HttpContext.RequestAborted);
        if (now.Refusal is null)
        {
            context.ReplacePrincipal(PrincipalOf(now.Value));
            return;
        }
        context.RejectPrincipal();
        await EndAsync(context.HttpContext);
    }
}
