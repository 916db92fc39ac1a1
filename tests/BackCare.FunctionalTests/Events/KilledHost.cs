using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BackCare.FunctionalTests.Events;

/// <summary>The web host as a process of its own on a database file, to be killed.</summary>
internal sealed class KilledHost : IDisposable
{
    private readonly Process process;

    private KilledHost(Process process, HttpClient http) => (this.process, Http) = (process, http);

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<KilledHost> StartAsync(string database, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackCare.Web.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["ConnectionStrings__BackCare"] = $"Data Source={database}";
        start.Environment["Models__Path"] = Path.Combine(Path.GetDirectoryName(database)!, "models");
        start.Environment["RateLimit__Enabled"] = "false";
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new KilledHost(process, new HttpClient { BaseAddress = new Uri(url) });
        while (!await host.IsReadyAsync(cancellationToken))
        {
            Assert.False(process.HasExited, "The host ended before it was ready.");
            await Task.Delay(50, cancellationToken);
        }

        return host;
    }

    /// <summary>SIGKILL: nothing of the process runs any more, no handler, no flush.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await Http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
