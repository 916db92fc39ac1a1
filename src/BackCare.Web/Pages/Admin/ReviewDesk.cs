using System.Globalization;
using BackCare.App.Messaging;
using BackCare.App.Reviews;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Reviews;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin;

/// <summary>The moderators' queue of reviews and comments.</summary>
public static class ReviewDesk
{
    /// <summary>Maps the pages.</summary>
    public static void MapReviewDesk(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/admin/reviews").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("", static (string? tab, int? page, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(tab ?? "pending", page ?? 1, null, mediator, cancellationToken));
        pages.MapPost("/{id}", DecideAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
    }

    private static async Task<IResult> ShowAsync(string tab, int page, string? problem, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetModerationQueue.Query(tab, page), cancellationToken)).Match(
            queue => Page.Of<ReviewQueuePage>(
                new Dictionary<string, object?> { [nameof(ReviewQueuePage.Queue)] = queue, [nameof(ReviewQueuePage.Tab)] = tab, [nameof(ReviewQueuePage.Problem)] = problem },
                problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict),
            StorefrontPages.Refused);

    private static async Task<IResult> DecideAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        bool approve = Form.Text(form, "act") == "approve";
        RejectReason? reason = SnakeNames.TryParse(Form.Text(form, "reason"), out RejectReason chosen) ? chosen : null;
        long version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : 0;
        Answer<ModerateReview.Response> answer = await mediator.Send(
            new ModerateReview.Command(id, version, approve, reason, Form.Text(form, "note"), visitor.AccountId ?? "key"), cancellationToken);
        string tab = Form.Text(form, "tab");
        if (answer.Refusal is not { } refusal) return TypedResults.LocalRedirect($"/admin/reviews?tab={Uri.EscapeDataString(tab)}");
        return await ShowAsync(tab, 1, refusal.Fields is [{ } field, ..] ? field.Problem : refusal.Reason, mediator, cancellationToken);
    }
}
