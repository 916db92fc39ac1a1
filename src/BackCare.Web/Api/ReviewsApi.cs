using BackCare.App.Reviews;
using BackCare.Domain.Knowledge;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Reviews of products and comments on the Learn page.</summary>
public static class ReviewsApi
{
    /// <summary>Maps <c>/v1/reviews</c>.</summary>
    public static void MapReviewsApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder reviews = routes.MapGroup("/v1/reviews").WithTags("Reviews").AllowAnonymous();
        reviews.MapGet("", static async (string topic, string topicKey, int? page, int? pageSize, IMediator mediator, CancellationToken cancellationToken) =>
                SnakeNames.TryParse(topic, out ReviewTopic known)
                    ? await V1Api.AnswerAsync(new GetReviews.Query(known, topicKey, page ?? 1, pageSize ?? 10), mediator, cancellationToken)
                    : Problems.BadRequest("wrong_filter", "The topic is not known.", $"Send one of {SnakeNames.All<ReviewTopic>()}.", "topic"))
            .RequireRateLimiting(RateLimits.PerClient)
            .WithName("GetReviews").WithSummary("The shown reviews of a product, or comments on a part of the Learn page, newest first.")
            .Produces<GetReviews.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        reviews.MapPost("", static (Posted<WriteReview.Command> body, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync<WriteReview.Command, WriteReview.Response>(body, mediator, cancellationToken))
            .RequireOwnForm().RequireRateLimiting(RateLimits.Writing)
            .WithName("WriteReview").WithSummary("Takes a review or comment; it is shown after a moderator approved it.")
            .WithDescription("The answer holds the key that changes or deletes it; it is shown this once. Text is plain text. Please send no health details.")
            .Produces<WriteReview.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        reviews.MapPost("/change", static (Posted<ChangeReview.Command> body, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync<ChangeReview.Command, ChangeReview.Response>(body, mediator, cancellationToken))
            .RequireOwnForm().RequireRateLimiting(RateLimits.Writing)
            .WithName("ChangeReview").WithSummary("Changes, deletes or appeals, by the key that its author was given.")
            .Produces<ChangeReview.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        reviews.MapPost("/report", static (Posted<ReportReview.Command> body, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync<ReportReview.Command, ReportReview.Response>(body, mediator, cancellationToken))
            .RequireOwnForm().RequireRateLimiting(RateLimits.Writing)
            .WithName("ReportReview").WithSummary("Points a moderator at a shown review.")
            .Produces<ReportReview.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound);
    }
}
