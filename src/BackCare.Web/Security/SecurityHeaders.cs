namespace BackCare.Web.Security;

/// <summary>Headers that every response carries: nothing but this host's own files may load, run, frame or receive anything.</summary>
public static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Files that pages of other origins may load.</summary>
    private static readonly string[] Shared = ["/backcare.js"];

    private const string DevicePolicy =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), " +
        "microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Sets the headers before anything else runs, so that errors carry them too.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Set(context.Response);
        // The exception handler clears headers before it writes its answer; this puts them back.
        context.Response.OnStarting(static response =>
        {
            Set((HttpResponse)response);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    private static void Set(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OwnContentPolicy>()?.Policy ?? ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = DevicePolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = Shared.Contains(response.HttpContext.Request.Path.Value) ? "cross-origin" : "same-origin";
    }
}

/// <summary>What one endpoint may load in place of what every other may; for files that carry their own style sheet.</summary>
/// <param name="Policy">The content security policy.</param>
internal sealed record OwnContentPolicy(string Policy);
