using BackCare.App.Accounts;
using BackCare.App.Learn;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Training runs and models under <c>/v1</c>, for analysts.</summary>
public static class LearnApi
{
    /// <summary>The one model there is.</summary>
    private const string Ranking = "ranking";

    /// <summary>Who shall be champion.</summary>
    /// <param name="Version">The model version.</param>
    /// <param name="Decide">A person decides where the gate says that there is not enough evidence.</param>
    /// <param name="Reason">Why that person decides so; recorded.</param>
    public sealed record NewChampion(string Version, bool Decide = false, string? Reason = null);

    /// <summary>Why to roll back.</summary>
    /// <param name="Reason">In words; recorded.</param>
    public sealed record Rollback(string? Reason = null);

    /// <summary>Maps the endpoints.</summary>
    public static void MapLearn(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder v1 = routes.MapGroup("/v1").RequireAuthorization(Policies.Analyst).WithKeyScope(KeyScopes.ModelsRead, KeyScopes.ModelsTrain).RequireRateLimiting(RateLimits.PerClient).WithTags("Learning")
            .AddEndpointFilter(static (context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        MapModels(v1);
        MapChampion(v1);
        MapRuns(v1);
        v1.MapTrainingData();
    }

    private static void MapModels(RouteGroupBuilder v1)
    {
        v1.MapGet("/models", static (IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetModels.Query(), mediator, cancellationToken))
            .WithName("GetModels").WithSummary("Every model version, newest first, the champion among them.")
            .Produces<GetModels.Response>().WithReadProblems();
        v1.MapGet("/models/{version}", static (string version, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new GetModel.Query(version), mediator, cancellationToken))
            .WithName("GetModel").WithSummary("One model version: its card, the gate's reasons, its files.")
            .Produces<GetModel.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapGet("/models/{version}/comparison", static (string version, string with, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new CompareModels.Query(version, with), mediator, cancellationToken))
            .WithName("CompareModels").WithSummary("Two model versions on the same latest lists, with the paired difference: with=<version>.")
            .Produces<CompareModels.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        v1.MapGet("/models/{version}/files/{file}", static (string version, string file, ModelFiles files) => files.Download(version, file))
            .WithName("GetModelFile").WithSummary("One file of a model version: model.txt in LightGBM's format, card.json, report.html.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapChampion(RouteGroupBuilder v1)
    {
        v1.MapPut("/models/{name}/aliases/champion", static async (string name, Posted<NewChampion> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                name != Ranking ? Problems.NotFound("model")
                : body.Fault ?? await V1Api.AnswerAsync(
                    new PromoteModel.Command(body.Value!.Version, Sessions.ActorOf(context.User), body.Value.Decide, body.Value.Reason), mediator, cancellationToken))
            .WithName("PromoteModel").WithKeyScope(KeyScopes.ModelsPromote).WithSummary("Makes a model version the champion when the gate lets it; every host takes it over within two seconds.")
            .WithDescription("422 when the gate refused it or it could not serve; 409 when it is the champion already. The name is ranking.")
            .Produces<PromoteModel.Response>().WithBodyProblems()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        v1.MapPost("/models/{version}:rollback", static async (string version, Posted<Rollback> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? await V1Api.AnswerAsync(
                    new RollBackModel.Command(Sessions.ActorOf(context.User), version, body.Value!.Reason), mediator, cancellationToken))
            .WithName("RollBackModel").WithKeyScope(KeyScopes.ModelsPromote).WithSummary("Brings back what served before this champion, at once; before the first that was the knowledge prior.")
            .WithDescription("409 when another version is the champion by now; then nothing is changed.")
            .Produces<RollBackModel.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapRuns(RouteGroupBuilder v1)
    {
        v1.MapPost("/training-runs", static async (Posted<TrainModel.Order> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(new TrainModel.Command(body.Value!, $"{Sessions.ActorOf(context.User).Name} (API)", Wait: false), cancellationToken))
                    .Match<IResult>(static started => TypedResults.Accepted($"/v1/training-runs/{started.Run.Id}", started.Run), Problems.Of))
            .WithName("StartTraining").WithSummary("Starts a training run and answers at once; ask the address in Location how far it is.")
            .WithDescription("409 while another run is under way, on whichever host.")
            .Produces<TrainingRun>(StatusCodes.Status202Accepted).WithBodyProblems().ProducesProblem(StatusCodes.Status409Conflict);
        v1.MapGet("/training-runs", static ([AsParameters] GetTrainingRuns.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetTrainingRuns").WithSummary("Training runs, newest first, one page.")
            .Produces<GetTrainingRuns.Response>().WithReadProblems();
        v1.MapGet("/training-runs/{id}", static (string id, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new GetTrainingRun.Query(id), mediator, cancellationToken))
            .WithName("GetTrainingRun").WithSummary("One training run: progress, data checks, log, and what came of it.")
            .Produces<GetTrainingRun.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapDelete("/training-runs/{id}", static (string id, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new CancelTraining.Command(id, Sessions.ActorOf(context.User).Name), mediator, cancellationToken))
            .WithName("CancelTraining").WithSummary("Asks a training run to stop, on whichever host it is; it does so within seconds.")
            .Produces<CancelTraining.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }
}
