using System.Globalization;

namespace BackCare.Web.Security;

/// <summary>Headers that every response carries: nothing but this host's own files may load, run, frame or receive anything.</summary>
/// <remarks>
/// A script runs only with the nonce of its response (<see cref="ScriptNonce"/>), and none may turn text into markup or code (trusted types). What has no script
/// names none, so that nothing at all runs there.
/// </remarks>
public static class SecurityHeaders
{
    private const string Base =
        "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Files that pages of other origins may load.</summary>
    private static readonly string[] Shared = ["/backcare.js"];

    // A browser on the machine itself must not be told to use https for whatever runs there next.
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private const string DevicePolicy =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), " +
        "microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Sets the headers when an answer begins, whoever gives it: errors carry them too.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        string? https = HttpsOnly(app.Configuration);
        app.Use((context, next) =>
        {
            // Not before: the exception handler clears what stands there, and whether a script needs the nonce shows only when the page is written.
            context.Response.OnStarting(response =>
            {
                Set((HttpResponse)response, https, context.RequestServices.GetRequiredService<ScriptNonce>());
                return Task.CompletedTask;
            }, context.Response);
            return next(context);
        });
    }

    /// <summary>The policy of a response whose scripts carry the nonce.</summary>
    internal static string WithNonce(string nonce) => $"{Base}; script-src 'nonce-{nonce}'";

    private static void Set(HttpResponse response, string? https, ScriptNonce nonce)
    {
        HttpContext context = response.HttpContext;
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<OwnContentPolicy>()?.Policy
            ?? (nonce.IsUsed ? WithNonce(nonce.Value) : Base);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = DevicePolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = Shared.Contains(context.Request.Path.Value) ? "cross-origin" : "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        if (https is not null && context.Request.IsHttps && !ThisMachine.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)) headers.StrictTransportSecurity = https;
    }

    /// <summary>From <c>Hsts:Days</c> (365 without it, 0 for none) and <c>Hsts:SubDomains</c> (true without it).</summary>
    private static string? HttpsOnly(IConfiguration configuration)
    {
        string? text = configuration["Hsts:Days"];
        int days = 365;
        if (!string.IsNullOrEmpty(text) && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days > 3_650))
            throw new InvalidDataException($"Hsts:Days is '{text}': write for how many days browsers use https alone, 0 to 3650.");
        if (days == 0) return null;
        string subDomains = configuration.GetValue("Hsts:SubDomains", true) ? "; includeSubDomains" : "";
        return string.Create(CultureInfo.InvariantCulture, $"max-age={days * 86_400L}{subDomains}");
    }
}

/// <summary>What one endpoint may load in place of what every other may; for files that carry their own style sheet.</summary>
/// <param name="Policy">The content security policy.</param>
internal sealed record OwnContentPolicy(string Policy);
