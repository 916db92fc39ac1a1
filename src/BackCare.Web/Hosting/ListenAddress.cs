using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace BackCare.Web.Hosting;

/// <summary>Where the host listens, and what it says when it cannot.</summary>
public static class ListenAddress
{
    private const string Default = "http://localhost:5080";

    /// <summary>Listens on port 5080 of this machine alone, unless the settings (<c>ASPNETCORE_URLS</c> and its like) say where.</summary>
    public static void SetDefault(WebApplicationBuilder builder)
    {
        ConfigurationManager settings = builder.Configuration;
        bool said = new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(settings[key]))
            || settings.GetSection("Kestrel:Endpoints").Exists();
        if (!said) builder.WebHost.UseUrls(Default);
    }

    /// <summary>The first configured address that another process holds; null when all are free.</summary>
    /// <remarks>Asked before anything is prepared: the server itself would find out later and log a page of stack.</remarks>
    public static string? FirstTaken(IConfiguration settings)
    {
        foreach (string url in (settings["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) continue;
            IPAddress at = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) ? ip : IPAddress.Any;
            try
            {
                using var probe = new TcpListener(at, address.Port);
                probe.Start();
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                return url;
            }
        }
        return null;
    }

    /// <summary>True when the address is in use by another process.</summary>
    public static bool IsTaken(IOException fault) => fault.InnerException is AddressInUseException;

    /// <summary>What was wrong and what to do.</summary>
    public static string TakenMessage(string? address) =>
        $"BackCare cannot start: {address ?? "its address"} is already in use. Stop the other program, or choose another port: ASPNETCORE_URLS=http://localhost:5081";

    /// <summary>An address that a person can open: a host that listens everywhere is reached as localhost.</summary>
    public static string Clickable(string url) => url
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
}
