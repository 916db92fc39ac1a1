using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace BackCare.Web.Security;

/// <summary>What one connection and one request may take before any endpoint is asked (docs/security.md).</summary>
/// <remarks>An endpoint that takes more than a form says so by its own limit; one that says nothing takes no more than a form.</remarks>
public static class ServerLimits
{
    /// <summary>Open connections without a setting; each costs some kilobytes until it sends something.</summary>
    public const int Connections = 10_000;

    private const int MostHeaders = 64, HeaderBytes = 32 * 1024, LineBytes = 8 * 1024, StreamsOfOne = 100;

    private const double LeastBytesPerSecond = 240;

    private static readonly TimeSpan ForHeaders = TimeSpan.FromSeconds(15), Idle = TimeSpan.FromSeconds(130), Grace = TimeSpan.FromSeconds(5);

    /// <summary>Sets them. <c>Limits:Connections</c> is how many connections may be open at once.</summary>
    /// <exception cref="InvalidDataException">The setting is no number above 0.</exception>
    public static void Apply(KestrelServerOptions server, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(configuration);
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;
        KestrelServerLimits limits = server.Limits;
        limits.MaxRequestBodySize = BodyLimit.FormBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestLineSize = LineBytes;
        limits.RequestHeadersTimeout = ForHeaders;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(LeastBytesPerSecond, Grace);
        limits.MaxConcurrentConnections = ConnectionsOf(configuration["Limits:Connections"]);
        // Nothing here upgrades a connection.
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.Http2.MaxStreamsPerConnection = StreamsOfOne;
    }

    /// <summary>Refuses packed bodies: nothing here unpacks what a stranger sends, so nobody can send little and have much unpacked.</summary>
    public static void UsePlainBodies(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.Request.Headers.ContentEncoding is [{ Length: > 0 } coding, ..] && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? Packed(context).ExecuteAsync(context)
            : next(context));

    private static IResult Packed(HttpContext context)
    {
        // RFC 9110, 15.5.16: says which codings would be taken.
        context.Response.Headers[HeaderNames.AcceptEncoding] = "identity";
        return Failures.IsForMachines(context.Request.Path) ? Problems.PackedBody() : Page.Error(StatusCodes.Status415UnsupportedMediaType);
    }

    private static long ConnectionsOf(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return Connections;
        return int.TryParse(setting, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int most) && most > 0
            ? most
            : throw new InvalidDataException($"Limits:Connections is '{setting}': write how many connections may be open at once, such as {Connections}.");
    }
}
