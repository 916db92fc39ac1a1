using System.Security.Claims;
using System.Text.Encodings.Web;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Security;

/// <summary>Reads an API key from <c>Authorization: Bearer bck_…</c> or <c>X-Api-Key: bck_…</c>; never from an address, which logs would keep.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IMediator mediator)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ", Scope = "backcare:scope";

    /// <summary>The key of a request; null when it brings none.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ Length: > 0 } key]) return key;
        return request.Headers.Authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key) return AuthenticateResult.NoResult();
        string? origin = Request.Headers.Origin is [{ Length: > 0 } sent] ? sent : null;
        Answer<AuthenticateKey.Response> answer = await mediator.Send(new AuthenticateKey.Query(key, origin, Context.Connection.RemoteIpAddress), Context.RequestAborted);
        if (answer.Refusal is { } refusal)
        {
            Context.Items[typeof(Refusal)] = refusal;
            return AuthenticateResult.Fail(refusal.Reason);
        }
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, $"key:{answer.Value.Id}"), new(ClaimTypes.Name, answer.Value.Name)];
        claims.AddRange(ClaimsOf(answer.Value.Scopes));
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Schemes.Key));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Schemes.Key));
    }

    /// <summary>What a key may do: its scopes, and the role that the use cases ask for.</summary>
    public static IEnumerable<Claim> ClaimsOf(IReadOnlyList<string> scopes)
    {
        if (scopes.Count == 0) return [];
        return [new Claim(ClaimTypes.Role, KeyScopes.RoleOf(scopes).ToString()), .. scopes.Select(static s => new Claim(Scope, s))];
    }

    /// <summary>The scopes of a key; null when the user is none.</summary>
    public static IReadOnlyList<string>? ScopesOf(ClaimsPrincipal user) =>
        user.Identities.Any(static i => i.AuthenticationType == Schemes.Key) ? [.. user.FindAll(Scope).Select(static c => c.Value)] : null;
}
