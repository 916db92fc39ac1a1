using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.Ranking.Training;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The analyst's pages about training runs: start, watch, cancel.</summary>
public static class RunPages
{
    /// <summary>Maps every page.</summary>
    public static void MapRunPages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/analyst/runs").ExcludeFromDescription().RequireAuthorization(Policies.Analyst)
            .RequireRateLimiting(RateLimits.PerClient).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("", static (string? before, RunDesk desk, CancellationToken cancellationToken) =>
            desk.ListAsync(before, new PostedRun(), Form.NoErrors, cancellationToken));
        pages.MapPost("", static async (HttpContext context, Visitor visitor, RunDesk desk, CancellationToken cancellationToken) =>
            await desk.StartAsync(PostedRun.From(await context.Request.ReadFormAsync(cancellationToken)), visitor.Actor.Name, cancellationToken));
        pages.MapGet("/{id}", static (string id, string? watch, RunDesk desk, CancellationToken cancellationToken) =>
            desk.ShowAsync(id, watch != "off", Form.NoErrors, cancellationToken));
        pages.MapPost("/{id}/cancel", static (string id, Visitor visitor, RunDesk desk, CancellationToken cancellationToken) =>
            desk.CancelAsync(id, visitor.Actor.Name, cancellationToken));
    }
}

/// <summary>Answers of the pages about training runs.</summary>
internal sealed class RunDesk(IMediator mediator, TrainerCatalog trainers, TrainingSchedule schedule, TimeProvider clock)
{
    public async Task<IResult> ListAsync(string? before, PostedRun plan, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetTrainingRuns.Query(Before: before), cancellationToken)).Match(
            runs => Page.Of<RunsPage>(
                new Dictionary<string, object?>
                {
                    [nameof(RunsPage.Runs)] = runs,
                    [nameof(RunsPage.Trainers)] = trainers.All,
                    [nameof(RunsPage.Schedule)] = schedule,
                    [nameof(RunsPage.NextUtc)] = schedule.NextUtc(clock.GetUtcNow().UtcDateTime),
                    [nameof(RunsPage.Plan)] = plan.Trainer.Length > 0 ? plan : plan with { Trainer = trainers.All[0].Name },
                    [nameof(RunsPage.Errors)] = errors,
                },
                StatusOf(errors)),
            StorefrontPages.Refused);

    public async Task<IResult> StartAsync(PostedRun plan, string by, CancellationToken cancellationToken)
    {
        (TrainModel.Order? order, IReadOnlyDictionary<string, string> errors) = plan.Read();
        if (order is null) return await ListAsync(null, plan, errors, cancellationToken);
        Answer<TrainModel.Response> started = await mediator.Send(new TrainModel.Command(order, by, Wait: false), cancellationToken);
        return started.Refusal is { } refusal
            ? await ListAsync(null, plan, PostedRun.Renamed(Form.Errors(refusal, "trainer")), cancellationToken)
            : TypedResults.LocalRedirect($"/analyst/runs/{started.Value.Run.Id}");
    }

    public async Task<IResult> ShowAsync(string id, bool watch, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetTrainingRun.Query(id), cancellationToken)).Match(
            found => Page.Of<RunPage>(
                new Dictionary<string, object?> { [nameof(RunPage.Found)] = found, [nameof(RunPage.Watch)] = watch, [nameof(RunPage.Errors)] = errors }, StatusOf(errors)),
            StorefrontPages.Refused);

    public async Task<IResult> CancelAsync(string id, string by, CancellationToken cancellationToken)
    {
        Answer<CancelTraining.Response> asked = await mediator.Send(new CancelTraining.Command(id, by), cancellationToken);
        return asked.Refusal switch
        {
            null => TypedResults.LocalRedirect($"/analyst/runs/{id}"),
            { Kind: RefusalKind.NotFound } absent => StorefrontPages.Refused(absent),
            { } ended => await ShowAsync(id, true, Form.Errors(ended, "state"), cancellationToken),
        };
    }

    private static int StatusOf(IReadOnlyDictionary<string, string> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
