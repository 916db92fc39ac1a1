using System.Text;
using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;

namespace BackCare.Web.Pages;

/// <summary>Answers with a component rendered once on the server: no script, no connection, no cookie, no state kept.</summary>
/// <remarks>The renderer is used without the rest of Blazor, which would bring antiforgery cookies and a key ring on disk (docs/decisions/0030).</remarks>
public static class Page
{
    private static readonly object SecretMark = new();

    /// <summary>A page that no cache keeps.</summary>
    public static IResult Of<TPage>(IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new Rendered<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>(parameters)), status);

    /// <summary>A page that takes nothing.</summary>
    public static IResult Of<TPage>()
        where TPage : IComponent => new Rendered<TPage>(ParameterView.Empty, StatusCodes.Status200OK);

    /// <summary>The page for an error status.</summary>
    public static IResult Error(int status) => status == StatusCodes.Status503ServiceUnavailable
        ? new Unavailable()
        : Of<ErrorPage>(new Dictionary<string, object?> { [nameof(ErrorPage.Status)] = status }, status);

    /// <summary>Marks the answer of this request as one whose length must not tell anything: it goes out uncompressed.</summary>
    internal static void HasSecret(HttpContext context) => context.Items[SecretMark] = true;

    // A page of somebody who signed in repeats what an address says beside a token; packed, its length would tell the token letter by letter (BREACH).
    private static bool HoldsSecret(HttpContext context) => context.Items.ContainsKey(SecretMark) || context.User.Identity is { IsAuthenticated: true };

    /// <summary>What is said while the database is away; a form that was posted comes back with it, to be sent again.</summary>
    private sealed class Unavailable : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = Problems.RetryAfterSeconds;
            await Of<ErrorPage>(
                new Dictionary<string, object?>
                {
                    [nameof(ErrorPage.Status)] = StatusCodes.Status503ServiceUnavailable,
                    [nameof(ErrorPage.Again)] = await PostedAgain.FromAsync(httpContext),
                },
                StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
        }
    }

    private sealed class Rendered<TPage>(ParameterView parameters, int status) : IResult
        where TPage : IComponent
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            IServiceProvider services = httpContext.RequestServices;
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            string html = await renderer.Dispatcher.InvokeAsync(
                async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
            html = html.InLanguage(services.GetRequiredService<PageLanguage>());

            HttpResponse response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            // Pages may show what a shopper told: no browser cache and no proxy keeps them.
            response.Headers.CacheControl = "no-store";
            byte[] body = Encoding.UTF8.GetBytes(html);
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (!HoldsSecret(httpContext) && ContentEncodings.Best(httpContext.Request.Headers.AcceptEncoding) is { } encoding)
            {
                body = ContentEncodings.Pack(body, encoding);
                response.Headers.ContentEncoding = encoding;
            }
            response.ContentLength = body.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
