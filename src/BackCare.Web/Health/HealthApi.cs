namespace BackCare.Web.Health;

/// <summary>For the machines that start, watch and route to this host.</summary>
public static class HealthApi
{
    /// <summary>Whether requests can be answered.</summary>
    /// <param name="Status">ready, degraded or starting.</param>
    /// <param name="Reasons">Why it is not plainly ready.</param>
    public sealed record Readiness(string Status, IReadOnlyList<string> Reasons);

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", static () => TypedResults.Ok(new Readiness("live", []))).WithName("GetLiveness");
    }
}
