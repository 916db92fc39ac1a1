using BackCare.App.Accounts;
using BackCare.App.Learn.Experiments;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Experiments for programs: start, watch, stop.</summary>
public static class ExperimentsApi
{
    /// <summary>Maps everything under <c>/v1/experiments</c>.</summary>
    public static void MapExperimentsApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder experiments = routes.MapGroup("/v1/experiments").WithTags("Experiments").RequireAuthorization(Policies.Analyst).WithKeyScope(KeyScopes.ExperimentsRead, KeyScopes.ExperimentsWrite).RequireRateLimiting(RateLimits.PerClient);
        experiments.MapGet("", static async ([AsParameters] GetExperiments.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(query, cancellationToken)).Match<IResult>(static found => TypedResults.Ok(found), Problems.Of))
            .WithName("GetExperiments").WithSummary("Experiments, newest first, one page.")
            .Produces<GetExperiments.Response>().WithReadProblems().WithCallerProblems();
        experiments.MapGet("/{id}", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new GetExperiment.Query(id), cancellationToken)).Match<IResult>(static found => TypedResults.Ok(found), Problems.Of))
            .WithName("GetExperiment").WithSummary("One experiment with what it says so far; the intervals hold at every look.")
            .Produces<GetExperiment.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        experiments.MapPost("", static async (Posted<StartExperiment.Command> body, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(body.Value! with { By = visitor.Actor }, cancellationToken)).Match<IResult>(
                    static made => TypedResults.Created($"/v1/experiments/{made.Id}", made), Problems.Of))
            .WithName("StartExperiment").WithSummary("Starts an experiment; one at a time runs on what is served.")
            .Produces<ExperimentPart>(StatusCodes.Status201Created).WithBodyProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status409Conflict);
        experiments.MapPost("/{id}/stop", static async (string id, Posted<StopExperiment.Body> body, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(new StopExperiment.Command(id, body.Value!.Reason) { By = visitor.Actor }, cancellationToken)).Match<IResult>(
                    static stopped => TypedResults.Ok(stopped), Problems.Of))
            .WithName("StopExperiment").WithSummary("Ends an experiment for ever; what it measured stays readable.")
            .Produces<ExperimentPart>().WithBodyProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }
}
