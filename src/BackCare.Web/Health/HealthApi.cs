using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Health;

/// <summary>For the machines that start, watch and route to this host.</summary>
public static class HealthApi
{
    /// <summary>Whether requests can be answered.</summary>
    /// <param name="Status">live, starting, ready, degraded or stopping.</param>
    /// <param name="Reasons">Why it is not plainly ready, one sentence each.</param>
    /// <param name="Catalog">Version of the catalogue that is served; null before the first is loaded.</param>
    /// <param name="Ranker">What orders the lists; null before the first catalogue is loaded.</param>
    public sealed record Readiness(string Status, IReadOnlyList<string> Reasons, string? Catalog, string? Ranker);

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", static () => TypedResults.Ok(new Readiness("live", [], null, null)))
            .WithName("GetLiveness").WithSummary("200 while the process runs.");
        health.MapGet("/ready", Ready).WithName("GetReadiness")
            .WithSummary("200 once catalogue and ranker are loaded, also when degraded; 503 before, and while the host stops.")
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ready(ShelfHost shelves, ModelHost models, EventJournal journal, Databases databases, Draining draining, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (draining.IsUnderWay) return NotReady("stopping", "The host was asked to stop; it still answers, but send new requests elsewhere.");
        if (shelves.Current is not { } shelf) return NotReady("starting", "The catalogue is still being loaded.");
        string[] reasons = [.. new[] { databases.Watch.Degraded, shelves.Degraded, journal.Degraded, models.Refused }.OfType<string>()];
        return TypedResults.Ok(new Readiness(
            reasons.Length == 0 ? "ready" : "degraded", reasons, shelf.Version, $"{models.Ranker.Name} {models.Ranker.Version}"));
    }

    private static JsonHttpResult<Readiness> NotReady(string status, string why) =>
        TypedResults.Json(new Readiness(status, [why], null, null), statusCode: StatusCodes.Status503ServiceUnavailable);
}
