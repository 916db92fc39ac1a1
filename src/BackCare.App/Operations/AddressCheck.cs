using System.Net;
using System.Net.Sockets;

namespace BackCare.App.Operations;

/// <summary>Whether the addresses that a host would listen on are free, or who listens there.</summary>
internal static class AddressCheck
{
    private const string Area = "address", Default = "http://localhost:5080";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Looks at every address.</summary>
    /// <param name="urls">As <c>ASPNETCORE_URLS</c> has them; null is the default.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(string? urls, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        foreach (string url in (string.IsNullOrWhiteSpace(urls) ? Default : urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
                findings.Add(Finding.Fail(Area, url, "This is no address to listen on.", "Write one such as http://localhost:5080 (ASPNETCORE_URLS)."));
            else
                findings.Add(IsFree(address) ? Finding.Ok(Area, url, "Free.") : await TakenAsync(url, address, cancellationToken));
        }

        return findings;
    }

    private static bool IsFree(Uri address)
    {
        if (address.Port == 0)
            return true;
        try
        {
            using var probe = new TcpListener(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) ? ip : IPAddress.Any, address.Port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A host of BackCare that is ready there is as it should be; anything else stands in the way of a start.</summary>
    private static async Task<Finding> TakenAsync(string url, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            string host = address.Host is "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            using HttpResponseMessage answer = await http.GetAsync(new UriBuilder(address.Scheme, host, address.Port, "/health/ready").Uri, cancellationToken);
            string said = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (said.StartsWith("{\"status\":", StringComparison.Ordinal))
            {
                return said.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal)
                    ? Finding.Ok(Area, url, "A host of BackCare is ready there.")
                    : Finding.Warn(Area, url, $"A host of BackCare answers there: {said}", "Its reasons say what to do; the desk's page Status says more.");
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Whoever it is speaks no HTTP.
        }

        return Finding.Fail(Area, url, "Another program listens there.", "Stop it, or choose another address: ASPNETCORE_URLS=http://localhost:5081.");
    }
}
