using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Symptoms;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Version 1 of the API. Anonymous, limited per client; health words travel in bodies, never in addresses.</summary>
public static class V1Api
{
    /// <summary>Maps every endpoint under <c>/v1</c>.</summary>
    public static void MapV1(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder v1 = routes.MapGroup("/v1").AllowAnonymous().RequireRateLimiting(RateLimits.PerClient)
            .AddEndpointFilter(static (context, next) =>
            {
                // Answers hold what the shopper told.
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        MapReports(v1);
        MapReads(v1);
        MapRelated(v1);
        v1.MapEvents();
    }

    private static void MapReports(RouteGroupBuilder v1)
    {
        v1.MapPost("/recommendations", static async (Posted<GetRecommendations.Query> body, IMediator mediator, CancellationToken cancellationToken) => body.Fault
                ?? (await mediator.Send(body.Value!, cancellationToken)).Match<IResult>(static answer => new WrittenRecommendations(answer), Problems.Of))
            .WithName("GetRecommendations").WithTags("Shopper")
            .WithSummary("Products for a symptom report, best first; or a question, a referral, or an honest nothing.")
            .WithDescription("Danger signs come first: a referral holds no products. Without consent the report is answered and forgotten; with it the list is kept, never the words.")
            .Produces<GetRecommendations.Response>().WithBodyProblems();
        v1.MapGet("/recommendations/{id}", static ([AsParameters] ReplayRecommendation.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("ReplayRecommendation").WithTags("Shopper")
            .WithSummary("A past answer, rebuilt from the stored request, catalogue, model, rules and draw, and compared with what was served.")
            .WithDescription("For whoever holds the id. 404 when the answer was not kept, 410 when its visitor had it erased; replay.result and replay.missing say how exact the rest is.")
            .Produces<ReplayRecommendation.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
        v1.MapPost("/interview", static (Posted<ContinueInterview.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync<ContinueInterview.Query, ContinueInterview.Response>(body, mediator, cancellationToken))
            .WithName("ContinueInterview").WithTags("Shopper")
            .WithSummary("The next question for a report, until done.")
            .WithDescription("Stateless: send the whole report with every answer each time.")
            .Produces<ContinueInterview.Response>().WithBodyProblems();
        v1.MapPost("/rank", static (Posted<RankCandidates.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync<RankCandidates.Query, RankCandidates.Response>(body, mediator, cancellationToken))
            .WithName("RankCandidates").WithTags("Shopper")
            .WithSummary("Your own candidates in the shop's order, after gate and filters.")
            .WithDescription("Takes the report of a recommendation and the products to rank. Every candidate is either listed or told as removed with its reason. Forgotten.")
            .Produces<RankCandidates.Response>().WithBodyProblems();
        v1.MapPost("/basket/complements", static (Posted<GetComplements.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync<GetComplements.Query, GetComplements.Response>(body, mediator, cancellationToken))
            .WithName("GetComplements").WithTags("Shopper")
            .WithSummary("Products that go with a basket.")
            .WithDescription("Takes the products in the basket and, optionally, everything a report may tell: danger signs, conditions and sizes then count as for any list. Forgotten.")
            .Produces<GetComplements.Response>().WithBodyProblems();
    }

    private static void MapReads(RouteGroupBuilder v1)
    {
        v1.MapGet("/symptoms", static ([AsParameters] GetSymptoms.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetSymptoms").WithTags("Knowledge")
            .WithSummary("The complaints the shop knows, with regions, clarifying questions and conditions.")
            .Produces<GetSymptoms.Response>().WithReadProblems();
        v1.MapGet("/products", static ([AsParameters] GetProducts.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetProducts").WithTags("Catalogue")
            .WithSummary("The catalogue by facets, one page.")
            .Produces<GetProducts.Response>().WithReadProblems();
        v1.MapPost("/products/search", static (Posted<SearchProducts.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync<SearchProducts.Query, SearchProducts.Response>(body, mediator, cancellationToken))
            .WithName("SearchProducts").WithTags("Catalogue")
            .WithSummary("Products by words, also misspelt, narrowed by facets.")
            .WithDescription("Words may name a complaint, so they are posted. A danger sign in them gives a referral and no products.")
            .Produces<SearchProducts.Response>().WithBodyProblems();
        v1.MapGet("/products/{id}", static ([AsParameters] GetProduct.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetProduct").WithTags("Catalogue")
            .WithSummary("One product with everything known of it, for and against.")
            .Produces<GetProduct.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapRelated(RouteGroupBuilder v1)
    {
        v1.MapGet("/products/{id}/similar", static ([AsParameters] GetSimilar.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetSimilar").WithTags("Catalogue")
            .WithSummary("Products to look at beside one, each with its reason.")
            .Produces<GetSimilar.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapGet("/trending", static ([AsParameters] GetTrending.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetTrending").WithTags("Catalogue")
            .WithSummary("What shoppers looked at and bought lately, one page.")
            .Produces<GetTrending.Response>().WithReadProblems();
    }

    internal static async Task<IResult> AnswerAsync<TQuery, T>(Posted<TQuery> body, IMediator mediator, CancellationToken cancellationToken)
        where TQuery : class, IRequest<Answer<T>>
        where T : notnull => body.Fault ?? await AnswerAsync(body.Value!, mediator, cancellationToken);

    internal static async Task<IResult> AnswerAsync<T>(IRequest<Answer<T>> query, IMediator mediator, CancellationToken cancellationToken)
        where T : notnull => (await mediator.Send(query, cancellationToken)).Match<IResult>(static value => TypedResults.Ok(value), Problems.Of);

    internal static RouteHandlerBuilder WithBodyProblems(this RouteHandlerBuilder endpoint) => endpoint.WithReadProblems()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    internal static RouteHandlerBuilder WithReadProblems(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status500InternalServerError).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static T WithCallerProblems<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
}
