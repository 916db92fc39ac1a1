using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackCare.Web.Security;

/// <summary>Over https every cookie of ours is called <c>__Host-…</c> on the wire, which browsers take from this very host alone: no neighbour under its domain can plant one.</summary>
/// <remarks>Code knows each cookie by its short name. The session's own manager (<see cref="HostPrefixedCookies"/>) does the same for what authentication sets.</remarks>
public static class PrefixedOnTheWire
{
    private const string Prefix = "__Host-", Own = "backcare-";

    /// <summary>Renames cookies on their way in and out.</summary>
    public static void UseHostPrefixedCookies(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (!context.Request.IsHttps) return next(context);
        if (context.Request.Headers.Cookie is { Count: > 0 } sent) context.Request.Headers.Cookie = Incoming(sent);
        context.Response.OnStarting(static state =>
        {
            IHeaderDictionary headers = ((HttpResponse)state).Headers;
            if (headers.SetCookie is { Count: > 0 } set) headers.SetCookie = Outgoing(set);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    /// <summary>Short names for what came under the prefix; what came under a short name is not believed.</summary>
    internal static StringValues Incoming(StringValues sent)
    {
        var kept = new StringBuilder();
        foreach (string cookie in sent.OfType<string>().SelectMany(static line => line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (cookie.StartsWith(Own, StringComparison.Ordinal)) continue;
            if (kept.Length > 0) kept.Append("; ");
            kept.Append(cookie);
            // What authentication reads keeps its full name beside the short one.
            if (cookie.StartsWith(Prefix + Own, StringComparison.Ordinal)) kept.Append("; ").Append(cookie.AsSpan(Prefix.Length));
        }
        return kept.ToString();
    }

    /// <summary>The prefix for every cookie of ours that fulfils what browsers ask for it: secure, for the whole host, and for no domain.</summary>
    internal static StringValues Outgoing(StringValues set) => new(
    [
        .. set.Select(static cookie => cookie is not null && cookie.StartsWith(Own, StringComparison.Ordinal) && SetCookieHeaderValue.TryParse(cookie, out SetCookieHeaderValue? parsed)
            && parsed.Secure && parsed.Path == "/" && !parsed.Domain.HasValue ? Prefix + cookie : cookie),
    ]);
}
