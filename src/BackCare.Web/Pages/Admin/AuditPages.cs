using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin;

/// <summary>The audit trail: read, filtered and taken along, on a page and by program. Nothing changes it.</summary>
public static class AuditPages
{
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>Maps the page, its file, and both under <c>/v1/admin</c>.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/admin").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
        pages.MapGet("/audit", static async ([AsParameters] Filter filter, int? page, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(filter.Query with { Page = page ?? 1 }, cancellationToken)).Match(
                trail => Page.Of<AuditPage>(new Dictionary<string, object?> { [nameof(AuditPage.Trail)] = trail, [nameof(AuditPage.Chosen)] = filter }), StorefrontPages.Refused));
        pages.MapGet("/audit.csv", static (HttpContext context, [AsParameters] Filter filter, IMediator mediator, CancellationToken cancellationToken) =>
            ExportAsync(context, filter.Query, mediator, StorefrontPages.Refused, cancellationToken)).RequireRateLimiting(RateLimits.Exports);

        RouteGroupBuilder admin = routes.MapGroup("/v1/admin").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.AuditRead).RequireRateLimiting(RateLimits.PerClient).WithTags("Accounts").WithCallerProblems();
        admin.MapGet("/audit", static async (HttpContext context, [AsParameters] Filter filter, int? page, int? pageSize, IMediator mediator, CancellationToken cancellationToken) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return filter.Fault ?? await V1Api.AnswerAsync(filter.Query with { Page = page, PageSize = pageSize }, mediator, cancellationToken);
            })
            .WithName("GetAuditTrail").WithSummary("Who did what, newest first, one page; every write of the desk and the API stands in it, the refused ones too.")
            .Produces<GetAuditTrail.Response>().WithReadProblems();
        admin.MapGet("/audit:export", static async (HttpContext context, [AsParameters] Filter filter, IMediator mediator, CancellationToken cancellationToken) =>
                filter.Fault ?? await ExportAsync(context, filter.Query, mediator, Problems.Of, cancellationToken))
            .RequireRateLimiting(RateLimits.Exports)
            .WithName("ExportAuditTrail").WithSummary("The same as CSV, oldest first, whole.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithReadProblems();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, GetAuditTrail.Query query, IMediator mediator, Func<Refusal, IResult> refused, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        // One entry asked for first: what is wrong with the filter is then said by the one validator.
        if ((await mediator.Send(query with { Page = 1, PageSize = 1 }, cancellationToken)).Refusal is { } wrong) return refused(wrong);
        return (await mediator.Send(new ExportAuditTrail.Query(query), cancellationToken)).Match<IResult>(
            file => ProductFiles.Download(file.WriteAsync, Csv, file.FileName, cancellationToken), refused);
    }

    /// <summary>What the page's fields choose, as they were written.</summary>
    /// <param name="Area">Area of actions.</param>
    /// <param name="Target">What it was done to.</param>
    /// <param name="Actor">Part of a name.</param>
    /// <param name="Request">Request id.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="From">First day, UTC.</param>
    /// <param name="To">Last day, UTC.</param>
    public sealed record Filter(string? Area = null, string? Target = null, string? Actor = null, string? Request = null, string? Result = null, string? From = null, string? To = null)
    {
        /// <summary>What of it can be read; a day that is none filters nothing.</summary>
        internal GetAuditTrail.Query Query => new(
            Area, Target, Actor?.Trim(), Request?.Trim(), Enum.TryParse(Result, ignoreCase: true, out AuditResult result) && Enum.IsDefined(result) ? result : null, DayOf(From),
            DayOf(To) is { } last && last < DateTime.MaxValue.Date ? last.AddDays(1) : null);

        /// <summary>What a program is told about a filter that cannot be read; null when all can.</summary>
        internal IResult? Fault =>
            Result is { Length: > 0 } && Query.Result is null ? Problems.BadRequest("wrong_filter", "The result is not known.", $"Send one of {string.Join(", ", Enum.GetNames<AuditResult>()).ToLowerInvariant()}.", "result")
            : From is { Length: > 0 } && DayOf(From) is null ? Problems.BadRequest("wrong_filter", "The first day cannot be read.", "Write it as 2026-11-30.", "from")
            : To is { Length: > 0 } && DayOf(To) is null ? Problems.BadRequest("wrong_filter", "The last day cannot be read.", "Write it as 2026-11-30.", "to")
            : null;

        /// <summary>The filter as the part of an address behind the question mark.</summary>
        internal string Address => string.Join('&', new[] { ("area", Area), ("target", Target), ("actor", Actor), ("request", Request), ("result", Result), ("from", From), ("to", To) }
            .Where(static p => p.Item2 is { Length: > 0 }).Select(static p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

        private static DateTime? DayOf(string? text) =>
            DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime day) ? day : null;
    }
}
