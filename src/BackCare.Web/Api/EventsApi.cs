using BackCare.App.Accounts;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>What shoppers did comes in here; what the journal did with it is told to analysts.</summary>
public static class EventsApi
{
    /// <summary>Maps <c>POST /v1/events</c> in the group of anonymous endpoints.</summary>
    public static void MapEvents(this RouteGroupBuilder v1) => v1.MapPost("/events", RecordAsync)
        .RequireRateLimiting(RateLimits.Batches)
        .WithName("RecordEvents").WithTags("Events")
        .WithSummary("Records what shoppers did, up to 1,000 events at once.")
        .WithDescription("""
            Answered when everything accepted is on disk: 200 once it is in the database, 202 while the database is away and the events wait on this host's disk (spooled), where they count
            once when it is back. An id that was counted before is a duplicate, so a batch may be sent again. A faulty event is refused alone with
            its reason and status 422, an item that is no product is left out; when every event is refused, the answer itself is 422. Positions are 1-based. A clock up to
            5 minutes ahead is taken as now, further ahead or 30 days back is refused. Without a recommendationId of a shopper who consented, an event is counted and
            nothing else of it is stored.
            """)
        .Produces<RecordEvents.Response>().Produces<RecordEvents.Response>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithBodyProblems();

    /// <summary>Maps <c>GET /v1/journal</c>.</summary>
    public static void MapJournal(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/journal", static (IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetJournal.Query(), mediator, cancellationToken))
        .RequireAuthorization(Policies.Analyst).WithKeyScope(KeyScopes.EventsRead).RequireRateLimiting(RateLimits.PerClient)
        .WithName("GetJournal").WithTags("Events")
        .WithSummary("What the journal of this process did since it started: flushes to disk, events, duplicates, lists, lists dropped.")
        .Produces<JournalStats>().WithReadProblems();

    private static async Task<IResult> RecordAsync(PostedEvents body, IMediator mediator, CancellationToken cancellationToken)
    {
        if (body.Fault is { } fault) return fault;
        Answer<RecordEvents.Response> answer = await mediator.Send(new RecordEvents.Command(body.Sent), cancellationToken);
        return answer.Match(
            static value => value switch
            {
                { Spooled: > 0 } => TypedResults.Json(value, statusCode: StatusCodes.Status202Accepted),
                { Accepted: 0, Duplicates: 0, Rejected.Count: > 0 } => Problems.NoEventCounts(value),
                _ => TypedResults.Ok(value),
            },
            Problems.Of);
    }
}
