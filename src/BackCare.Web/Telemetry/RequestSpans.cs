using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;

namespace BackCare.Web.Telemetry;

/// <summary>What a request's span may say: method, route template, status. Paths hold secrets of orders and plans, queries what was searched for, headers anything.</summary>
internal sealed class RequestSpans : BaseProcessor<Activity>
{
    /// <summary>The framework's source of spans of requests.</summary>
    public const string FrameworkSource = "Microsoft.AspNetCore";

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "error.type", "network.protocol.version", "url.scheme",
    };

    /// <summary>The span of a request; null when nobody listens.</summary>
    public static Activity? Of(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { } span && span.Source.HasListeners() ? span : null;

    /// <summary>Names the span of a request after its route, once the answer is known.</summary>
    public static void Describe(HttpContext context)
    {
        if (Of(context) is not { IsAllDataRequested: true } span) return;
        string method = RequestLog.MethodOf(context.Request), route = RequestLog.RouteOf(context);
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Drops whatever the framework adds beyond that.</summary>
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != FrameworkSource) return;
        List<string>? dropped = null;
        foreach ((string key, _) in data.EnumerateTagObjects())
        {
            if (!Allowed.Contains(key)) (dropped ??= []).Add(key);
        }
        foreach (string key in dropped ?? []) data.SetTag(key, null);
        data.TraceStateString = null;
    }
}
