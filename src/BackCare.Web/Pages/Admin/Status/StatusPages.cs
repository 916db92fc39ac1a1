using BackCare.App.Accounts;
using BackCare.App.Operations;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Status;

/// <summary>How this host stands, with reasons: a page for people and the same for programs. Both tell of the inside, so neither is open to everybody.</summary>
public static class StatusPages
{
    /// <summary>Maps <c>/admin/status</c> and <c>/health/details</c>.</summary>
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/status", static async (IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(Asked, cancellationToken)).Match(
                    static status => Page.Of<StatusPage>(new Dictionary<string, object?> { [nameof(StatusPage.Status)] = status }), StorefrontPages.Refused))
            .ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
        routes.MapGet("/health/details", DetailsAsync)
            .WithTags("Health").WithName("GetHealthDetails").WithSummary("Every finding about this host, for operators: 200 also when something is broken; level says how well it stands.")
            .Produces<CheckUp.Response>().RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.DeskRead).RequireRateLimiting(RateLimits.PerClient);
    }

    private static CheckUp.Query Asked { get; } = new(Serving: true, Deep: false);

    private static async Task<IResult> DetailsAsync(IMediator mediator, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return (await mediator.Send(Asked, cancellationToken)).Match<IResult>(static status => TypedResults.Ok(status), Problems.Of);
    }
}
