using System.Text;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BackCare.Web.Pages;

/// <summary>Answers with a component rendered once on the server: no script, no connection, no cookie, no state kept.</summary>
/// <remarks>The renderer is used without the rest of Blazor, which would bring antiforgery cookies and a key ring on disk (docs/decisions/0030).</remarks>
public static class Page
{
    /// <summary>A page that no cache keeps.</summary>
    public static IResult Of<TPage>(IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new Rendered<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>(parameters)), status);

    /// <summary>A page that takes nothing.</summary>
    public static IResult Of<TPage>()
        where TPage : IComponent => new Rendered<TPage>(ParameterView.Empty, StatusCodes.Status200OK);

    /// <summary>The page for an error status.</summary>
    public static IResult Error(int status) =>
        Of<ErrorPage>(new Dictionary<string, object?> { [nameof(ErrorPage.Status)] = status }, status);

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
            response.ContentLength = Encoding.UTF8.GetByteCount(html);
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
        }
    }
}
