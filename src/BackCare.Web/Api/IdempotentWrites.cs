using System.Security.Cryptography;
using System.Text;
using BackCare.App.Editing;
using BackCare.Web.Security;
using Microsoft.AspNetCore.Http.Features;

namespace BackCare.Web.Api;

/// <summary>Answers a write with an <c>Idempotency-Key</c> that is sent again as it was answered the first time, for 24 hours and per caller.</summary>
/// <remarks>
/// Only writes that were done are kept: one that was refused changed nothing and may be sent again, corrected. The same key with another method, address or body
/// is refused (422), and so is a second request while the first is under way (409). It stands before the endpoint because the body must be read twice.
/// Once its key is claimed, a write runs to its end even when the caller drops the line: otherwise what it did would be kept with half an answer, or done again.
/// </remarks>
public static class IdempotentWrites
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Says on an answer that it is given again.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int LongestKey = 200, InMemoryBytes = 64 * 1024;

    /// <summary>Marks endpoints whose writes may carry a key.</summary>
    public static TBuilder WithIdempotentWrites<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(Marked.Instance);

    /// <summary>Answers repeated writes of marked endpoints.</summary>
    public static void UseIdempotentWrites(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Marked>() is not null && context.Request.Headers.ContainsKey(Header)
        && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            ? AnswerAsync(context, next)
            : next(context));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        string key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > LongestKey || key.Any(static c => c is < '!' or > '~'))
        {
            await Problems.BadRequest("wrong_idempotency_key", "The Idempotency-Key cannot be used.", $"Send 1 to {LongestKey} visible ASCII characters, such as a UUID.")
                .ExecuteAsync(context);
            return;
        }

        WriteLedger ledger = context.RequestServices.GetRequiredService<WriteLedger>();
        string caller = Sessions.ActorOf(context.User).Id;
        WriteLedger.Claim claim = await ledger.ClaimAsync(caller, key, await HashAsync(context.Request, context.RequestAborted), CancellationToken.None);
        switch (claim.Standing)
        {
            case WriteLedger.Standing.OtherRequest:
                await Problems.KeyReused().ExecuteAsync(context);
                break;
            case WriteLedger.Standing.UnderWay:
                await Problems.KeyUnderWay().ExecuteAsync(context);
                break;
            case WriteLedger.Standing.Done:
                await ReplayAsync(context.Response, claim.Write, context.RequestAborted);
                break;
            default:
                await RunAsync(context, next, ledger, claim.Write);
                break;
        }
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, WriteLedger ledger, StoredWrite write)
    {
        IHttpResponseBodyFeature wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        CancellationToken aborted = context.RequestAborted;
        context.RequestAborted = CancellationToken.None;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held, wire));
        try
        {
            await next(context);
            await context.Response.CompleteAsync();
        }
        catch
        {
            await ledger.ReleaseAsync(write, CancellationToken.None);
            throw;
        }
        finally
        {
            context.Features.Set(wire);
            context.RequestAborted = aborted;
        }

        HttpResponse response = context.Response;
        // The caller may be gone; what was done is kept all the same, for the request that will be sent again.
        if (response.StatusCode is >= 200 and < 300)
        {
            (write.Status, write.ContentType, write.Body) = (response.StatusCode, response.ContentType, held.ToArray());
            (write.ETag, write.Location) = (Single(response.Headers.ETag), Single(response.Headers.Location));
            await ledger.FinishAsync(write, CancellationToken.None);
        }
        else
        {
            await ledger.ReleaseAsync(write, CancellationToken.None);
        }

        held.Position = 0;
        await held.CopyToAsync(response.Body, aborted);
    }

    private static async Task ReplayAsync(HttpResponse response, StoredWrite write, CancellationToken cancellationToken)
    {
        (response.StatusCode, response.ContentType) = (write.Status, write.ContentType);
        response.Headers.CacheControl = "no-store";
        response.Headers[ReplayedHeader] = "true";
        if (write.ETag is not null) response.Headers.ETag = write.ETag;
        if (write.Location is not null) response.Headers.Location = write.Location;
        await response.Body.WriteAsync(write.Body, cancellationToken);
    }

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering(InMemoryBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        byte[] some = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(some, cancellationToken)) > 0;)
            hash.AppendData(some, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Single(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 0 ? null : header.ToString();

    private sealed class Marked
    {
        public static Marked Instance { get; } = new();
    }
}
