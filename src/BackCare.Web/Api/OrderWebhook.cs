using System.Text.Json;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.Web.Pages.Shop;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Api;

/// <summary>Where a shop reports orders that were paid at its own checkout: signed, fresh, and each counted once.</summary>
public static class OrderWebhook
{
    /// <summary>Carries <see cref="WebhookSignature"/>.</summary>
    public const string SignatureHeader = "X-BackCare-Signature";

    /// <summary>Maps <c>POST /v1/orders</c>. Without <c>Checkout:WebhookSecret</c> nobody can sign, and every report is refused.</summary>
    public static void MapOrderWebhook(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/orders", ReceiveAsync)
        .AllowAnonymous().RequireRateLimiting(RateLimits.PerClient).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.JsonBytes))
        .Accepts<ReportOrder.Command>("application/json")
        .WithName("ReportOrder").WithTags("Events")
        .WithSummary("Reports an order that was paid at the shop's own checkout.")
        .WithDescription($"Signed in the header {SignatureHeader} as t=UNIX-SECONDS,v1=HEX: HMAC-SHA-256 of \"UNIX-SECONDS.BODY\" under Checkout:WebhookSecret, at most 5 minutes old. The same orderId counts once.")
        .Produces<ReportOrder.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IResult> ReceiveAsync(HttpContext context, CheckoutSettings checkout, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        string? problem = checkout.WebhookSecret is { } secret
            ? WebhookSignature.ProblemOf(context.Request.Headers[SignatureHeader], body.GetBuffer().AsSpan(0, (int)body.Length), secret, clock.GetUtcNow())
            : "This host takes no reported orders: Checkout:WebhookSecret is not set.";
        if (problem is not null) return Problems.NotSigned(problem);
        try
        {
            ReportOrder.Command? command = JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), BackCareJson.Default.ReportOrderCommand);
            return command is null ? BodyFaults.Null() : await TakeAsync(command, mediator, cancellationToken);
        }
        catch (JsonException fault)
        {
            return BodyFaults.Of(fault);
        }
    }

    /// <summary>Stores the order, then counts its purchases; the event's id is the order's, so that a report that comes again counts nothing twice.</summary>
    private static async Task<IResult> TakeAsync(ReportOrder.Command command, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<ReportOrder.Response> taken = await mediator.Send(command, cancellationToken);
        if (taken.Refusal is { } refusal) return Problems.Of(refusal);
        if (taken.Value is { Duplicate: false, Lines.Count: > 0 })
        {
            await mediator.Send(new RecordEvents.Command(
                [.. ShopEvents.Forms("purchase", taken.Value.Lines, command.VisitorId, _ => $"order-{WebhookSignature.EventIdOf(command.OrderId)}").Select(form => new SentEvent(form))]),
                cancellationToken);
        }
        return TypedResults.Ok(taken.Value);
    }
}
