using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

/// <summary>The web host as a process of its own that logs everything to the console, in a folder that holds all it writes.</summary>
internal sealed class TracedHost : IDisposable
{
    private readonly Process process;

    private TracedHost(Process process, HttpClient http, string folder) => (this.process, Http, Folder) = (process, http, folder);

    public HttpClient Http { get; }

    /// <summary>Database, models, spool, temporary files.</summary>
    public string Folder { get; }

    public string Database => Path.Combine(Folder, "backcare.db");

    /// <summary>What it wrote to the console so far, both streams.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<TracedHost> StartAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("backcare-traced-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "temp"));
        SeededDatabase.CopyTo(Path.Combine(folder, "backcare.db"));
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackCare.Web.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        (string Name, string Value)[] settings =
        [
            ("ASPNETCORE_URLS", url), ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__BackCare", $"Data Source={Path.Combine(folder, "backcare.db")}"),
            ("Models__Path", Path.Combine(folder, "models")), ("RateLimit__Enabled", "false"), ("TMPDIR", Path.Combine(folder, "temp")), ("HOME", folder),
            ("DOTNET_EnableDiagnostics", "0"), ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
            ("Logging__LogLevel__Microsoft.EntityFrameworkCore", "Trace"), ("Logging__LogLevel__System", "Trace"),
        ];
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        var host = new TracedHost(process, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(url) }, folder);
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

    /// <summary>Ends it as a machine that loses power would, and waits until all that it said was read.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Files that hold a text, by path, whatever their kind.</summary>
    public IReadOnlyList<string> FilesWith(string text) => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0).Select(path => Path.GetRelativePath(Folder, path))];

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
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
