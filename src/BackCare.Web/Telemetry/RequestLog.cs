using Microsoft.AspNetCore.Diagnostics;

namespace BackCare.Web.Telemetry;

/// <summary>One line a request, when <c>Logging:Access</c> asks for it: method, route template, status, milliseconds, bytes. Never a path, a query, a header or an address.</summary>
public static partial class RequestLog
{
    /// <summary>The header that names a request, as problems and log lines do.</summary>
    public const string RequestIdHeader = "X-Request-Id";

    /// <summary>The setting that asks for the lines.</summary>
    public const string Setting = "Logging:Access";

    private const string Category = "BackCare.Access", Unmatched = "(no route)";

    /// <summary>Comes first: it sees what every other part of the pipeline answers.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        TimeProvider clock = app.Services.GetRequiredService<TimeProvider>();
        bool isTold = string.Equals(app.Configuration[Setting], "true", StringComparison.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(NameAnswer, context);
            return isTold || RequestSpans.Of(context) is not null ? FollowAsync(context, next) : next(context);
        });

        async Task FollowAsync(HttpContext context, RequestDelegate next)
        {
            long started = isTold ? clock.GetTimestamp() : 0;
            ResponseBytes? bytes = isTold ? ResponseBytes.Count(context) : null;
            await next(context);
            RequestSpans.Describe(context);
            if (bytes is null) return;
            int status = context.Response.StatusCode;
            Answered(log, status >= 500 ? LogLevel.Warning : LogLevel.Information, MethodOf(context.Request), RouteOf(context), status,
                Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3), bytes.Total, context.RequestAborted.IsCancellationRequested);
        }
    }

    /// <summary>A method that HTTP knows; what else a caller writes there is told as another.</summary>
    internal static string MethodOf(HttpRequest request) => HttpMethods.GetCanonicalizedValue(request.Method) is var method
        && (HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method) || HttpMethods.IsPatch(method)
            || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) ? method : "_OTHER";

    /// <summary>The template of the endpoint that was found, such as <c>/plan/{secret}</c>.</summary>
    internal static string RouteOf(HttpContext context) =>
        ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText is { } route
            ? route.StartsWith('/') ? route : "/" + route
            : Unmatched;

    private static Task NameAnswer(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    [LoggerMessage(Message = "{Method} {Route} {Status} {Milliseconds} ms {Bytes} bytes aborted={Aborted}")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double milliseconds, long bytes, bool aborted);
}
