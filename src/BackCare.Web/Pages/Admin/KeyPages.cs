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
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        keys.MapGet("", static (IMediator mediator, CancellationToken cancellationToken) => ShowAsync(mediator, [], StatusCodes.Status200OK, cancellationToken));
        keys.MapPost("", CreateAsync);
        keys.MapPost("/{id}/revoke", static async (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new RevokeApiKey.Command(id, visitor.Actor), cancellationToken)).Match<IResult>(
                static _ => TypedResults.LocalRedirect("/admin/keys"), StorefrontPages.Refused));
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string name = Form.Text(form, "name"), lines = Form.Text(form, "allowedOrigins");
        ApiKeyScope scope = Form.Text(form, "scope") switch { nameof(ApiKeyScope.Admin) => ApiKeyScope.Admin, nameof(ApiKeyScope.Public) => ApiKeyScope.Public, _ => (ApiKeyScope)(-1) };
        string[] origins = lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Answer<CreateApiKey.Response> made = await mediator.Send(new CreateApiKey.Command(name, scope, origins, visitor.Actor), cancellationToken);
        if (made.Refusal is not { } refusal) return await ShowAsync(mediator, [(nameof(KeysPage.Made), made.Value)], StatusCodes.Status200OK, cancellationToken);
        return await ShowAsync(
            mediator,
            [(nameof(KeysPage.Name), name), (nameof(KeysPage.Scope), scope), (nameof(KeysPage.Origins), lines), (nameof(KeysPage.Errors), Form.Errors(refusal, "name"))],
            StatusCodes.Status400BadRequest, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, (string Name, object? Value)[] more, int status, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetApiKeys.Query(), cancellationToken)).Match(
            keys => Page.Of<KeysPage>(
                new[] { (Name: nameof(KeysPage.Keys), Value: (object?)keys.Items) }.Concat(more).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal), status),
            StorefrontPages.Refused);
}
