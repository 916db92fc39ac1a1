using System.Globalization;
using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Recommend;
using BackCare.Domain.Catalog;
using BackCare.Web.Api;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Shop;

/// <summary>The basket and the demo store's orders. Every step is a form and an address, so none needs a script.</summary>
public static class BasketPages
{
    /// <summary>Maps every page.</summary>
    public static void MapBasket(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient).RequireOwnForm()
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("/basket", ShowAsync);
        pages.MapPost("/basket", AddAsync);
        pages.MapPost("/basket/lines", ChangeAsync);
        pages.MapPost("/basket/order", OrderAsync);
        pages.MapGet("/orders/{token}", OrderedAsync);
    }

    private static async Task<IResult> ShowAsync(BasketCookie basket, IMediator mediator, PageLanguage language, bool? full, CancellationToken cancellationToken)
    {
        Answer<GetBasket.Response> answer = await mediator.Send(new GetBasket.Query(basket.Current.Lines, language.Code), cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<BasketPage>(new Dictionary<string, object?>
        {
            [nameof(BasketPage.Basket)] = answer.Value,
            [nameof(BasketPage.Full)] = full ?? false,
            [nameof(BasketPage.GoesWith)] = await GoesWithAsync([.. answer.Value.Lines.Select(l => l.Product.Id).Distinct()], mediator, language, cancellationToken),
        });
    }

    /// <summary>What goes well with these products; nothing when none of them is sold.</summary>
    internal static async Task<IReadOnlyList<RelatedItem>> GoesWithAsync(
        IReadOnlyList<string> productIds, IMediator mediator, PageLanguage language, CancellationToken cancellationToken)
    {
        if (productIds.Count == 0) return [];
        Answer<GetComplements.Response> answer = await mediator.Send(
            new GetComplements.Query { ProductIds = productIds, Limit = 4, Context = new ContextForm { Language = language.Code } }, cancellationToken);
        return answer.Refusal is null ? answer.Value.Items : [];
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, BasketCookie basket, ConsentCookie consent, ShopEvents events, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string size = form["size"].ToString(), list = form["list"].ToString();
        Answer<GetProduct.Response> answer = await mediator.Send(new GetProduct.Query(form["product"].ToString()), cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        GetProduct.Response product = answer.Value;
        string page = $"/products/{Uri.EscapeDataString(product.Id)}";
        if (product.SizeOptions.Count == 0) size = "";
        else if (!product.SizeOptions.Contains(size, StringComparer.Ordinal)) return ShopPages.SeeOther($"{page}?choose=size");
        if (!product.InStock) return ShopPages.SeeOther(page);

        var line = new BasketLine(product.Id, size, Pieces(form["quantity"]) ?? 1, consent.Current is not null && list.Length is > 0 and <= 64 ? list : null);
        Basket changed = basket.Current.Add(line);
        bool kept = !ReferenceEquals(changed, basket.Current) && basket.Keep(changed);
        if (kept) await events.RecordAsync("add_to_cart", [new PlaceOrder.Line(line.ProductId, line.Quantity, product.Price.Minor, line.ListId)], cancellationToken);
        if (context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal))
            return TypedResults.Json(new Added(kept, basket.Current.Pieces), ApiJson.Default.Added);
        return ShopPages.SeeOther(kept ? "/basket" : "/basket?full=true");
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, BasketCookie basket, ShopEvents events, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string product = form["product"].ToString(), size = form["size"].ToString();
        int pieces = form.ContainsKey("remove") ? 0 : Pieces(form["quantity"]) ?? 1;
        BasketLine? line = basket.Current.Lines.FirstOrDefault(l => l.IsFor(product, size));
        basket.Keep(basket.Current.Set(product, size, pieces));
        if (line is not null && pieces < line.Quantity && (await mediator.Send(new GetProduct.Query(product), cancellationToken)) is { Refusal: null } found)
            await events.RecordAsync("remove_from_cart", [new PlaceOrder.Line(product, line.Quantity - pieces, found.Value.Price.Minor, line.ListId)], cancellationToken);
        return ShopPages.SeeOther("/basket");
    }

    private static async Task<IResult> OrderAsync(BasketCookie basket, ConsentCookie consent, ShopEvents events, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<PlaceOrder.Response> answer = await mediator.Send(new PlaceOrder.Command(basket.Current.Lines, consent.Current?.VisitorId), cancellationToken);
        // What stands in the way is shown beside the line on the basket's page.
        if (answer.Refusal is { } refusal) return refusal.Kind == RefusalKind.NotReady ? StorefrontPages.Refused(refusal) : ShopPages.SeeOther("/basket");
        basket.Keep(Basket.Empty);
        await events.RecordAsync("purchase", answer.Value.Lines, cancellationToken);
        return ShopPages.SeeOther($"/orders/{answer.Value.Token}");
    }

    private static async Task<IResult> OrderedAsync(string token, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetOrder.Query(token), cancellationToken)).Match(
            order => Page.Of<OrderPage>(new Dictionary<string, object?> { [nameof(OrderPage.Order)] = order, [nameof(OrderPage.Token)] = token }), StorefrontPages.Refused);

    private static int? Pieces(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int pieces) ? Math.Min(pieces, Basket.MostPieces) : null;

    /// <summary>What a script is told after something was put into the basket.</summary>
    /// <param name="Kept">False when the basket is full.</param>
    /// <param name="Pieces">Pieces in the basket now.</param>
    internal sealed record Added(bool Kept, int Pieces);
}
