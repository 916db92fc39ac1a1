using BackCare.App.Accounts;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>API keys for programs that rotate their own: list, make, rotate, revoke. A key gives away no more than it has.</summary>
public static class KeysApi
{
    /// <summary>Maps <c>/v1/admin/keys</c>. Answers that hold a key are kept nowhere, so these writes take no Idempotency-Key.</summary>
    public static void MapKeysApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder keys = routes.MapGroup("/v1/admin/keys").WithTags("API keys").RequireAuthorization(Policies.Admin)
            .WithKeyScope(KeyScopes.KeysRead, KeyScopes.KeysWrite).RequireRateLimiting(RateLimits.PerClient).WithProof();
        keys.MapGet("", static (IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetApiKeys.Query(), mediator, cancellationToken))
            .WithName("GetApiKeys").WithSummary("Every key without the key itself, newest first: what it opens, when it ends, when it was last used.")
            .Produces<GetApiKeys.Response>().WithReadProblems().WithCallerProblems();
        keys.MapPost("", static async (Posted<NewKey> body, Visitor visitor, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(body.Value!.ToCommand(visitor.Actor), cancellationToken)).Match<IResult>(
                    made => Secret(context, TypedResults.Created($"/v1/admin/keys/{made.Id}", made)), Problems.Of))
            .WithName("CreateApiKey").WithSummary("Makes a key and tells it once.")
            .Produces<CreateApiKey.Response>(StatusCodes.Status201Created).WithBodyProblems().WithCallerProblems();
        keys.MapPost("/{id}:rotate", static async (string id, Posted<Rotation> body, Visitor visitor, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(
                    new RotateApiKey.Command(id, body.Value!.OverlapHours ?? RotateApiKey.UsualHours, visitor.Actor, body.Value.ExpiresUtc), cancellationToken))
                    .Match<IResult>(rotated => Secret(context, TypedResults.Ok(rotated)), Problems.Of))
            .WithName("RotateApiKey").WithSummary("Gives a key a new secret; the old one works on for a while, a day when nothing is said.")
            .Produces<RotateApiKey.Response>().WithBodyProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapDelete("/{id}", static (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new RevokeApiKey.Command(id, visitor.Actor), mediator, cancellationToken))
            .WithName("RevokeApiKey").WithSummary("Ends a key at once and for ever.")
            .Produces<RevokeApiKey.Response>().WithReadProblems().WithCallerProblems().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Secret(HttpContext context, IResult answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    /// <summary>A key to make.</summary>
    /// <param name="Name">Where it is used.</param>
    /// <param name="Scope">What it opens.</param>
    /// <param name="AllowedOrigins">Origins whose pages may use a public key.</param>
    /// <param name="Scopes">What an admin key may do; left out for everything that an admin may.</param>
    /// <param name="ExpiresUtc">When it ends by itself.</param>
    /// <param name="AllowedNetworks">Addresses and networks that it works from.</param>
    public sealed record NewKey(
        string Name, ApiKeyScope Scope, IReadOnlyList<string>? AllowedOrigins = null, IReadOnlyList<string>? Scopes = null, DateTime? ExpiresUtc = null,
        IReadOnlyList<string>? AllowedNetworks = null)
    {
        internal CreateApiKey.Command ToCommand(Actor by) =>
            new(Name, Scope, AllowedOrigins ?? [], by, new KeyTerms(Scopes, ExpiresUtc?.ToUniversalTime(), AllowedNetworks));
    }

    /// <summary>How to rotate.</summary>
    /// <param name="OverlapHours">How long the old secret works on, 0 to 720; 24 when left out.</param>
    /// <param name="ExpiresUtc">A new end; left out to keep the one it has.</param>
    public sealed record Rotation(int? OverlapHours = null, DateTime? ExpiresUtc = null);
}
