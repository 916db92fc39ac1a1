using System.Globalization;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>The desk's pages of merchandising rules: list, editor with preview, history.</summary>
public static class RuleDesk
{
    /// <summary>Maps every page.</summary>
    public static void MapRuleDesk(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/admin/rules").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient)
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("", ListAsync);
        pages.MapGet("/new", NewAsync);
        pages.MapGet("/{id}", ShowAsync);
        pages.MapPost("/new", static (HttpContext context, RuleEditor editor, CancellationToken cancellationToken) => editor.PostAsync(null, context, cancellationToken));
        pages.MapPost("/{id}", static (string id, HttpContext context, RuleEditor editor, CancellationToken cancellationToken) => editor.PostAsync(id, context, cancellationToken));
        pages.MapPost("/{id}/switch", SwitchAsync);
        pages.MapPost("/{id}/remove", RemoveAsync);
        pages.MapGet("/{id}/history", static (string id, string? cursor, IMediator mediator, ShelfHost shelves, ShopTime time, CancellationToken cancellationToken) =>
            HistoryAsync(id, cursor, null, mediator, shelves, time, cancellationToken));
        pages.MapPost("/{id}/undo", UndoAsync);
    }

    private static Task<IResult> ListAsync(
        string? search, string? state, string? effect, string? sort, string? cursor, string? done, IMediator mediator, ShopTime time, CancellationToken cancellationToken) =>
        PageAsync(new GetRules.Query(search, state, effect, sort ?? "changed", cursor), done, null, mediator, time, cancellationToken);

    private static async Task<IResult> PageAsync(
        GetRules.Query query, string? done, string? problem, IMediator mediator, ShopTime time, CancellationToken cancellationToken) =>
        (await mediator.Send(query, cancellationToken)).Match(
            rules => Page.Of<RulesPage>(
                new Dictionary<string, object?>
                {
                    [nameof(RulesPage.Rules)] = rules,
                    [nameof(RulesPage.Query)] = query,
                    [nameof(RulesPage.Time)] = time,
                    [nameof(RulesPage.Done)] = done,
                    [nameof(RulesPage.Problem)] = problem,
                },
                problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict),
            StorefrontPages.Refused);

    /// <summary>An empty editor, one that begins as a copy of another rule, or one that names a product of another page.</summary>
    private static async Task<IResult> NewAsync(
        string? copy, string? product, string? effect, RuleEditor editor, IMediator mediator, ShopTime time, CancellationToken cancellationToken)
    {
        if (copy is null)
            return await editor.PageAsync(null, new PostedRule { Products = product is null ? [] : [product], Effect = effect is { Length: > 0 } ? effect : "pin" }, cancellationToken);
        Answer<GetRule.Response> found = await mediator.Send(new GetRule.Query(copy), cancellationToken);
        if (found.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        RuleForm form = found.Value.Rule.Rule;
        return await editor.PageAsync(
            null, PostedRule.Of(form, time, 0) with { Description = form.Description.Length > 0 ? $"Copy of: {form.Description}" : "", Enabled = false, Version = 0, Basis = "" }, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(string id, string? done, RuleEditor editor, IMediator mediator, ShopTime time, CancellationToken cancellationToken)
    {
        Answer<GetRule.Response> found = await mediator.Send(new GetRule.Query(id), cancellationToken);
        if (found.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        RulePart rule = found.Value.Rule;
        return await editor.PageAsync(
            id, PostedRule.Of(rule.Rule, time, rule.Version), cancellationToken, (nameof(RulePage.Found), found.Value), (nameof(RulePage.Done), done));
    }

    /// <summary>On or off from the list, on top of whatever else was changed meanwhile.</summary>
    private static async Task<IResult> SwitchAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, ShopTime time, CancellationToken cancellationToken)
    {
        bool on = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "enabled") == "true";
        Answer<GetRule.Response> found = await mediator.Send(new GetRule.Query(id), cancellationToken);
        if (found.Refusal is { } gone) return StorefrontPages.Refused(gone);
        RulePart rule = found.Value.Rule;
        Answer<SaveRule.Response> saved = await mediator.Send(new SaveRule.Command(id, rule.Rule with { Enabled = on }, visitor.Actor, rule.Version, rule.Rule), cancellationToken);
        return saved.Refusal is { } refusal
            ? await PageAsync(new GetRules.Query(), null, refusal.Reason, mediator, time, cancellationToken)
            : TypedResults.LocalRedirect(on ? "/admin/rules?done=on" : "/admin/rules?done=off");
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, ShopTime time, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        long version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : 0;
        Answer<RemoveRule.Response> removed = await mediator.Send(new RemoveRule.Command(id, version, visitor.Actor), cancellationToken);
        if (removed.Refusal is not { } refusal) return TypedResults.LocalRedirect($"/admin/rules/{id}/history");
        return refusal.Kind == RefusalKind.NotFound
            ? StorefrontPages.Refused(refusal)
            : await PageAsync(new GetRules.Query(), null, $"The rule was not removed. {refusal.Reason}", mediator, time, cancellationToken);
    }

    private static async Task<IResult> UndoAsync(
        string id, HttpContext context, Visitor visitor, IMediator mediator, ShelfHost shelves, ShopTime time, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        long change = long.TryParse(form["change"], NumberStyles.None, CultureInfo.InvariantCulture, out long named) ? named : 0;
        Answer<UndoRuleChange.Response> undone = await mediator.Send(new UndoRuleChange.Command(id, change, visitor.Actor), cancellationToken);
        return undone.Refusal is { } refusal
            ? await HistoryAsync(id, null, refusal, mediator, shelves, time, cancellationToken)
            : TypedResults.LocalRedirect($"/admin/rules/{id}/history");
    }

    private static async Task<IResult> HistoryAsync(
        string id, string? cursor, Refusal? refused, IMediator mediator, ShelfHost shelves, ShopTime time, CancellationToken cancellationToken)
    {
        if (RuleChoices.Of(shelves) is not { } choices) return StorefrontPages.Refused(ShelfHost.NotReady);
        Answer<GetHistory.Response> history = await mediator.Send(new GetHistory.Query(RuleFields.Subject, id, cursor), cancellationToken);
        if (history.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        Answer<GetRule.Response> present = await mediator.Send(new GetRule.Query(id), cancellationToken);
        if (history.Value.Items.Count == 0 && cursor is null && present.Refusal is { } none) return StorefrontPages.Refused(none);
        return Page.Of<RuleHistoryPage>(
            new Dictionary<string, object?>
            {
                [nameof(RuleHistoryPage.Id)] = id,
                [nameof(RuleHistoryPage.History)] = history.Value,
                [nameof(RuleHistoryPage.Rule)] = present.Refusal is null ? present.Value.Rule : null,
                [nameof(RuleHistoryPage.Refused)] = refused,
                [nameof(RuleHistoryPage.Time)] = time,
                [nameof(RuleHistoryPage.Choices)] = choices,
            },
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}
