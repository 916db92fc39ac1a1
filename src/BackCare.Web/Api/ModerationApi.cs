using BackCare.App.Accounts;
using BackCare.App.Reviews;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Moderation of reviews and comments for programs.</summary>
public static class ModerationApi
{
    /// <summary>Maps <c>/v1/admin/reviews</c>.</summary>
    public static void MapModerationApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder reviews = routes.MapGroup("/v1/admin/reviews").WithTags("Reviews").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.ReviewsRead, KeyScopes.ReviewsWrite).RequireRateLimiting(RateLimits.PerClient)
            .WithIdempotentWrites();
        reviews.MapGet("", static ([AsParameters] GetModerationQueue.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetModerationQueue").WithSummary("Reviews and comments under one tab, oldest first, with what in them needs a look.")
            .Produces<GetModerationQueue.Response>().WithReadProblems().WithCallerProblems();
        reviews.MapGet("/{id}/history", static (string id, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new GetReviewStory.Query(id), mediator, cancellationToken))
            .WithName("GetReviewStory").WithSummary("What became of one review or comment, oldest first; none of its words.")
            .Produces<GetReviewStory.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        reviews.MapPost("/decide", static async (Posted<ModerateReviews.Command> body, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? await V1Api.AnswerAsync(body.Value! with { By = visitor.Actor }, mediator, cancellationToken))
            .WithName("ModerateReviews").WithSummary("Shows up to 100 reviews and comments or keeps them back, with the reason that their authors are told.")
            .WithDescription("Each names the version that was looked at; one that was changed meanwhile is left alone and told. An appeal is decided by somebody else than who kept the text back.")
            .Produces<ModerateReviews.Response>().WithBodyProblems().WithCallerProblems();
    }
}
