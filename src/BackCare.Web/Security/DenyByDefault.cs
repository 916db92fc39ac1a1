using BackCare.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BackCare.Web.Security;

/// <summary>An endpoint that does not say who may call it is closed to everybody.</summary>
public static class DenyByDefault
{
    /// <summary>Registers authorization whose fallback refuses everybody.</summary>
    public static IServiceCollection AddDenyByDefault(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build());
        return services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
    }

    /// <summary>Turns a refusal into a problem; needs no authentication scheme.</summary>
    private sealed class RefusalHandler : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(
            RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            // Routing's own answers (no match, wrong method) are not endpoints of ours: let them become 404 and 405.
            if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint) return next(context);
            return Problems.Forbidden().ExecuteAsync(context);
        }
    }
}
