using BackCare.Web.Security;

namespace BackCare.Web.Pages.Widget;

/// <summary>A page that looks like another shop's and embeds the widget as that shop would.</summary>
public static class WidgetPages
{
    /// <summary>Maps the page.</summary>
    public static void MapWidget(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/widget-demo", static () => Page.Of<WidgetDemoPage>()).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
}
