using System.Globalization;
using BackCare.App.Catalog.Desk;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Symptoms;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>The catalogue's desk: the list with bulk actions, and what is done from it.</summary>
public static class CatalogPages
{
    /// <summary>Maps every page. What changes something is a posted form whose token <see cref="AccessGate"/> checks.</summary>
    public static void MapCatalogDesk(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/admin/catalog").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("", ListAsync);
        pages.MapPost("", ChangeAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapPost("/batches/{id}/undo", UndoBatchAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapProductEditor();
        pages.MapProductHistory();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var wishes = CatalogWishes.From(request.Query);
        string batch = request.Query["batch"].ToString(), changed = request.Query["changed"].ToString();
        BatchNote? note = batch.Length == 32 && int.TryParse(changed, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? new BatchNote(batch, count, request.Query["undone"] == "1", []) : null;
        return await ShowAsync(wishes, note, Form.NoErrors, mediator, cancellationToken);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        var wishes = CatalogWishes.From(form);
        Answer<ChangeProducts.Response> done = Form.Text(form, "act") == "values"
            ? await mediator.Send(new SetPricesAndStock.Command([.. Rows(form)], visitor.Actor), cancellationToken)
            : await mediator.Send(new ChangeProducts.Command(BodyOf(form), visitor.Actor), cancellationToken);
        if (done.Refusal is { } refusal)
            return refusal.Kind == RefusalKind.Invalid ? await ShowAsync(wishes, null, Form.Errors(refusal, "action"), mediator, cancellationToken) : StorefrontPages.Refused(refusal);
        ChangeProducts.Response result = done.Value;
        return result.Refused.Count == 0
            ? TypedResults.LocalRedirect(wishes.Href(result.BatchId is { } id ? $"batch={id}&changed={result.Changed.ToString(CultureInfo.InvariantCulture)}" : "batch=&changed=0"))
            : await ShowAsync(wishes, new BatchNote(result.BatchId, result.Changed, false, result.Refused), Form.NoErrors, mediator, cancellationToken);
    }

    private static async Task<IResult> UndoBatchAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        var wishes = CatalogWishes.From(form);
        Answer<UndoProductChanges.Response> undone = await mediator.Send(
            new UndoProductChanges.Command(null, id, visitor.Actor, Form.Text(form, "skip") == "1"), cancellationToken);
        if (undone.Refusal is not { } refusal)
        {
            UndoProductChanges.Response result = undone.Value;
            return result.Skipped.Count > 0
                ? await ShowAsync(wishes, new BatchNote(result.BatchId, result.Done.Count, true, result.Skipped), Form.NoErrors, mediator, cancellationToken)
                : TypedResults.LocalRedirect(wishes.Href($"batch={result.BatchId}&changed={result.Done.Count.ToString(CultureInfo.InvariantCulture)}&undone=1"));
        }

        if (refusal.Kind != RefusalKind.Conflict) return StorefrontPages.Refused(refusal);
        var against = new BatchNote(id, 0, false, [.. refusal.Fields.Select(f => new ChangeProducts.RefusedProduct("", "", f.Problem))]) { Conflict = refusal.Reason };
        return await ShowAsync(wishes, against, Form.NoErrors, mediator, cancellationToken, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ShowAsync(
        CatalogWishes wishes, BatchNote? note, IReadOnlyDictionary<string, string> errors, IMediator mediator, CancellationToken cancellationToken, int? status = null)
    {
        Answer<GetDeskProducts.Response> found = await mediator.Send(wishes.ToQuery(), cancellationToken);
        // A cursor or a filter out of an old bookmark: begin at the beginning instead of refusing.
        if (found.Refusal is { Kind: RefusalKind.Invalid }) return TypedResults.LocalRedirect("/admin/catalog");
        Answer<GetKnowledgeChoices.Response> choices = await mediator.Send(new GetKnowledgeChoices.Query(), cancellationToken);
        if ((found.Refusal ?? choices.Refusal) is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<CatalogPage>(
            new Dictionary<string, object?>
            {
                [nameof(CatalogPage.Found)] = found.Value,
                [nameof(CatalogPage.Choices)] = choices.Value,
                [nameof(CatalogPage.Wishes)] = wishes,
                [nameof(CatalogPage.Note)] = note,
                [nameof(CatalogPage.Errors)] = errors,
            },
            status ?? (errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK));
    }

    private static ChangeProducts.Body BodyOf(IFormCollection form)
    {
        string action = Form.Text(form, "action");
        return new ChangeProducts.Body([.. form["ids"].OfType<string>()], action, action == "set_category" ? Form.Text(form, "newCategory") : Form.Text(form, "value"));
    }

    private static IEnumerable<SetPricesAndStock.Row> Rows(IFormCollection form) => form["row"].OfType<string>().Select(id => new SetPricesAndStock.Row(
        id, Form.Text(form, $"priceShown:{id}"), Form.Text(form, $"price:{id}"), Form.Text(form, $"stockShown:{id}"), Form.Text(form, $"stock:{id}")));
}

/// <summary>What a bulk action or its undo did.</summary>
/// <param name="BatchId">Takes it back; null when nothing was changed.</param>
/// <param name="Changed">Products that say something else now.</param>
/// <param name="IsUndo">True after an undo.</param>
/// <param name="Refused">Products that were left as they were.</param>
public sealed record BatchNote(string? BatchId, int Changed, bool IsUndo, IReadOnlyList<ChangeProducts.RefusedProduct> Refused)
{
    /// <summary>Why an undo was not done; empty otherwise.</summary>
    public string Conflict { get; init; } = "";
}
