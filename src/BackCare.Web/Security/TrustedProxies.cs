using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace BackCare.Web.Security;

/// <summary>Takes the client's address from <c>X-Forwarded-For</c>, only when a proxy named in <c>Proxies:Trusted</c> sent it.</summary>
public static class TrustedProxies
{
    /// <summary>Applies the forwarded headers when trusted proxies are configured; otherwise they are ignored.</summary>
    /// <exception cref="FormatException">An entry is neither an address nor a network.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        string[] trusted = app.Configuration.GetSection("Proxies:Trusted").Get<string[]>() ?? [];
        if (trusted.Length == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (string entry in trusted)
        {
            if (System.Net.IPNetwork.TryParse(entry, out System.Net.IPNetwork network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(entry, out IPAddress? address)) options.KnownProxies.Add(address);
            else throw new FormatException($"Proxies:Trusted holds '{entry}'; write an address (10.0.0.5) or a network (10.0.0.0/8).");
        }
        app.UseForwardedHeaders(options);
    }
}
