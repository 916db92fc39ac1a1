using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The analyst's pages about models: list, look at one, compare two, promote, roll back.</summary>
public static class ModelPages
{
    /// <summary>A report is a page of its own with its own style sheet; it may load and run nothing.</summary>
    private const string ReportPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Maps every page.</summary>
    public static void MapModelPages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/analyst/models").ExcludeFromDescription().RequireAuthorization(Policies.Analyst)
            .RequireRateLimiting(RateLimits.PerClient).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("", ListAsync);
        pages.MapGet("/compare", CompareAsync);
        pages.MapGet("/{version}", static (string version, string? done, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(mediator, version, done == "promoted", Form.NoErrors, cancellationToken));
        pages.MapGet("/{version}/report", Report).WithMetadata(new OwnContentPolicy(ReportPolicy));
        pages.MapPost("/{version}/promote", PromoteAsync);
        pages.MapPost("/{version}/rollback", RollBackAsync);
    }

    private static async Task<IResult> ListAsync(IMediator mediator, CancellationToken cancellationToken, int? page = null, string? done = null) =>
        (await mediator.Send(new GetModels.Query(), cancellationToken)).Match(
            models => Page.Of<ModelsPage>(new Dictionary<string, object?>
            {
                [nameof(ModelsPage.Models)] = models,
                [nameof(ModelsPage.Page)] = Math.Clamp(page ?? 1, 1, 1 + models.Items.Count / ModelsPage.PageSize),
                [nameof(ModelsPage.RolledBack)] = done == "rolled-back",
            }),
            StorefrontPages.Refused);

    private static async Task<IResult> CompareAsync(IMediator mediator, CancellationToken cancellationToken, string? a = null, string? b = null, string? measure = null)
    {
        Answer<GetModel.Response> one = await mediator.Send(new GetModel.Query(a ?? ""), cancellationToken);
        Answer<GetModel.Response> other = await mediator.Send(new GetModel.Query(b ?? ""), cancellationToken);
        if ((one.Refusal ?? other.Refusal) is { } refusal) return StorefrontPages.Refused(refusal);
        // It reads the journal, which takes seconds, so only when it is asked for.
        Answer<CompareModels.Response>? same = measure == "yes" ? await mediator.Send(new CompareModels.Query(a!, b!), cancellationToken) : null;
        return Page.Of<CompareModelsPage>(new Dictionary<string, object?>
        {
            [nameof(CompareModelsPage.A)] = one.Value,
            [nameof(CompareModelsPage.B)] = other.Value,
            [nameof(CompareModelsPage.Same)] = same is { Refusal: null } ? same.Value : null,
            [nameof(CompareModelsPage.Refused)] = same?.Refusal?.Reason,
        });
    }

    private static async Task<IResult> ShowAsync(
        IMediator mediator, string version, bool promoted, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetModel.Query(version), cancellationToken)).Match(
            found => Page.Of<ModelPage>(
                new Dictionary<string, object?>
                {
                    [nameof(ModelPage.Found)] = found,
                    [nameof(ModelPage.Promoted)] = promoted,
                    [nameof(ModelPage.Errors)] = errors,
                },
                errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK),
            StorefrontPages.Refused);

    private static IResult Report(string version, HttpContext context, ModelStore store)
    {
        if (store.PathOf(version, "report.html") is not { } path) return Page.Error(StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(path, "text/html; charset=utf-8");
    }

    private static async Task<IResult> PromoteAsync(string version, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string reason = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "reason");
        Answer<GetModel.Response> model = await mediator.Send(new GetModel.Query(version), cancellationToken);
        if (model.Refusal is { } absent) return StorefrontPages.Refused(absent);
        bool decide = model.Value.Model.Verdict is null or "not_enough_evidence";
        Answer<PromoteModel.Response> promoted = await mediator.Send(
            new PromoteModel.Command(version, visitor.Actor, decide, decide ? reason : null), cancellationToken);
        return promoted.Refusal is { } refusal
            ? await ShowAsync(mediator, version, false, Form.Errors(refusal, model.Value.Model.Verdict is null or "promote" or "not_enough_evidence" ? "reason" : "verdict"), cancellationToken)
            : TypedResults.LocalRedirect($"/analyst/models/{version}?done=promoted");
    }

    private static async Task<IResult> RollBackAsync(string version, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string reason = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "reason");
        Answer<RollBackModel.Response> back = await mediator.Send(
            new RollBackModel.Command(visitor.Actor, version, reason.Length > 0 ? reason : null), cancellationToken);
        return back.Refusal is { } refusal
            ? await ShowAsync(mediator, version, false, Form.Errors(refusal, "verdict"), cancellationToken)
            : TypedResults.LocalRedirect("/analyst/models?done=rolled-back");
    }
}
