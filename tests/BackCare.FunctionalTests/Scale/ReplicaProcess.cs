using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace BackCare.FunctionalTests.Scale;

/// <summary>One web host as a process of its own, at an address that stays when it is started again.</summary>
internal sealed class ReplicaProcess : IDisposable
{
    // Below the range that systems take ports of outgoing connections from: the proxy's must not take a replica's while it is away.
    private static int lastPort = 20_000 + (Environment.ProcessId % 200 * 50);

    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    /// <param name="settings">Settings with colons.</param>
    public ReplicaProcess(IReadOnlyDictionary<string, string?> settings)
    {
        this.settings = settings;
        Place = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        Http = new HttpClient { BaseAddress = new Uri($"http://{Place}") };
    }

    /// <summary>Host and port.</summary>
    public string Place { get; }

    /// <summary>Straight to it, past the proxy.</summary>
    public HttpClient Http { get; }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = Interlocked.Increment(ref lastPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackCare.Web.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string key, string? value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_URLS"] = $"http://{Place}";
        process?.Dispose();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (await ReadinessAsync(cancellationToken) is not { Code: HttpStatusCode.OK })
        {
            Assert.False(process.HasExited, $"The replica ended before it was ready: {string.Join('\n', said)}");
            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>What it says of itself; null when it does not answer.</summary>
    public async Task<(HttpStatusCode Code, JsonNode Said)?> ReadinessAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await Http.GetAsync("/health/ready", cancellationToken);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>SIGKILL: no handler, no flush, no goodbye to connections.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, as every operator and engine does it.</summary>
    /// <returns>The exit code, once the process has ended.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        AskToStop();
        await process!.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGTERM alone.</summary>
    public void AskToStop()
    {
        using Process kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
        Http.Dispose();
    }
}
