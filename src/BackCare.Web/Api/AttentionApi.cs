using BackCare.App.Accounts;
using BackCare.App.Desk;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>What the shop's people should look at, for programs.</summary>
public static class AttentionApi
{
    /// <summary>Maps <c>/v1/admin/attention</c>.</summary>
    public static void MapAttentionApi(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/admin/attention", static (IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetAttention.Query(), mediator, cancellationToken))
        .WithTags("Desk").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.DeskRead).RequireRateLimiting(RateLimits.PerClient)
        .WithName("GetAttention").WithSummary("What needs attention, each check with its count and the first of its list, and how much of the catalogue stands on lists.")
        .WithDescription("Reports and searches that found nothing are told by what was understood, and only where ten or more stand behind a figure.")
        .Produces<GetAttention.Response>().WithReadProblems().WithCallerProblems();
}
