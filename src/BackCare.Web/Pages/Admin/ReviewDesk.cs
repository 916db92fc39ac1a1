using System.Globalization;
using BackCare.App.Messaging;
using BackCare.App.Reviews;
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
        pages.MapGet("", static ([AsParameters] Asked asked, IMediator mediator, CancellationToken cancellationToken) => ShowAsync(asked.ToQuery(), null, null, mediator, cancellationToken));
        pages.MapPost("", DecideAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("/{id}", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetReviewStory.Query(id), cancellationToken)).Match(
                story => Page.Of<ReviewStoryPage>(new Dictionary<string, object?> { [nameof(ReviewStoryPage.Story)] = story }), StorefrontPages.Refused));
    }

    /// <summary>What the page's address asks for.</summary>
    private sealed record Asked(string? Tab, string? Topic, string? Key, string? Search, string? Mark, string? Cursor)
    {
        public GetModerationQueue.Query ToQuery() => new(Tab is { Length: > 0 } tab ? tab : "pending", Topic, Key, Search, Mark, Cursor);
    }

    private static async Task<IResult> ShowAsync(
        GetModerationQueue.Query query, ModerateReviews.Response? done, string? problem, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(query, cancellationToken)).Match(
            queue => Page.Of<ReviewQueuePage>(
                new Dictionary<string, object?>
                {
                    [nameof(ReviewQueuePage.Queue)] = queue,
                    [nameof(ReviewQueuePage.Query)] = query,
                    [nameof(ReviewQueuePage.Done)] = done,
                    [nameof(ReviewQueuePage.Problem)] = problem,
                },
                problem is not null ? StatusCodes.Status400BadRequest : done is { Left.Count: > 0 } ? StatusCodes.Status409Conflict : StatusCodes.Status200OK),
            StorefrontPages.Refused);

    /// <summary>Decides what is ticked, or the one whose own button was pressed: the button's value begins with its act and ends in the id.</summary>
    private static async Task<IResult> DecideAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string[] act = Form.Text(form, "act").Split(':', 2);
        string[] ids = act is [_, { Length: > 0 } one] ? [one] : [.. form["pick"].OfType<string>()];
        GetModerationQueue.Query back = new(Form.Text(form, "tab") is { Length: > 0 } tab ? tab : "pending", Form.Text(form, "topic"), Form.Text(form, "key"), Form.Text(form, "search"), Form.Text(form, "mark"));
        Answer<ModerateReviews.Response> answer = await mediator.Send(
            new ModerateReviews.Command([.. ids.Select(id => new ModerateReviews.Seen(id, VersionOf(form, id)))], act[0] == "approve", Form.Text(form, "reason"), Form.Text(form, "note"))
            {
                By = visitor.Actor,
            },
            cancellationToken);
        return answer.Refusal is { } refusal
            ? await ShowAsync(back, null, refusal.Fields is [{ } field, ..] ? field.Problem : refusal.Reason, mediator, cancellationToken)
            : await ShowAsync(back, answer.Value, null, mediator, cancellationToken);
    }

    private static long VersionOf(IFormCollection form, string id) =>
        long.TryParse(form[$"version.{id}"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : 0;
}
