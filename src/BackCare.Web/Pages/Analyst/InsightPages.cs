using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The analyst's pages that only look: overview, a list's story, drift.</summary>
public static class InsightPages
{
    /// <summary>Maps every page.</summary>
    public static void MapInsightPages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/analyst").ExcludeFromDescription().RequireAuthorization(Policies.Analyst).RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("", OverviewAsync);
        pages.MapGet("/drift", static async (IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetDrift.Query(), cancellationToken)).Match(
                static drift => Page.Of<DriftPage>(new Dictionary<string, object?> { [nameof(DriftPage.Drift)] = drift }), StorefrontPages.Refused));
        pages.MapGet("/lists", static async (Visitor visitor, IMediator mediator, CancellationToken cancellationToken, string? id = null) =>
            string.IsNullOrWhiteSpace(id)
                ? await ListsAsync(mediator, "", Form.NoErrors, cancellationToken)
                : await ShowAsync(visitor, mediator, id.Trim(), cancellationToken));
        pages.MapGet("/lists/{id}", static (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) => ShowAsync(visitor, mediator, id, cancellationToken));
    }

    private static async Task<IResult> OverviewAsync(IMediator mediator, CancellationToken cancellationToken, int? days = null)
    {
        int shown = days is { } d && OverviewPage.Choices.Contains(d) ? d : 30;
        Answer<GetOverview.Response> overview = await mediator.Send(new GetOverview.Query(shown), cancellationToken);
        Answer<GetModels.Response> models = await mediator.Send(new GetModels.Query(), cancellationToken);
        if ((overview.Refusal ?? models.Refusal) is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<OverviewPage>(new Dictionary<string, object?>
        {
            [nameof(OverviewPage.Overview)] = overview.Value,
            [nameof(OverviewPage.Models)] = models.Value,
            [nameof(OverviewPage.LastRun)] = await LastRunAsync(mediator, cancellationToken),
            [nameof(OverviewPage.Days)] = shown,
        });
    }

    private static async Task<GetTrainingRun.Response?> LastRunAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetTrainingRuns.Response> runs = await mediator.Send(new GetTrainingRuns.Query(Take: 1), cancellationToken);
        if (runs.Refusal is not null || runs.Value.Items.Count == 0) return null;
        return (await mediator.Send(new GetTrainingRun.Query(runs.Value.Items[0].Id), cancellationToken)).Match<GetTrainingRun.Response?>(run => run, _ => null);
    }

    /// <summary>A list's story; an id that leads nowhere comes back beside its field.</summary>
    private static async Task<IResult> ShowAsync(Visitor visitor, IMediator mediator, string id, CancellationToken cancellationToken)
    {
        Answer<GetListStory.Response> story = await mediator.Send(new GetListStory.Query(id), cancellationToken);
        if (story.Refusal is null)
        {
            Answer<NoteDisclosure.Response> noted = await mediator.Send(new NoteDisclosure.Command(visitor.Actor, NoteDisclosure.Read, $"list:{id}"), cancellationToken);
            if (noted.Refusal is { } unnoted) return StorefrontPages.Refused(unnoted);
        }
        return story.Refusal is { } refusal
            ? await ListsAsync(mediator, id, Form.Error("id", refusal.Fields.Count > 0 ? refusal.Fields[0].Problem : refusal.Reason), cancellationToken, StatusOf(refusal))
            : Page.Of<ListPage>(new Dictionary<string, object?> { [nameof(ListPage.Story)] = story.Value });
    }

    private static async Task<IResult> ListsAsync(
        IMediator mediator, string id, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken, int status = StatusCodes.Status200OK) =>
        (await mediator.Send(new GetNewestLists.Query(), cancellationToken)).Match(
            lists => Page.Of<ListsPage>(
                new Dictionary<string, object?> { [nameof(ListsPage.Lists)] = lists, [nameof(ListsPage.Id)] = id, [nameof(ListsPage.Errors)] = errors }, status),
            StorefrontPages.Refused);

    private static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Erased => StatusCodes.Status410Gone,
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
