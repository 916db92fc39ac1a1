using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.Web.Api;
using BackCare.Web.Pages.Shop;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Privacy;

/// <summary>What is stored of a shopper, and the shopper's say over it: agree, withdraw, export, erase.</summary>
public static class YourDataPages
{
    /// <summary>What was erased, and when. It names nobody; the number lets a shopper refer to it.</summary>
    public sealed record Receipt(string ReceiptId, DateTime ErasedUtc, int Lists, int Interactions, int Orders, int Reviews, int Plans);

    /// <summary>Everything that is stored of one visitor.</summary>
    public sealed record Export(
        DateTime ExportedUtc, string VisitorId, Consent? Consent, IReadOnlyList<ExportMine.KeptAnswer> Lists, IReadOnlyList<ExportShopping.Order> Orders,
        IReadOnlyList<ExportShopping.Review> Reviews, IReadOnlyList<ExportShopping.Plan> Plans);

    /// <summary>Maps every page.</summary>
    public static void MapYourData(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/your-data").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient).RequireOwnForm()
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("", static (ConsentCookie cookie, string? done) =>
            Show(cookie.Current, done is "granted" or "withdrawn" or "plain" or "personal" ? $"Data_Done_{done}" : null, null));
        pages.MapPost("/consent", static (ConsentCookie cookie) =>
        {
            if (cookie.Current is null) cookie.Grant();
            return ShopPages.SeeOther("/your-data?done=granted");
        });
        pages.MapPost("/personalise", static async (HttpContext context, ConsentCookie cookie, CancellationToken cancellationToken) =>
        {
            if (cookie.Current is not { } consent) return ShopPages.SeeOther("/your-data");
            bool personalised = (await context.Request.ReadFormAsync(cancellationToken))["history"] == "use";
            cookie.Personalise(consent, personalised);
            return ShopPages.SeeOther(personalised ? "/your-data?done=personal" : "/your-data?done=plain");
        });
        pages.MapPost("/withdraw", static (ConsentCookie cookie) =>
        {
            cookie.Withdraw();
            return ShopPages.SeeOther("/your-data?done=withdrawn");
        });
        pages.MapGet("/export", static async (ConsentCookie cookie, IMediator mediator, TimeProvider clock, HttpContext context, CancellationToken cancellationToken) =>
        {
            if (cookie.Current is not { } consent) return ShopPages.SeeOther("/your-data");
            context.Response.Headers.ContentDisposition = "attachment; filename=\"backcare-export.json\"";
            return await ExportAsync(consent.VisitorId, consent, mediator, clock, StorefrontPages.Refused, cancellationToken);
        });
        pages.MapPost("/erase", EraseFormAsync);
        routes.MapGet("/privacy", static () => Page.Of<PolicyPage>()).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
    }

    /// <summary>The export as JSON that a person can read.</summary>
    internal static async Task<IResult> ExportAsync(
        string visitorId, Consent? consent, IMediator mediator, TimeProvider clock, Func<Refusal, IResult> refused, CancellationToken cancellationToken)
    {
        Answer<ExportShopping.Response> shopping = await mediator.Send(new ExportShopping.Query(visitorId), cancellationToken);
        if (shopping.Refusal is { } refusal) return refused(refusal);
        Answer<ExportMine.Response> lists = await mediator.Send(new ExportMine.Query(visitorId), cancellationToken);
        if (lists.Refusal is { } unread) return refused(unread);
        var export = new Export(clock.GetUtcNow().UtcDateTime, visitorId, consent, lists.Value.Lists, shopping.Value.Orders, shopping.Value.Reviews, shopping.Value.Plans);
        return TypedResults.Text(JsonSerializer.Serialize(export, ApiJson.Indented.Export), "application/json", System.Text.Encoding.UTF8);
    }

    /// <summary>Erases everything of a visitor; a refusal says what could not be erased.</summary>
    internal static async Task<Answer<Receipt>> EraseAsync(string visitorId, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        Answer<EraseMine.Response> lists = await mediator.Send(new EraseMine.Command(visitorId), cancellationToken);
        if (lists.Refusal is { } unwritten) return unwritten;
        Answer<EraseShopping.Response> shopping = await mediator.Send(new EraseShopping.Command(visitorId), cancellationToken);
        if (shopping.Refusal is { } refusal) return refusal;
        DateTimeOffset now = clock.GetUtcNow();
        return new Receipt(
            Guid.CreateVersion7(now).ToString("N"), now.UtcDateTime, lists.Value.Lists, lists.Value.Interactions, shopping.Value.Orders, shopping.Value.Reviews,
            shopping.Value.Plans);
    }

    private static async Task<IResult> EraseFormAsync(HttpContext context, ConsentCookie cookie, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (cookie.Current is not { } consent) return ShopPages.SeeOther("/your-data");
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (form["sure"] != "yes") return Show(consent, null, null, notSure: true);
        Answer<Receipt> erased = await EraseAsync(consent.VisitorId, mediator, clock, cancellationToken);
        if (erased.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        cookie.Withdraw();
        return Show(null, "Data_Done_erased", erased.Value);
    }

    private static IResult Show(Consent? consent, string? done, Receipt? receipt, bool notSure = false) => Page.Of<YourDataPage>(new Dictionary<string, object?>
    {
        [nameof(YourDataPage.Consent)] = consent,
        [nameof(YourDataPage.Done)] = done,
        [nameof(YourDataPage.Receipt)] = receipt,
        [nameof(YourDataPage.NotSure)] = notSure,
    }, notSure ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
