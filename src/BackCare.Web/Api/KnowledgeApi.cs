using BackCare.App.Accounts;
using BackCare.App.Anatomy;
using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Api;

/// <summary>The knowledge desk for programs: rows of every table, their history, proposals of safety changes, and trying a text.</summary>
/// <remarks>A write that touches safety answers 202 and waits as a proposal for a second person; only a person with an account approves it.</remarks>
public static class KnowledgeApi
{
    /// <param name="Cells">What the row is to say, all of it.</param>
    /// <param name="Reason">Why; needed when it touches safety.</param>
    public sealed record RowBody(IReadOnlyDictionary<string, string?> Cells, string Reason = "");

    /// <param name="Changes">Rows to add, change and remove, all or none.</param>
    /// <param name="Reason">Why; needed when they touch safety.</param>
    /// <param name="DryRun">True says what would become of it and saves nothing.</param>
    public sealed record ChangesBody(IReadOnlyList<ChangeKnowledge.Change> Changes, string Reason = "", bool DryRun = false);

    /// <param name="ChangeId">The change to take back, from the row's history.</param>
    /// <param name="Reason">Why; needed when it touches safety.</param>
    public sealed record UndoBody(long ChangeId, string Reason = "");

    /// <param name="Seen">casesHash of the proposal as it was read.</param>
    /// <param name="Reason">Why; needed when losses are accepted.</param>
    /// <param name="AcceptLosses">True accepts cases that lose a danger sign; for owners.</param>
    public sealed record ApproveBody(string Seen, string Reason = "", bool AcceptLosses = false);

    /// <param name="Reason">Why; whoever proposed it reads it.</param>
    public sealed record RejectBody(string Reason);

    /// <param name="Row">What it says.</param>
    /// <param name="Origin">Where it comes from.</param>
    /// <param name="UsedBy">Rows of other tables that name it.</param>
    public sealed record RowAnswer(GetKnowledgeRows.Item Row, RowOrigin Origin, IReadOnlyList<GetKnowledgeRow.Usage> UsedBy);

    /// <summary>Maps everything.</summary>
    public static void MapKnowledgeApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder desk = routes.MapGroup("/v1/admin/knowledge").WithTags("Knowledge desk").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.KnowledgeRead, KeyScopes.KnowledgeWrite).RequireRateLimiting(RateLimits.PerClient).WithIdempotentWrites();
        MapTables(desk);
        MapRows(desk, "/{table}", static context => (string)context.Request.RouteValues["table"]!, "Knowledge");
        MapProposals(desk);
        desk.MapPost("/try", static (Posted<TryText.Query> body, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync<TryText.Query, TryText.Response>(body, mediator, cancellationToken))
            .ChangesNothing().WithName("TryText").WithKeyScope(KeyScopes.KnowledgeRead).WithSummary("What becomes of a text, stage by stage, now and with a change that is not saved. Kept nowhere.")
            .Produces<TryText.Response>().WithBodyProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapGet("/v1/links", static ([AsParameters] GetLinks.Query query, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(query, mediator, cancellationToken))
            .AllowAnonymous().RequireRateLimiting(RateLimits.PerClient).WithTags("Knowledge").WithName("GetLinks")
            .WithSummary("The links of the body chain, each with its grade, its sources and what speaks against it.").Produces<GetLinks.Response>().WithReadProblems();
        RouteGroupBuilder named = routes.MapGroup("/v1").WithTags("Knowledge").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.KnowledgeRead, KeyScopes.KnowledgeWrite).RequireRateLimiting(RateLimits.PerClient).WithIdempotentWrites();
        MapRows(named, "/links", static _ => "links", "Link");
        MapRows(named, "/symptoms", static _ => "symptoms", "Symptom");
    }

    private static void MapTables(RouteGroupBuilder desk)
    {
        desk.MapGet("", static (IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetKnowledgeTables.Query(), mediator, cancellationToken))
            .WithName("GetKnowledgeTables").WithSummary("Every table with its rows, what was changed here, and what is wrong with it.")
            .Produces<GetKnowledgeTables.Response>().WithReadProblems().WithCallerProblems();
        desk.MapGet("/{table}", static ([AsParameters] GetKnowledgeRows.Query query, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetKnowledgeRows").WithSummary("The rows of one table, searched, sorted, one page.")
            .Produces<GetKnowledgeRows.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        desk.MapPost("/changes", static async (Posted<ChangesBody> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? Of(await mediator.Send(new ChangeKnowledge.Command(body.Value!.Changes, Sessions.ActorOf(context.User), body.Value.Reason, body.Value.DryRun), cancellationToken), context))
            .WithName("ChangeKnowledge").WithSummary("Adds, changes and removes rows of any tables, all or none.")
            .WithDescription("With basis, what others changed meanwhile is merged; fields that both changed come back as conflicts. 202 when the change waits for a second person.")
            .Produces<KnowledgeAnswer>().Produces<KnowledgeAnswer>(StatusCodes.Status202Accepted).WithWriteProblems();
    }

    private static void MapRows(RouteGroupBuilder group, string prefix, Func<HttpContext, string> tableOf, string name)
    {
        group.MapGet(prefix + "/{key}", async (string key, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new GetKnowledgeRow.Query(tableOf(context), key), cancellationToken)).Match<IResult>(row => Tagged(row, context), Problems.Of))
            .WithName($"Get{name}Row").WithSummary("One row with where it comes from and who names it; its version is the ETag.")
            .Produces<RowAnswer>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut(prefix + "/{key}", async (string key, Posted<RowBody> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
            {
                if (body.Fault is { } fault) return fault;
                (long? version, IResult? missing) = VersionOf(context);
                return missing ?? Of(
                    await mediator.Send(new ChangeKnowledge.Command([new(tableOf(context), key, body.Value!.Cells, version)], Sessions.ActorOf(context.User), body.Value.Reason), cancellationToken), context);
            })
            .WithName($"Put{name}Row").WithSummary("Changes a row (If-Match) or adds one (If-None-Match: *).")
            .WithDescription("412 with the present state and the difference when somebody else changed it. 202 when the change touches safety and waits for a second person.")
            .Produces<KnowledgeAnswer>().Produces<KnowledgeAnswer>(StatusCodes.Status202Accepted).WithWriteProblems();
        group.MapDelete(prefix + "/{key}", async (string key, string? reason, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
            {
                (long version, IResult? fault) = Preconditions.Read(context);
                return fault ?? Of(
                    await mediator.Send(new ChangeKnowledge.Command([new(tableOf(context), key, null, version)], Sessions.ActorOf(context.User), reason ?? ""), cancellationToken), context);
            })
            .WithName($"Delete{name}Row").WithSummary("Takes a row out; its history stays and can bring it back.")
            .Produces<KnowledgeAnswer>().Produces<KnowledgeAnswer>(StatusCodes.Status202Accepted).WithWriteProblems();
        group.MapGet(prefix + "/{key}/history", async (string key, string? cursor, int? limit, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                await V1Api.AnswerAsync(new GetHistory.Query($"knowledge/{tableOf(context)}", key, cursor, limit ?? 20), mediator, cancellationToken))
            .WithName($"Get{name}History").WithSummary("What became of a row, newest first, one page.").Produces<GetHistory.Response>().WithReadProblems().WithCallerProblems();
        group.MapPost(prefix + "/{key}/undo", async (string key, Posted<UndoBody> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? Of(
                    await mediator.Send(new UndoKnowledge.Command(tableOf(context), key, body.Value!.ChangeId, Sessions.ActorOf(context.User), body.Value.Reason), cancellationToken), context))
            .WithName($"Undo{name}Change").WithSummary("Takes a change back, with everything that was saved together with it, keeping what was changed since elsewhere.")
            .Produces<KnowledgeAnswer>().Produces<KnowledgeAnswer>(StatusCodes.Status202Accepted).WithWriteProblems();
    }

    private static void MapProposals(RouteGroupBuilder desk)
    {
        desk.MapGet("/proposals", static ([AsParameters] GetProposals.Query query, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetProposals").WithSummary("Proposed changes of safety rules, newest first, one page.").Produces<GetProposals.Response>().WithReadProblems().WithCallerProblems();
        desk.MapGet("/proposals/{id}", static (string id, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetProposal.Query(id), mediator, cancellationToken))
            .WithName("GetProposal").WithSummary("One proposal with its difference and what the safety cases said.")
            .Produces<GetProposal.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
        desk.MapPost("/proposals/{id}/approve", static async (string id, Posted<ApproveBody> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? await V1Api.AnswerAsync(
                    new ApproveProposal.Command(id, body.Value!.Seen, body.Value.Reason, body.Value.AcceptLosses, Sessions.ActorOf(context.User)), mediator, cancellationToken))
            .WithName("ApproveProposal").WithSummary("Puts a proposal into force, on the case results that were seen. For a person other than the proposer.")
            .WithDescription("409 when the cases say something else now; 422 when cases would lose a danger sign and no owner accepts that, or when the proposal does not fit any more.")
            .Produces<ApproveProposal.Response>().WithWriteProblems();
        desk.MapPost("/proposals/{id}/reject", static async (string id, Posted<RejectBody> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? await V1Api.AnswerAsync(new RejectProposal.Command(id, body.Value!.Reason, Sessions.ActorOf(context.User)), mediator, cancellationToken))
            .WithName("RejectProposal").WithSummary("Turns a proposal down, or takes one's own back.").Produces<ProposalPart>().WithWriteProblems();
        desk.MapPost("/proposals/{id}/run", static (string id, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new RerunProposal.Command(id), mediator, cancellationToken))
            .WithName("RerunProposal").WithSummary("Runs the safety cases of a proposal again, on what is stored now.").Produces<RerunProposal.Response>().WithWriteProblems();
    }

    private static Ok<RowAnswer> Tagged(GetKnowledgeRow.Response found, HttpContext context)
    {
        Preconditions.Tag(context, found.Row!.Version);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RowAnswer(found.Row, found.Origin!, found.UsedBy));
    }

    private static (long? Version, IResult? Fault) VersionOf(HttpContext context)
    {
        if (context.Request.Headers.IfNoneMatch.ToString().Trim() == "*") return (null, null);
        (long version, IResult? fault) = Preconditions.Read(context);
        return (version, fault);
    }

    private static IResult Of(Answer<KnowledgeAnswer> answer, HttpContext context) => answer.Match<IResult>(
        value => value.Outcome switch
        {
            "refused" => Problems.Of(new Refusal(RefusalKind.Invalid, "It would break the knowledge base; nothing was saved.",
                [.. value.Problems.Select(p => new RefusedField(p.Table.Length == 0 ? p.Column : $"{p.Table}/{p.Key}.{p.Column}", p.Sentence))])),
            "conflict" => Problems.Of(new StaleRefusal($"{value.Conflicts[0].Table}/{value.Conflicts[0].Key}", value.Conflicts[0].Version, value.Conflicts[0].Present, null, value.Conflicts[0].Conflicts)),
            "proposed" when value.ProposalId is { } id => TypedResults.Accepted($"/v1/admin/knowledge/proposals/{id}", value),
            _ => Saved(value, context),
        },
        Problems.Of);

    private static Ok<KnowledgeAnswer> Saved(KnowledgeAnswer answer, HttpContext context)
    {
        if (answer.Rows is [{ } only]) Preconditions.Tag(context, only.Version);
        return TypedResults.Ok(answer);
    }

    private static RouteHandlerBuilder WithWriteProblems(this RouteHandlerBuilder endpoint) => endpoint.WithBodyProblems().WithCallerProblems()
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status428PreconditionRequired);
}
