using System.Security.Claims;
using BackCare.App.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace BackCare.Web.Security;

/// <summary>Who a page is shown to, for pages behind a policy; on open pages nobody is known and no cookie is read.</summary>
public sealed class Visitor(IHttpContextAccessor accessor, IAntiforgery tokens)
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Name to show; null when nobody is signed in.</summary>
    public string? Name => Context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    /// <summary>Path of the page.</summary>
    public string Path => Context.Request.Path.Value ?? "/";

    /// <summary>True when this visitor may do what the role may.</summary>
    public bool Is(AccountRole role) => Policies.Allows(Context.User, role);

    /// <summary>The person or program, for what it does.</summary>
    public Actor Actor => Sessions.ActorOf(Context.User);

    /// <summary>The account's id; null when nobody is signed in.</summary>
    public string? AccountId => Context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>True while nothing is open before a second factor is set up or shown.</summary>
    public bool MustAddFactor => Context.User.HasClaim(static c => c.Type == Sessions.MustAddFactor);

    /// <summary>What the cookie of the session holds; empty when nobody is signed in.</summary>
    public string SessionSecret => Sessions.SecretOf(Context.User) ?? "";

    /// <summary>Where the request comes from, in the form that guesses are counted by.</summary>
    public string Client => RateLimits.ClientKey(Context.Connection.RemoteIpAddress).ToString();

    /// <summary>The token that a form of this page must carry; asking for it sets the cookie that belongs to it.</summary>
    public string FormToken()
    {
        Pages.Page.HasSecret(Context);
        return tokens.GetAndStoreTokens(Context).RequestToken!;
    }
}
