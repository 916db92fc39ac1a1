using System.Security.Claims;

namespace BackCare.Web.Security;

/// <summary>The scope that an API key needs for an endpoint. An endpoint without one is closed to keys, so every page is.</summary>
/// <param name="Read">For reading.</param>
/// <param name="Write">For everything else.</param>
public sealed record KeyScopeNeeded(string Read, string Write)
{
    /// <summary>The scope for a method.</summary>
    public string For(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Read : Write;

    /// <summary>What a request needs; null when no key may make it.</summary>
    public static string? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<KeyScopeNeeded>()?.For(context.Request.Method);
    }

    /// <summary>True when the user is no key, or a key with the scope that the request needs.</summary>
    public static bool IsMet(ClaimsPrincipal user, HttpContext? context)
    {
        ArgumentNullException.ThrowIfNull(user);
        return KeyAuthentication.ScopesOf(user) is not { } scopes || (context is not null && Of(context) is { } needed && scopes.Contains(needed));
    }
}

/// <summary>Says what scope a key needs.</summary>
public static class KeyScopeConventions
{
    /// <summary>Opens an endpoint or a group to keys that have the scope; what stands on an endpoint goes before what stands on its group.</summary>
    public static TBuilder WithKeyScope<TBuilder>(this TBuilder endpoint, string read, string? write = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new KeyScopeNeeded(read, write ?? read));
}
