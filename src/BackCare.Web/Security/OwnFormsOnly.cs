using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages;

namespace BackCare.Web.Security;

/// <summary>Refuses a form that a foreign page posted, on endpoints that are open to everybody and change something: baskets, orders, reviews, consent.</summary>
/// <remarks>
/// Browsers say where a request comes from in <c>Sec-Fetch-Site</c> (Fetch Metadata), older ones in <c>Origin</c>. A program that sends neither has no
/// visitor's cookie to misuse. So nobody needs a token, and an anonymous shopper no cookie for it; pages behind a policy use form tokens.
/// </remarks>
public static class OwnFormsOnly
{
    /// <summary>Adds the check to a group or an endpoint.</summary>
    public static TBuilder RequireOwnForm<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter<TBuilder, RefuseForeign>();

    /// <summary>True when the request comes from a page of this host, or from no page at all.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site]) return site is "same-origin" or "none";
        return request.Headers.Origin is not [{ Length: > 0 } origin] || IsOwnOrigin(request, origin);
    }

    /// <summary>True when an origin names the host of the request. The scheme is not compared: a proxy may end TLS.</summary>
    public static bool IsOwnOrigin(HttpRequest request, string origin)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class RefuseForeign : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            HttpRequest request = context.HttpContext.Request;
            return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)
                ? await next(context)
                : Failures.IsForMachines(request.Path) ? Problems.BadRequest("foreign_page", "The page of another site sent this.", "Send it from this site, or from a program without Origin and Sec-Fetch-Site.")
                : Page.Error(StatusCodes.Status400BadRequest);
        }
    }
}
