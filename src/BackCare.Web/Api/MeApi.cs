using BackCare.App.Messaging;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>A shopper's say over what is stored: export and erase.</summary>
public static class MeApi
{
    /// <summary>A client that keeps the visitor's id itself presents it here; a browser's consent cookie does the same.</summary>
    public const string VisitorHeader = "X-Visitor-Id";

    /// <summary>Maps <c>/v1/me</c>.</summary>
    public static void MapMe(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder me = routes.MapGroup("/v1/me").WithTags("Privacy").AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
        me.MapGet("/export", static async (HttpContext context, ConsentCookie cookie, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            Consent? consent = cookie.Current;
            return VisitorOf(context, consent) is { } visitor
                ? await YourDataPages.ExportAsync(visitor, visitor == consent?.VisitorId ? consent : null, mediator, clock, Problems.Of, cancellationToken)
                : NoVisitor();
        })
            .WithName("ExportMe").WithSummary("Everything stored of one visitor, as JSON.")
            .WithDescription($"The visitor is named by the consent cookie or by the header {VisitorHeader}; presenting the id is the proof.")
            .Produces<YourDataPages.Export>().WithReadProblems();
        me.MapDelete("", static async (HttpContext context, ConsentCookie cookie, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            Consent? consent = cookie.Current;
            if (VisitorOf(context, consent) is not { } visitor) return NoVisitor();
            Answer<YourDataPages.Receipt> erased = await YourDataPages.EraseAsync(visitor, mediator, clock, cancellationToken);
            if (erased.Refusal is null && visitor == consent?.VisitorId) cookie.Withdraw();
            return erased.Match<IResult>(static receipt => TypedResults.Json(receipt, ApiJson.Default.Receipt), Problems.Of);
        })
            .RequireOwnForm()
            .WithName("EraseMe").WithSummary("Erases everything stored of one visitor and answers with a receipt.")
            .Produces<YourDataPages.Receipt>().WithReadProblems();
    }

    private static string? VisitorOf(HttpContext context, Consent? consent) =>
        context.Request.Headers[VisitorHeader] is [{ Length: > 0 and <= 100 } visitor] ? visitor : consent?.VisitorId;

    private static IResult NoVisitor() => Problems.BadRequest(
        "no_visitor", "No visitor is named.", $"Send the visitor's id in the header {VisitorHeader}, or open /your-data in the browser that gave consent.");
}
