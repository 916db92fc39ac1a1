using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BackCare.FunctionalTests.Hosting;

/// <summary>The web host as a process of its own on a database file, to be killed.</summary>
internal sealed class WebProcess : IDisposable
{
    private readonly Process process;

    private WebProcess(Process process, HttpClient http) => (this.process, Http) = (process, http);

    public HttpClient Http { get; }

    /// <summary>What it wrote to the console so far, both streams.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Starts it in the folder of its database and waits until it is ready.</summary>
    public static async Task<WebProcess> StartAsync(string database, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackCare.Web.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(database) };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["ConnectionStrings__BackCare"] = $"Data Source={database}";
        start.Environment["Models__Path"] = Path.Combine(Path.GetDirectoryName(database)!, "models");
        start.Environment["RateLimit__Enabled"] = "false";
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        var host = new WebProcess(process, new HttpClient { BaseAddress = new Uri(url) });
        process.OutputDataReceived += (_, line) => host.Said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => host.Said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await host.IsReadyAsync(cancellationToken))
        {
            Assert.False(process.HasExited, $"The host ended before it was ready:\n{string.Join('\n', host.Said)}");
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
