using System.Security.Claims;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BackCare.Web.Security;

/// <summary>What follows from a policy's answer: on to the endpoint, to the sign-in page, or a problem with its reason.</summary>
/// <remarks>
/// It also stops forged requests. A browser sends the session cookie along with what a foreign page makes it send, so a request that changes
/// something must show that it comes from this host: a page's form by its token, an API call by a header that no foreign page can set.
/// A key is never sent by itself and needs neither.
/// </remarks>
internal sealed class AccessGate : IAuthorizationMiddlewareResultHandler
{
    /// <summary>The header by which a script of this host shows that it is one.</summary>
    public const string OwnScript = "X-BackCare-Request";

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // Routing's own answers (no match, wrong method) are not endpoints of ours: let them become 404 and 405.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }
        if (!authorizeResult.Succeeded) await Refusal(context, endpoint, authorizeResult).ExecuteAsync(context);
        else if (await ForgedAsync(context) is { } forged) await forged.ExecuteAsync(context);
        else await next(context);
    }

    private static IResult Refusal(HttpContext context, RouteEndpoint endpoint, PolicyAuthorizationResult result)
    {
        bool closed = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0 && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null;
        if (closed) return Problems.Forbidden();
        if (Failures.IsForMachines(context.Request.Path))
        {
            if (context.Items[typeof(Refusal)] is Refusal key) return Problems.WrongKey(context, key);
            if (result.Challenged) return Problems.Unauthorized(context);
            return KeyAuthentication.ScopesOf(context.User) is not null && KeyScopeNeeded.Of(context) is { } scope ? Problems.ScopeMissing(scope) : Problems.Forbidden();
        }
        if (result.Challenged) return TypedResults.LocalRedirect(LocalAddress.SignIn(context.Request));
        if (context.User.HasClaim(static c => c.Type == Sessions.MustChangePassword)) return TypedResults.LocalRedirect("/accounts/password");
        if (context.User.HasClaim(static c => c.Type == Sessions.MustAddFactor)) return TypedResults.LocalRedirect("/accounts/security");
        return Page.Error(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult?> ForgedAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return null;
        if (context.User.Identities.Any(static (ClaimsIdentity i) => i is { IsAuthenticated: true, AuthenticationType: Schemes.Key })) return null;
        if (Failures.IsForMachines(request.Path)) return request.Headers.ContainsKey(OwnScript) ? null : Problems.Forged(OwnScript);
        return await FormTokens.IsValidAsync(context) ? null : Page.Error(StatusCodes.Status400BadRequest);
    }
}
