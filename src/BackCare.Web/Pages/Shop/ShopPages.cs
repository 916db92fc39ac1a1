using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Reviews;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Shop;

/// <summary>Browsing, searching and single products.</summary>
public static class ShopPages
{
    /// <summary>Maps every page.</summary>
    public static void MapShop(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("/products", static (HttpRequest request, IMediator mediator, PageTexts texts, CancellationToken cancellationToken) =>
            BrowseAsync(Wishes.From(request.Query), mediator, texts, cancellationToken));
        pages.MapPost("/products", SearchAsync).WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("/products/{id}", ProductAsync);
    }

    private static async Task<IResult> BrowseAsync(Wishes wishes, IMediator mediator, PageTexts texts, CancellationToken cancellationToken)
    {
        (GetProducts.Query query, IReadOnlyDictionary<string, string> errors) = wishes.Read(texts);
        Answer<GetProducts.Response> answer = await mediator.Send(query, cancellationToken);
        return answer.Refusal is { } refusal
            ? StorefrontPages.Refused(refusal)
            : await ShowAsync(new ProductList(wishes, query, errors, answer.Value.Items, answer.Value.Total, answer.Value.Facets, null), mediator, cancellationToken);
    }

    /// <summary>Words are posted; a danger sign in them leads to its referral, as if they had been told on the first page.</summary>
    private static async Task<IResult> SearchAsync(
        HttpContext context, IMediator mediator, ReportPages reports, PageTexts texts, PageLanguage language, CancellationToken cancellationToken)
    {
        Wishes wishes = Wishes.From(await context.Request.ReadFormAsync(cancellationToken));
        if (!wishes.IsSearch) return SeeOther(wishes.Href);
        (GetProducts.Query query, IReadOnlyDictionary<string, string> errors) = wishes.Read(texts);
        string country = Countries.StartWith(language.Country, language.Code);
        Answer<SearchProducts.Response> answer = await mediator.Send(new SearchProducts.Query(wishes.Text, query, country, language.Code), cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        SearchProducts.Response found = answer.Value;
        return found.Outcome == "referral"
            ? await reports.UnderstoodAsync(new PostedReport { Text = wishes.Text, Country = country, Language = language.Code }, cancellationToken)
            : await ShowAsync(new ProductList(wishes, query, errors, found.Items, found.Total, found.Facets, found), mediator, cancellationToken);
    }

    private static async Task<IResult> ProductAsync(
        string id, string? choose, int? reviews, int? comments, IMediator mediator, ShopEvents events, PageLanguage language, CancellationToken cancellationToken)
    {
        Answer<GetProduct.Response> product = await mediator.Send(new GetProduct.Query(id, language.Code), cancellationToken);
        if (product.Refusal is { } missing) return StorefrontPages.Refused(missing);
        Answer<GetReviews.Response>? written = await mediator.SendSparedAsync(
            new GetReviews.Query(ReviewTopic.Product, product.Value.Id, Math.Clamp(reviews ?? 1, 1, 10_000)), cancellationToken);
        if (written?.Refusal is { } unread) return StorefrontPages.Refused(unread);
        Answer<GetReviews.Response>? said = await mediator.SendSparedAsync(
            new GetReviews.Query(ReviewTopic.ProductComment, product.Value.Id, Math.Clamp(comments ?? 1, 1, 10_000)), cancellationToken);
        if (said?.Refusal is { } unheard) return StorefrontPages.Refused(unheard);
        Answer<GetSimilar.Response> similar = await mediator.Send(new GetSimilar.Query(product.Value.Id, 4, language.Code), cancellationToken);
        string? list = await events.OriginOfAsync(product.Value.Id, cancellationToken);
        await events.RecordAsync("view_item", [new PlaceOrder.Line(product.Value.Id, 1, product.Value.Price.Minor, list)], cancellationToken);
        return Page.Of<ProductPage>(new Dictionary<string, object?>
        {
            [nameof(ProductPage.Product)] = product.Value,
            [nameof(ProductPage.Reviews)] = written?.Value,
            [nameof(ProductPage.Comments)] = said?.Value,
            [nameof(ProductPage.ChooseSize)] = choose == "size",
            [nameof(ProductPage.List)] = list,
            [nameof(ProductPage.Similar)] = similar.Refusal is null ? similar.Value.Items : [],
            [nameof(ProductPage.GoesWith)] = await BasketPages.GoesWithAsync([product.Value.Id], mediator, language, cancellationToken),
        });
    }

    private static async Task<IResult> ShowAsync(ProductList list, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetRatings.Response>? ratings = await mediator.SendSparedAsync(new GetRatings.Query([.. list.Items.Select(i => i.Id)]), cancellationToken);
        if (ratings?.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        var parameters = new Dictionary<string, object?> { [nameof(ProductsPage.List)] = list };
        if (ratings is not null) parameters[nameof(ProductsPage.Ratings)] = ratings.Value.ByProduct;
        return Page.Of<ProductsPage>(parameters, list.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>Leads a posted form to an address that is fetched, so that reloading posts nothing twice.</summary>
    internal static IResult SeeOther(string address) => new SeeOtherResult(address);

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
