using BackCare.Web.Api;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace BackCare.Web.Security;

/// <summary>Lets pages of other origins call the shopper's API with a public key that names their origin, and nobody else from a foreign page.</summary>
/// <remarks>A browser asks first (preflight, without the key): the origin must be named by some key. The call itself must bring a key that names it.
/// Credentials are never shared, so a foreign page sees no cookie of this host. Programs that are no web page send no origin and are not asked.</remarks>
public static class WidgetCors
{
    private const string AllowedHeaders = "content-type, x-api-key";

    private static readonly (string Method, PathString Path)[] Shared =
    [
        ("POST", "/v1/recommendations"), ("POST", "/v1/interview"), ("POST", "/v1/events"), ("POST", "/v1/products/search"), ("POST", "/v1/basket/complements"),
        ("GET", "/v1/products"), ("GET", "/v1/symptoms"), ("GET", "/v1/trending"),
    ];

    /// <summary>Answers preflights and marks answers that a foreign page may read.</summary>
    public static IApplicationBuilder UseWidgetCors(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        HttpRequest request = context.Request;
        return request.Headers.Origin is [{ Length: > 0 } origin] && request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && !OwnFormsOnly.IsOwnOrigin(request, origin)
            ? AnswerForeignAsync(context, origin, next)
            : next(context);
    });

    private static async Task AnswerForeignAsync(HttpContext context, string origin, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        bool named = await context.RequestServices.GetRequiredService<WidgetOrigins>().AllowAsync(origin, context.RequestAborted);
        if (HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod is [{ Length: > 0 } asked])
        {
            if (named && IsShared(asked, request.Path)) AllowPreflight(context.Response.Headers, origin, asked);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        // A page that is known by some key may read why it is refused.
        if (named) context.Response.Headers.AccessControlAllowOrigin = origin;
        if (IsShared(request.Method, request.Path) && !await HasKeyAsync(context, origin))
        {
            await Problems.Forbidden().ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private static async Task<bool> HasKeyAsync(HttpContext context, string origin)
    {
        if (KeyAuthentication.KeyOf(context.Request) is not { } key) return false;
        IServiceProvider services = context.RequestServices;
        return await services.GetRequiredService<WidgetOrigins>().HasKeyAsync(services.GetRequiredService<IMediator>(), key, origin, context.Connection.RemoteIpAddress, context.RequestAborted);
    }

    private static void AllowPreflight(IHeaderDictionary headers, string origin, string method)
    {
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = method;
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = "600";
    }

    private static bool IsShared(string method, PathString path) =>
        Shared.Any(s => s.Method == method && (path == s.Path || (method == "GET" && path.StartsWithSegments(s.Path, StringComparison.Ordinal))));
}
