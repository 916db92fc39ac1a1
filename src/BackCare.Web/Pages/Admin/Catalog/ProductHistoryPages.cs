using BackCare.App.Catalog.Desk;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>A product's history, and taking changes back.</summary>
public static class ProductHistoryPages
{
    /// <summary>Maps its pages below the catalogue's.</summary>
    public static void MapProductHistory(this RouteGroupBuilder pages)
    {
        pages.MapGet("/{id}/history", static (string id, string? cursor, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(id, cursor, [], "", mediator, cancellationToken));
        pages.MapPost("/{id}/history/{change:long}/undo", UndoAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
    }

    private static async Task<IResult> UndoAsync(string id, long change, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<UndoProductChanges.Response> undone = await mediator.Send(new UndoProductChanges.Command(change, null, visitor.Actor, Id: id), cancellationToken);
        return undone.Refusal switch
        {
            null => TypedResults.LocalRedirect($"/admin/catalog/{Uri.EscapeDataString(id)}/history"),
            { Kind: RefusalKind.Conflict } conflict => await ShowAsync(id, null, [.. conflict.Fields.Select(f => f.Problem)], conflict.Reason, mediator, cancellationToken),
            var other => StorefrontPages.Refused(other),
        };
    }

    private static async Task<IResult> ShowAsync(string id, string? cursor, IReadOnlyList<string> against, string problem, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetHistory.Response> history = await mediator.Send(new GetHistory.Query(ProductState.Subject, id, cursor), cancellationToken);
        if (history.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        Answer<GetDeskProduct.Response> product = await mediator.Send(new GetDeskProduct.Query(id), cancellationToken);
        // A product that was removed still has its history, from which it can be brought back.
        if (product.Refusal is { } missing && (missing.Kind != RefusalKind.NotFound || history.Value.Items.Count == 0)) return StorefrontPages.Refused(missing);
        return Page.Of<ProductHistoryPage>(
            new Dictionary<string, object?>
            {
                [nameof(ProductHistoryPage.Id)] = id,
                [nameof(ProductHistoryPage.Name)] = product.Refusal is null ? product.Value.Saved.Product.Name : "",
                [nameof(ProductHistoryPage.History)] = history.Value,
                [nameof(ProductHistoryPage.Problem)] = problem,
                [nameof(ProductHistoryPage.Against)] = against,
            },
            problem.Length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
