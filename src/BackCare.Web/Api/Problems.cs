using BackCare.App.Editing;
using BackCare.App.Events;
using BackCare.App.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Api;

/// <summary>RFC 9457 problems. <c>code</c> is for machines and never changes; <c>detail</c> says what to do and never repeats the shopper's words.</summary>
public static class Problems
{
    /// <summary>The media type of every problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>When to come again after a 503, in seconds.</summary>
    internal const string RetryAfterSeconds = "5";

    /// <summary>The caller may not do this.</summary>
    public static IResult Forbidden() =>
        Of(StatusCodes.Status403Forbidden, "forbidden", "This is not open to you.", "No policy lets this caller use this address.");

    /// <summary>The caller did not say who they are.</summary>
    public static IResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Of(StatusCodes.Status401Unauthorized, "unauthorized", "This needs a sign-in or a key.",
            "Send an admin key as 'Authorization: Bearer bck_…', or sign in at /accounts/sign-in.");
    }

    /// <summary>The caller's key does not work.</summary>
    public static IResult WrongKey(HttpContext context, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.Forbidden) return Of(refusal);
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Of(StatusCodes.Status401Unauthorized, "invalid_key", "The key does not work.", refusal.Reason);
    }

    /// <summary>The caller's key does not have the scope that the address needs.</summary>
    public static IResult ScopeMissing(string scope) => Of(StatusCodes.Status403Forbidden, "scope_missing", "This key may not do this.",
        $"It needs the scope '{scope}'. Ask an admin for a key that has it.");

    /// <summary>A sensitive change in a session whose owner showed who they are too long ago.</summary>
    public static IResult ProofNeeded() => Of(StatusCodes.Status403Forbidden, "proof_needed", "Show once more who you are.",
        "Open /accounts/confirm, enter your password, a code or a passkey, and send the request again within some minutes.");

    /// <summary>A change that a foreign page may have asked for.</summary>
    public static IResult Forged(string header) => Of(StatusCodes.Status403Forbidden, "request_header_missing", "The request may come from another site.",
        $"Send the header '{header}: 1' with a session, or use an admin key.");

    /// <summary>A signed message that is not accepted.</summary>
    public static IResult NotSigned(string detail) => Of(StatusCodes.Status403Forbidden, "not_signed", "The signature is not accepted.", detail);

    /// <summary>The client asks too often.</summary>
    public static IResult TooManyRequests(int seconds) =>
        Of(StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many requests.", $"Wait {seconds} s and try again; the Retry-After header says the same.");

    /// <summary>The body is over the limit.</summary>
    public static IResult TooLarge(long limitBytes) =>
        Of(StatusCodes.Status413PayloadTooLarge, "body_too_large", "The body is too large.", $"Send at most {limitBytes} bytes.");

    /// <summary>The body is not JSON by its content type.</summary>
    public static IResult UnsupportedMediaType() =>
        Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The content type is not supported.", "Send Content-Type: application/json.");

    /// <summary>A form that breaks off or whose parts cannot be told apart.</summary>
    public static IResult BrokenForm() => BadRequest("malformed_form", "The form cannot be read.", "Send multipart/form-data with its boundary, complete to the closing one.");

    /// <summary>The body is packed.</summary>
    public static IResult PackedBody() => Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The content type is not supported.",
        "Send the body as it is, without Content-Encoding.");

    /// <summary>A write that does not say which version it starts from.</summary>
    public static IResult PreconditionRequired() => Of(StatusCodes.Status428PreconditionRequired, "if_match_missing", "The write names no version.",
        "Send If-Match with the ETag that came with what you read, such as If-Match: \"7\", so that nobody's change is overwritten unseen.");

    /// <summary>An idempotency key that came with another request before.</summary>
    public static IResult KeyReused() => Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "The Idempotency-Key belongs to another request.",
        "Send a new key with every new write; repeat a write with the same key, method, address and body.");

    /// <summary>An idempotency key whose first request has no answer yet.</summary>
    public static IResult KeyUnderWay() => Of(StatusCodes.Status409Conflict, "idempotency_key_under_way", "The first request with this Idempotency-Key has no answer yet.",
        "Wait a moment and repeat it. If it stays so, the first request broke off: look at what is there now, and write with a new key and If-Match.");

    /// <summary>The database does not answer.</summary>
    public static IResult DatabaseAway() => Of(StatusCodes.Status503ServiceUnavailable, "database_away", "The database does not answer.",
        "Whatever was to be written is not. Wait for the seconds that Retry-After says and send it again.");

    /// <summary>Nothing has this id.</summary>
    public static IResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, "not_found", "Not found.", $"There is no {what} with this id.");

    /// <summary>A request that cannot be understood.</summary>
    /// <param name="code">Machine code.</param>
    /// <param name="title">Short, the same for every case of the code.</param>
    /// <param name="detail">What to do.</param>
    /// <param name="path">JSON path of the field, when one is at fault.</param>
    /// <param name="extensions">More members.</param>
    public static IResult BadRequest(
        string code, string title, string detail, string? path = null, params ReadOnlySpan<KeyValuePair<string, object?>> extensions)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (path is not null) members["path"] = path;
        foreach ((string key, object? value) in extensions) members[key] = value;
        return Of(StatusCodes.Status400BadRequest, code, title, detail, members);
    }

    /// <summary>Every event of a batch is refused; the answer has the members of an accepted batch beside those of a problem.</summary>
    public static IResult NoEventCounts(RecordEvents.Response answer) => Of(
        StatusCodes.Status422UnprocessableEntity, "events_rejected", "No event of the batch counts.", "See the reason of each event in rejected, and send them again corrected.",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["accepted"] = answer.Accepted,
            ["duplicates"] = answer.Duplicates,
            ["rejected"] = answer.Rejected.ToArray(),
        });

    /// <summary>What a use case refused.</summary>
    public static IResult Of(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Stale when refusal is StaleRefusal stale => Of(stale),
        RefusalKind.Stale => Of(StatusCodes.Status412PreconditionFailed, "stale", "Somebody else changed it meanwhile.", refusal.Reason),
        RefusalKind.Invalid => BadRequest("invalid_values", "Some values break a rule.", refusal.Reason, null,
            new KeyValuePair<string, object?>("errors", refusal.Fields.Select(f => new FieldError($"$.{f.Path}", f.Problem)).ToArray())),
        RefusalKind.Erased => Of(StatusCodes.Status410Gone, "erased", "It was erased.", refusal.Reason),
        RefusalKind.NotFound => Of(StatusCodes.Status404NotFound, "not_found", "Not found.", refusal.Reason),
        RefusalKind.Forbidden => Of(StatusCodes.Status403Forbidden, "forbidden", "This is not open to you.", refusal.Reason),
        RefusalKind.Conflict => Of(StatusCodes.Status409Conflict, "conflict", "Somebody else changed it meanwhile.", refusal.Reason,
            refusal.Fields.Count == 0 ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = refusal.Fields.Select(f => new FieldError($"$.{f.Path}", f.Problem)).ToArray() }),
        RefusalKind.Unmet => Of(StatusCodes.Status422UnprocessableEntity, "not_allowed_by_rule", "A rule does not let it happen.", refusal.Reason),
        RefusalKind.NotReady => Of(StatusCodes.Status503ServiceUnavailable, "not_ready", "The shop is not ready to answer.", refusal.Reason),
        var other => throw new InvalidOperationException($"Unhandled refusal {other}."),
    };

    /// <summary>The type URI of a machine code.</summary>
    public static string TypeOf(string code) => $"urn:backcare:problem:{code}";

    /// <summary>Adds what every problem carries: a machine code and the request id.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        ProblemDetails problem = context.ProblemDetails;
        int status = problem.Status ?? context.HttpContext.Response.StatusCode;
        if (!problem.Extensions.ContainsKey("code"))
        {
            string code = CodeOf(status);
            problem.Extensions["code"] = code;
            problem.Type = TypeOf(code);
        }
        problem.Extensions.Remove("traceId");
        problem.Extensions["requestId"] = context.HttpContext.TraceIdentifier;
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    private static ProblemHttpResult Of(StaleRefusal stale) => Of(
        StatusCodes.Status412PreconditionFailed, "stale", "Somebody else changed it meanwhile.", stale.Reason,
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = stale.Version,
            ["present"] = stale.Present is { } present ? new Dictionary<string, string?>(present, StringComparer.Ordinal) : null,
            ["since"] = stale.Since?.ToArray(),
            ["conflicts"] = stale.Conflicts.ToArray(),
        });

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status422UnprocessableEntity => "not_allowed_by_rule",
        StatusCodes.Status412PreconditionFailed => "stale",
        StatusCodes.Status428PreconditionRequired => "if_match_missing",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        _ => "internal_error",
    };

    private static ProblemHttpResult Of(int status, string code, string title, string detail, Dictionary<string, object?>? extensions = null)
    {
        extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        extensions["code"] = code;
        return TypedResults.Problem(detail, instance: null, status, title, TypeOf(code), extensions);
    }
}

/// <summary>One value that breaks a rule.</summary>
/// <param name="Path">JSON path of the value in the request.</param>
/// <param name="Problem">What is wrong and what to do.</param>
public sealed record FieldError(string Path, string Problem);
