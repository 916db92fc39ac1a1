using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge.Desk;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>The knowledge desk: overview, lists, drawing, trying a text. Rows and proposals have files of their own.</summary>
public static class KnowledgePages
{
    /// <summary>Maps every page of the desk.</summary>
    public static void MapKnowledgePages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder desk = routes.MapGroup("/admin/knowledge").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient)
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        desk.MapGet("", static async (IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetKnowledgeTables.Query(), cancellationToken)).Match(
                found => Page.Of<KnowledgePage>(With((nameof(KnowledgePage.Base), found))), StorefrontPages.Refused));
        desk.MapGet("/chain", static async (string? symptom, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetChain.Query(symptom is { Length: > 0 } ? symptom : null), cancellationToken)).Match(
                chain => Page.Of<ChainPage>(With((nameof(ChainPage.Chain), chain), (nameof(ChainPage.SymptomId), symptom))), StorefrontPages.Refused));
        desk.MapGet("/try", static () => Page.Of<TryPage>());
        desk.MapPost("/try", TryAsync).ChangesNothing();
        desk.MapGet("/{table}", ListAsync);
        desk.MapRowPages();
        desk.MapProposalPages();
    }

    internal static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>What is wrong with a text to try stands at its field.</summary>
    internal static IReadOnlyDictionary<string, string> TryErrors(Refusal refusal) => Form.Error("try-text", refusal.Fields is [{ } field, ..] ? field.Problem : refusal.Reason);

    private static async Task<IResult> TryAsync(HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        string text = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "try-text");
        return (await mediator.Send(new TryText.Query(text), cancellationToken)).Match(
            result => Page.Of<TryPage>(With((nameof(TryPage.Text), text), (nameof(TryPage.Result), result))),
            refusal => Page.Of<TryPage>(With((nameof(TryPage.Text), text), (nameof(TryPage.Errors), TryErrors(refusal))), StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> ListAsync(
        string table, string? search, string? state, string? sort, string? descending, int? page, string? done, IMediator mediator, CancellationToken cancellationToken)
    {
        if (KnowledgeFields.Of(table) is null) return Page.Error(StatusCodes.Status404NotFound);
        var query = new GetKnowledgeRows.Query(table, search, NullIfEmpty(state), NullIfEmpty(sort), descending == "true", Page: page ?? 1);
        return (await mediator.Send(query, cancellationToken)).Match(
            rows => Page.Of<KnowledgeTablePage>(With(
                (nameof(KnowledgeTablePage.Query), query), (nameof(KnowledgeTablePage.Rows), rows),
                (nameof(KnowledgeTablePage.Done), done == "removed" ? "Removed. Its history can bring it back: show the rows removed here." : ""))),
            StorefrontPages.Refused);
    }

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
