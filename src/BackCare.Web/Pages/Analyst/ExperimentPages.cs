using System.Globalization;
using System.Text;
using BackCare.App.Learn;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The analyst's pages about experiments: start, watch, stop.</summary>
public static class ExperimentPages
{
    /// <summary>Maps every page.</summary>
    public static void MapExperiments(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/analyst/experiments").ExcludeFromDescription().RequireAuthorization(Policies.Analyst)
            .RequireRateLimiting(RateLimits.PerClient).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("", static (int? page, IMediator mediator, CancellationToken cancellationToken) =>
            ListAsync(mediator, page ?? 1, new PostedExperiment(), Form.NoErrors, cancellationToken));
        pages.MapPost("", StartAsync);
        pages.MapGet("/{id}", static (string id, IMediator mediator, CancellationToken cancellationToken) => ShowAsync(mediator, id, Form.NoErrors, cancellationToken));
        pages.MapGet("/{id}.csv", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetExperiment.Query(id), cancellationToken)).Match(CsvOf, StorefrontPages.Refused));
        pages.MapPost("/{id}/stop", static async (string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
        {
            string reason = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "reason");
            Answer<ExperimentPart> stopped = await mediator.Send(new StopExperiment.Command(id, reason) { By = visitor.Actor }, cancellationToken);
            return stopped.Refusal is { } refusal
                ? await ShowAsync(mediator, id, Form.Errors(refusal, "reason"), cancellationToken)
                : TypedResults.LocalRedirect($"/analyst/experiments/{id}");
        });
    }

    private static async Task<IResult> StartAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        PostedExperiment plan = PostedExperiment.From(await context.Request.ReadFormAsync(cancellationToken));
        (StartExperiment.Command? command, IReadOnlyDictionary<string, string> errors) = plan.Read();
        if (command is null) return await ListAsync(mediator, 1, plan, errors, cancellationToken);
        Answer<ExperimentPart> started = await mediator.Send(command with { By = visitor.Actor }, cancellationToken);
        return started.Refusal is { } refusal
            ? await ListAsync(mediator, 1, plan, PostedExperiment.Renamed(Form.Errors(refusal, "name")), cancellationToken)
            : TypedResults.LocalRedirect($"/analyst/experiments/{started.Value.Id}");
    }

    private static async Task<IResult> ListAsync(
        IMediator mediator, int page, PostedExperiment plan, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken)
    {
        Answer<GetExperiments.Response> found = await mediator.Send(new GetExperiments.Query(Page: page), cancellationToken);
        Answer<GetModels.Response> models = await mediator.Send(new GetModels.Query(), cancellationToken);
        string[] choices = ["champion", "knowledge", .. models.Refusal is null ? models.Value.Items.Select(m => m.Version) : []];
        return found.Match(
            experiments => Page.Of<ExperimentsPage>(
                new Dictionary<string, object?>
                {
                    [nameof(ExperimentsPage.Experiments)] = experiments,
                    [nameof(ExperimentsPage.Models)] = choices,
                    [nameof(ExperimentsPage.Plan)] = plan,
                    [nameof(ExperimentsPage.Errors)] = errors,
                },
                StatusOf(errors)),
            StorefrontPages.Refused);
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, string id, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetExperiment.Query(id), cancellationToken)).Match(
            found => Page.Of<ExperimentPage>(
                new Dictionary<string, object?> { [nameof(ExperimentPage.Found)] = found, [nameof(ExperimentPage.Errors)] = errors }, StatusOf(errors)),
            StorefrontPages.Refused);

    /// <summary>The path of the difference, one line a step; rates as shares, not percent.</summary>
    private static IResult CsvOf(GetExperiment.Response found)
    {
        var csv = new StringBuilder("count,difference,lower,upper\n");
        foreach (IntervalPart step in found.Measurement?.Path ?? [])
            csv.Append(CultureInfo.InvariantCulture, $"{step.Count},{step.Estimate},{step.Lower},{step.Upper}\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", $"experiment-{found.Experiment.Id}.csv");
    }

    private static int StatusOf(IReadOnlyDictionary<string, string> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
