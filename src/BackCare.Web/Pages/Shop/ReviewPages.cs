using System.Globalization;
using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Reviews;
using BackCare.Web.Api;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Shop;

/// <summary>Writing, changing and reporting reviews and comments. What is typed is text and stays text.</summary>
public static class ReviewPages
{
    /// <summary>Maps every page.</summary>
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/reviews").ExcludeFromDescription().AllowAnonymous().RequireOwnForm()
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        pages.MapGet("/write", WritePageAsync).RequireRateLimiting(RateLimits.PerClient);
        pages.MapPost("/write", WriteAsync).RequireRateLimiting(RateLimits.Writing);
        pages.MapGet("/mine", static () => Page.Of<OwnReviewPage>()).RequireRateLimiting(RateLimits.PerClient);
        pages.MapPost("/mine", OwnAsync).RequireRateLimiting(RateLimits.Writing);
        pages.MapGet("/{id}/report", static (string id) => Page.Of<ReportPage>(new Dictionary<string, object?> { [nameof(ReportPage.Id)] = id })).RequireRateLimiting(RateLimits.PerClient);
        pages.MapPost("/{id}/report", ReportAsync).RequireRateLimiting(RateLimits.Writing);
    }

    private static Task<IResult> WritePageAsync(string? product, string? comment, string? topic, string? order, IMediator mediator, CancellationToken cancellationToken) =>
        FormAsync(
            new ReviewForm
            {
                Topic = product is not null ? "product" : comment is not null ? "product_comment" : "learn",
                Key = product ?? comment ?? topic ?? "",
                Order = order ?? "",
            },
            [], mediator, cancellationToken);

    private static async Task<IResult> WriteAsync(
        HttpContext context, IMediator mediator, PageLanguage language, ConsentCookie consent, CancellationToken cancellationToken)
    {
        var form = ReviewForm.From(await context.Request.ReadFormAsync(cancellationToken));
        // A field that no person sees: whoever fills it is a program.
        if (form.Website.Length > 0) return Page.Error(StatusCodes.Status400BadRequest);
        Answer<WriteReview.Response> answer = await mediator.Send(
            new WriteReview.Command(form.ReviewTopic, form.Key, form.StarCount, form.Title, form.Text, form.Name, language.Code, form.Order, consent.Current?.VisitorId), cancellationToken);
        if (answer.Refusal is { Kind: RefusalKind.Invalid } invalid) return await FormAsync(form, invalid.Fields, mediator, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<ReviewSavedPage>(new Dictionary<string, object?> { [nameof(ReviewSavedPage.Saved)] = answer.Value, [nameof(ReviewSavedPage.Form)] = form });
    }

    private static async Task<IResult> FormAsync(ReviewForm form, IReadOnlyList<RefusedField> wrong, IMediator mediator, CancellationToken cancellationToken)
    {
        string? name = null;
        if (form.ReviewTopic != ReviewTopic.Learn)
        {
            Answer<GetProduct.Response> product = await mediator.Send(new GetProduct.Query(form.Key), cancellationToken);
            if (product.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
            name = product.Value.Name;
        }
        else if (!ReviewRules.LearnTopics.Contains(form.Key))
        {
            return Page.Error(StatusCodes.Status404NotFound);
        }
        return Page.Of<WriteReviewPage>(new Dictionary<string, object?>
        {
            [nameof(WriteReviewPage.Form)] = form,
            [nameof(WriteReviewPage.ProductName)] = name,
            [nameof(WriteReviewPage.Wrong)] = wrong,
        }, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>Opens, changes, deletes or appeals, by the key that its author was shown.</summary>
    private static async Task<IResult> OwnAsync(HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string[] key = form["key"].ToString().Trim().Split('.', 2);
        if (key is not [{ Length: > 0 and <= 64 } id, { Length: > 0 and <= 100 } secret]) return Own(form["key"].ToString(), null, "Own_WrongKey", []);
        string act = form["act"].ToString();
        IReadOnlyList<RefusedField> wrong = [];
        string? note = null;
        if (act is "change" or "delete" or "appeal")
        {
            var typed = ReviewForm.From(form);
            Answer<ChangeReview.Response> changed = await mediator.Send(
                new ChangeReview.Command(id, secret, act == "delete", act == "appeal" ? form["appeal"].ToString() : null, typed.StarCount, typed.Title,
                    act == "change" ? typed.Text : null, typed.Name), cancellationToken);
            if (changed.Refusal is { Kind: not (RefusalKind.Invalid or RefusalKind.Conflict) }) return Own(form["key"].ToString(), null, "Own_WrongKey", []);
            (wrong, note) = changed.Refusal is { } refusal ? (refusal.Fields, refusal.Kind == RefusalKind.Conflict ? "Own_AppealTwice" : null) : ([], $"Own_Done_{act}");
            if (act == "delete" && changed.Refusal is null) return Own("", null, note, []);
        }
        Answer<GetOwnReview.Response> own = await mediator.Send(new GetOwnReview.Query(id, secret), cancellationToken);
        return own.Refusal is null ? Own(form["key"].ToString().Trim(), own.Value, note, wrong) : Own(form["key"].ToString(), null, "Own_WrongKey", []);
    }

    private static IResult Own(string key, GetOwnReview.Response? review, string? note, IReadOnlyList<RefusedField> wrong) => Page.Of<OwnReviewPage>(new Dictionary<string, object?>
    {
        [nameof(OwnReviewPage.Key)] = key,
        [nameof(OwnReviewPage.Review)] = review,
        [nameof(OwnReviewPage.Note)] = note,
        [nameof(OwnReviewPage.Wrong)] = wrong,
    });

    private static async Task<IResult> ReportAsync(string id, HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<ReportReview.Response> answer = await mediator.Send(new ReportReview.Command(id, form["reason"].ToString()), cancellationToken);
        if (answer.Refusal is { Kind: RefusalKind.Invalid })
            return Page.Of<ReportPage>(new Dictionary<string, object?> { [nameof(ReportPage.Id)] = id, [nameof(ReportPage.Missing)] = true }, StatusCodes.Status422UnprocessableEntity);
        return answer.Match(
            about => Page.Of<ReportPage>(new Dictionary<string, object?>
            {
                [nameof(ReportPage.Id)] = id,
                [nameof(ReportPage.Back)] = about.Topic != ReviewTopic.Learn ? $"/products/{Uri.EscapeDataString(about.TopicKey)}" : "/learn",
            }), StorefrontPages.Refused);
    }
}

/// <summary>A review as it was typed.</summary>
public sealed record ReviewForm
{
    /// <summary>product, product_comment or learn.</summary>
    public string Topic { get; init; } = "product";
    public string Key { get; init; } = "";
    public string Stars { get; init; } = "";
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Token of an order that shows the purchase.</summary>
    public string Order { get; init; } = "";

    /// <summary>Filled by programs alone.</summary>
    public string Website { get; init; } = "";

    public ReviewTopic ReviewTopic => Topic switch
    {
        "learn" => ReviewTopic.Learn,
        "product_comment" => ReviewTopic.ProductComment,
        _ => ReviewTopic.Product,
    };

    /// <summary>The stars; null when none were given.</summary>
    public int? StarCount => int.TryParse(Stars, NumberStyles.None, CultureInfo.InvariantCulture, out int stars) ? stars : null;

    /// <summary>Reads a posted form.</summary>
    public static ReviewForm From(IFormCollection form) => new()
    {
        Topic = form["topic"].ToString(),
        Key = form["about"].ToString(),
        Stars = form["stars"].ToString(),
        Title = form["title"].ToString(),
        Text = form["text"].ToString().ReplaceLineEndings("\n"),
        Name = form["name"].ToString(),
        Order = form["order"].ToString(),
        Website = form["website"].ToString(),
    };
}
