using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The shopper's pages. What a shopper tells travels in posted forms only, never in an address.</summary>
/// <remarks>The forms change nothing on the server, so a forged one gains nothing: they carry no antiforgery token and need no cookie (docs/decisions/0031).</remarks>
public static class StorefrontPages
{
    /// <summary>Maps every page.</summary>
    public static void MapStorefront(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("/", static (ReportPages steps, CancellationToken cancellationToken) => steps.HomeAsync(steps.Empty, cancellationToken));
        pages.MapPost("/", static async (HttpContext context, ReportPages steps, PageTexts texts, CancellationToken cancellationToken) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
            PostedReport report = form.ContainsKey("example")
                ? steps.Empty with { Text = Examples.Text(form["example"], texts) }
                : PostedReport.From(form, texts.Language);
            return await steps.HomeAsync(report, cancellationToken);
        }).TakesForm();
        MapReportStep(pages, "/understood", static (steps, report, cancellationToken) => steps.UnderstoodAsync(report, cancellationToken));
        MapReportStep(pages, "/interview", static (steps, report, cancellationToken) => steps.InterviewAsync(report, cancellationToken));
        MapReportStep(pages, "/compare", static (steps, report, cancellationToken) => steps.CompareAsync(report, cancellationToken));
        MapReportStep(pages, "/plan", static (steps, report, cancellationToken) => steps.PlanAsync(report, null, cancellationToken));
        PlanPages.Map(pages);
        MapReportStep(pages, "/results", static (steps, report, cancellationToken) => steps.ResultsAsync(report, cancellationToken));
        pages.MapGet("/how-it-works", static () => Page.Of<HowItWorksPage>());
        pages.MapGet("/learn", static (int? reviews, ReportPages steps, CancellationToken cancellationToken) => steps.LearnAsync(reviews, cancellationToken));
        pages.MapGet("/language", LanguageChoice.Show);
        pages.MapPost("/language", LanguageChoice.SaveAsync).TakesForm();
    }

    private static void MapReportStep(
        RouteGroupBuilder pages, string address, Func<ReportPages, PostedReport, CancellationToken, Task<IResult>> step)
    {
        pages.MapPost(address, async (HttpContext context, ReportPages steps, PageTexts texts, CancellationToken cancellationToken) =>
            await step(steps, PostedReport.From(await context.Request.ReadFormAsync(cancellationToken), texts.Language), cancellationToken)).TakesForm();
        // Opened from the address bar there is nothing to answer: begin at the beginning.
        pages.MapGet(address, static () => TypedResults.Redirect("/"));
    }

    /// <summary>The page for what a use case refused.</summary>
    internal static IResult Refused(Refusal refusal) => Page.Error(refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.NotReady => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    });

    internal static void TakesForm(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
}
