using BackCare.App.Accounts;
using BackCare.App.Editing;
using BackCare.App.Rules;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Merchandising rules for programs: list, make, change, remove, try out, take back. Every write names the version it starts from.</summary>
public static class RulesApi
{
    /// <summary>Maps <c>/v1/admin/rules</c>, and the same under its short name <c>/v1/rules</c>.</summary>
    public static void MapRulesApi(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/v1/admin/rules"), "/v1/admin/rules", "");
        Map(routes.MapGroup("/v1/rules"), "/v1/rules", "Short");
    }

    private static void Map(RouteGroupBuilder rules, string path, string name)
    {
        rules.WithTags("Rules").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.RulesRead, KeyScopes.RulesWrite).RequireRateLimiting(RateLimits.PerClient).WithIdempotentWrites();
        MapReads(rules, name);
        rules.MapPost("", async (Posted<RuleForm> body, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(new SaveRule.Command(null, body.Value!, visitor.Actor), cancellationToken)).Match<IResult>(
                    made => Told(context, made.Rule, TypedResults.Created($"{path}/{made.Rule.Id}", made.Rule)), Problems.Of))
            .WithName("CreateRule" + name).WithSummary("Makes a rule; every replica follows within two seconds.")
            .Produces<RulePart>(StatusCodes.Status201Created).WithBodyProblems().WithCallerProblems();
        rules.MapPut("/{id}", static async (string id, Posted<RuleForm> body, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            {
                if (body.Fault is { } fault) return fault;
                (long version, IResult? missing) = Preconditions.Read(context);
                return missing ?? (await mediator.Send(new SaveRule.Command(id, body.Value!, visitor.Actor, version), cancellationToken)).Match<IResult>(
                    saved => Told(context, saved.Rule, TypedResults.Ok(saved.Rule)), Problems.Of);
            })
            .WithName("ChangeRule" + name).WithSummary("Replaces what a rule says, when If-Match names the version that is saved.")
            .Produces<RulePart>().WithBodyProblems().WithWriteProblems();
        rules.MapDelete("/{id}", static async (string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            {
                (long version, IResult? missing) = Preconditions.Read(context);
                return missing ?? (await mediator.Send(new RemoveRule.Command(id, version, visitor.Actor), cancellationToken)).Match<IResult>(
                    static _ => TypedResults.NoContent(), Problems.Of);
            })
            .WithName("RemoveRule" + name).WithSummary("Removes a rule; its history stays, and undoing the removal brings it back.")
            .Produces(StatusCodes.Status204NoContent).WithReadProblems().WithWriteProblems();
        rules.MapPost("/{id}/changes/{change}/undo", static async (
                string id, long change, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new UndoRuleChange.Command(id, change, visitor.Actor), cancellationToken)).Match<IResult>(
                    undone => undone.Rule is { } rule ? Told(context, rule, TypedResults.Ok(rule)) : TypedResults.NoContent(), Problems.Of))
            .WithName("UndoRuleChange" + name).WithSummary("Takes one change back, keeping what was changed since elsewhere; 412 when the same was changed since.")
            .Produces<RulePart>().Produces(StatusCodes.Status204NoContent).WithReadProblems().WithWriteProblems().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static void MapReads(RouteGroupBuilder rules, string name)
    {
        rules.MapGet("", static ([AsParameters] GetRules.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetRules" + name).WithSummary("Merchandising rules, one page, with how they work against each other.")
            .Produces<GetRules.Response>().WithReadProblems().WithCallerProblems();
        rules.MapGet("/{id}", static async (string id, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new GetRule.Query(id), cancellationToken)).Match<IResult>(
                    found => Told(context, found.Rule, TypedResults.Ok(found)), Problems.Of))
            .WithName("GetRule" + name).WithSummary("One rule with its conflicts; its ETag is the version for a write.")
            .Produces<GetRule.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapPost("/preview", static (Posted<PreviewRule.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync<PreviewRule.Query, PreviewRule.Response>(body, mediator, cancellationToken))
            .ChangesNothing().WithName("PreviewRule" + name).WithKeyScope(KeyScopes.RulesRead).WithSummary("What a rule would do to one shopper's list, beside the list as it is, with what moved and why.")
            .WithDescription("Nothing is kept of what is sent. The rule is tried as if it were switched on and its dates had come.")
            .Produces<PreviewRule.Response>().WithBodyProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapGet("/{id}/changes", static (string id, string? cursor, int? limit, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new GetHistory.Query(RuleFields.Subject, id, cursor, limit ?? 20), mediator, cancellationToken))
            .WithName("GetRuleChanges" + name).WithSummary("What became of a rule, newest first, also of one that is gone.")
            .Produces<GetHistory.Response>().WithReadProblems().WithCallerProblems();
    }

    private static IResult Told(HttpContext context, RulePart rule, IResult result)
    {
        Preconditions.Tag(context, rule.Version);
        return result;
    }

    private static RouteHandlerBuilder WithWriteProblems(this RouteHandlerBuilder endpoint) => endpoint.WithCallerProblems()
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
}
