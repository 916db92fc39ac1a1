using System.Security.Claims;
using BackCare.App.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace BackCare.Web.Security;

/// <summary>Who may call an endpoint. Every endpoint names one of these or says <c>AllowAnonymous()</c>; the default is nobody (docs/accounts.md).</summary>
/// <remarks>
/// Each policy reads the session cookie and an API key; nothing else does, so that anonymous pages look at neither. A key needs the scope that the endpoint
/// names beside its policy (<see cref="KeyScopeNeeded"/>); a public key counts as nobody. A session whose password must be changed first, or that lacks
/// a second factor where the shop asks for one, has no role yet.
/// </remarks>
public static class Policies
{
    /// <summary>Anybody with a session, also one whose password must be changed; no key.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Anybody with a session and a password of their own; no key.</summary>
    public const string Self = "self";

    /// <summary>Analysts, admins, owners and keys with the endpoint's scope.</summary>
    public const string Analyst = "analyst";

    /// <summary>Admins, owners and keys with the endpoint's scope.</summary>
    public const string Admin = "admin";

    /// <summary>Owners; no key.</summary>
    public const string Owner = "owner";

    /// <summary>Adds every policy.</summary>
    public static AuthorizationBuilder AddPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(SignedIn, policy => policy.AddAuthenticationSchemes(Schemes.Session).RequireAssertion(static context =>
            context.User.Identities.Any(static i => i is { IsAuthenticated: true, AuthenticationType: Schemes.Session })))
        .AddPolicy(Self, policy => policy.AddAuthenticationSchemes(Schemes.Session).RequireAssertion(static context =>
            context.User.Identities.Any(static i => i is { IsAuthenticated: true, AuthenticationType: Schemes.Session })
            && !context.User.HasClaim(static c => c.Type == Sessions.MustChangePassword)))
        .AddPolicy(Analyst, policy => AtLeast(policy, AccountRole.Analyst))
        .AddPolicy(Admin, policy => AtLeast(policy, AccountRole.Admin))
        .AddPolicy(Owner, policy => AtLeast(policy, AccountRole.Owner));

    /// <summary>True when the user may do what the role may.</summary>
    public static bool Allows(ClaimsPrincipal user, AccountRole least) =>
        Enum.GetValues<AccountRole>().Any(role => role >= least && user.IsInRole(role.ToString()));

    private static void AtLeast(AuthorizationPolicyBuilder policy, AccountRole least) =>
        policy.AddAuthenticationSchemes(Schemes.Session, Schemes.Key).RequireAuthenticatedUser()
            .RequireAssertion(context => Allows(context.User, least) && KeyScopeNeeded.IsMet(context.User, context.Resource as HttpContext));
}

/// <summary>Ways to say who one is.</summary>
public static class Schemes
{
    /// <summary>The cookie of somebody who signed in.</summary>
    public const string Session = "session";

    /// <summary>An API key in a header.</summary>
    public const string Key = "key";

    /// <summary>Another identity provider, when one is configured.</summary>
    public const string Provider = "provider";
}
