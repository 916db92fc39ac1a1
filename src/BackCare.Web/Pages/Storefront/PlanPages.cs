using System.Globalization;
using System.Text;
using BackCare.App.Messaging;
using BackCare.App.Plans;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Texts;
using MediatR;

namespace BackCare.Web.Pages.Storefront;

/// <summary>What a shopper does with a plan: calendar file, private link, deletion.</summary>
/// <remarks>A forged form could keep a plan that nobody asked for and nobody can find; deleting needs a secret that the form itself carries.</remarks>
internal static class PlanPages
{
    /// <summary>Maps every page beside <c>POST /plan</c>.</summary>
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/plan/calendar", CalendarAsync).TakesForm();
        pages.MapPost("/plan/keep", KeepAsync).TakesForm();
        pages.MapGet("/plan/{secret:length(32)}", ShowAsync);
        pages.MapGet("/plan/{secret:length(32)}/delete/{delete:length(32)}", static (string secret, string delete) =>
            Page.Of<DeletePlanPage>(new Dictionary<string, object?> { [nameof(DeletePlanPage.Secret)] = secret, [nameof(DeletePlanPage.Delete)] = delete }));
        pages.MapPost("/plan/{secret:length(32)}/delete/{delete:length(32)}", DeleteAsync).TakesForm();
    }

    private static async Task<IResult> CalendarAsync(HttpContext context, ReportPages steps, PageTexts texts, TimeProvider clock, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        PostedReport report = PostedReport.From(form, texts.Language);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        // A day of slack: the shopper's today may be yesterday or tomorrow in UTC.
        if (!DateOnly.TryParseExact(form["start"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly start)
            || start < DateOnly.FromDateTime(now.AddDays(-1)) || start > DateOnly.FromDateTime(now.AddDays(366)))
            return await steps.PlanAsync(report, new Dictionary<string, string> { ["start"] = texts["Plan_CalendarBadDate"] }, cancellationToken);
        TimeOnly time = TimeOnly.TryParseExact(form["time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly chosen) ? chosen : new TimeOnly(8, 0);
        return await steps.WithPlanAsync(
            report, (_, plan) => TypedResults.File(Encoding.UTF8.GetBytes(PlanCalendar.Of(plan, start, time, now, texts)), "text/calendar; charset=utf-8", "plan.ics"),
            cancellationToken);
    }

    private static async Task<IResult> KeepAsync(HttpContext context, ReportPages steps, PageTexts texts, PageLanguage language, ConsentCookie consent, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        PostedReport report = PostedReport.From(form, texts.Language);
        if (form["agree"] != "yes")
            return await steps.PlanAsync(report, new Dictionary<string, string> { ["agree"] = texts["Plan_KeepMust"] }, cancellationToken);
        PlanPart? found = null;
        IResult instead = await steps.WithPlanAsync(report, (_, plan) =>
        {
            found = plan;
            return TypedResults.Ok();
        }, cancellationToken);
        if (found is null) return instead;
        Answer<KeepPlan.Response> kept = await mediator.Send(new KeepPlan.Command(found, texts.Language, Agreed: true, consent.Current?.VisitorId), cancellationToken);
        string site = $"{context.Request.Scheme}://{context.Request.Host}{language.Link("/plan/")}";
        return kept.Match(
            plan => Page.Of<KeptPlanPage>(new Dictionary<string, object?>
            {
                [nameof(KeptPlanPage.Link)] = site + plan.Secret,
                [nameof(KeptPlanPage.DeleteLink)] = $"{site}{plan.Secret}/delete/{plan.DeleteSecret}",
                [nameof(KeptPlanPage.Until)] = plan.ExpiresUtc,
                [nameof(KeptPlanPage.Report)] = report,
            }),
            StorefrontPages.Refused);
    }

    private static async Task<IResult> ShowAsync(string secret, HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return (await mediator.Send(new GetKeptPlan.Query(secret), cancellationToken)).Match(
            static kept => Page.Of<SharedPlanPage>(new Dictionary<string, object?> { [nameof(SharedPlanPage.Kept)] = kept }), StorefrontPages.Refused);
    }

    private static async Task<IResult> DeleteAsync(string secret, string delete, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new DeleteKeptPlan.Command(secret, delete), cancellationToken)).Match(static _ => Page.Of<PlanDeletedPage>(), StorefrontPages.Refused);
}
