using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin;

/// <summary>The admin's page of API keys.</summary>
public static class KeyPages
{
    /// <summary>Maps it.</summary>
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder keys = routes.MapGroup("/admin/keys").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient)
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes)).WithProof("/admin/keys");
        keys.MapGet("", static (IMediator mediator, CancellationToken cancellationToken) => ShowAsync(mediator, [], StatusCodes.Status200OK, cancellationToken));
        keys.MapPost("", CreateAsync);
        keys.MapPost("/{id}/rotate", RotateAsync);
        keys.MapPost("/{id}/revoke", static async (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new RevokeApiKey.Command(id, visitor.Actor), cancellationToken)).Match<IResult>(
                static _ => TypedResults.LocalRedirect("/admin/keys"), StorefrontPages.Refused));
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Visitor visitor, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        PostedKey posted = PostedKey.Of(await context.Request.ReadFormAsync(cancellationToken));
        Answer<CreateApiKey.Response> made = await mediator.Send(posted.ToCommand(visitor.Actor, clock.GetUtcNow()), cancellationToken);
        return made.Refusal is { } refusal
            ? await ShowAsync(
                mediator, [(nameof(KeysPage.Posted), posted), (nameof(KeysPage.Errors), Form.Errors(refusal, "name"))], StatusCodes.Status400BadRequest, cancellationToken)
            : await ShowAsync(mediator, [(nameof(KeysPage.Made), new KeysPage.Told(made.Value.Name, made.Value.Key, null))], StatusCodes.Status200OK, cancellationToken);
    }

    private static async Task<IResult> RotateAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string hours = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "overlapHours");
        int overlap = int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
        Answer<RotateApiKey.Response> rotated = await mediator.Send(new RotateApiKey.Command(id, overlap, visitor.Actor), cancellationToken);
        return rotated.Refusal is { } refusal
            ? await ShowAsync(
                mediator, [(nameof(KeysPage.Errors), Form.Error($"overlapHours-{id}", Form.Errors(refusal, "main").Values.First()))], StatusCodes.Status400BadRequest, cancellationToken)
            : await ShowAsync(
                mediator, [(nameof(KeysPage.Made), new KeysPage.Told(rotated.Value.Name, rotated.Value.Key, rotated.Value.PreviousUntilUtc))], StatusCodes.Status200OK, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, (string Name, object? Value)[] more, int status, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetApiKeys.Query(), cancellationToken)).Match(
            keys => Page.Of<KeysPage>(
                new[] { (Name: nameof(KeysPage.Keys), Value: (object?)keys.Items) }.Concat(more).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal), status),
            StorefrontPages.Refused);
}
