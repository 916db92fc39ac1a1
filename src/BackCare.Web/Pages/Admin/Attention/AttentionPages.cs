using BackCare.App.Desk;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Attention;

/// <summary>The desk's first page: what needs attention.</summary>
public static class AttentionPages
{
    /// <summary>Maps it.</summary>
    public static void MapAttentionPages(this IEndpointRouteBuilder routes) => routes
        .MapGet("/admin", static async (IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetAttention.Query(), cancellationToken)).Match(
                attention => Page.Of<AttentionPage>(new Dictionary<string, object?> { [nameof(AttentionPage.Attention)] = attention }), StorefrontPages.Refused))
        .ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
}
