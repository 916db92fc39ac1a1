using Microsoft.AspNetCore.Authorization;

namespace BackCare.Web.Security;

/// <summary>An endpoint that does not say who may call it is closed to everybody.</summary>
public static class DenyByDefault
{
    /// <summary>Registers the policies, and authorization whose fallback refuses everybody.</summary>
    public static IServiceCollection AddDenyByDefault(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicies()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build());
        return services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessGate>();
    }
}
