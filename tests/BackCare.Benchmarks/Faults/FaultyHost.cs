using System.Diagnostics;
using System.Globalization;
using BackCare.Benchmarks.Http;

namespace BackCare.Benchmarks.Faults;

/// <summary>The web host as a process of its own, to be hurt; what it says goes into a file.</summary>
internal sealed class FaultyHost : IDisposable
{
    private readonly Process process;
    private readonly StreamWriter log;

    private FaultyHost(Process process, int port, StreamWriter log)
    {
        (this.process, this.log) = (process, log);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            Timeout = TimeSpan.FromSeconds(30),
        };
        Watching = WatchAsync();
    }

    internal HttpClient Http { get; }

    /// <summary>Most threads seen so far.</summary>
    internal int MostThreads { get; private set; }

    private Task Watching { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    internal static async Task<FaultyHost> StartAsync(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        int port = WebProcess.FreePort();
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["RateLimit__Enabled"] = "false";
        start.Environment["Models__Path"] = Path.Combine(folder, "models");
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        var log = new StreamWriter(LogOf(folder), append: true) { AutoFlush = true };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(log, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new FaultyHost(process, port, log);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (await host.ReadyAsync() == 200) return host;
            if (process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"The host did not start; see {LogOf(folder)}.");
        }
    }

    /// <summary>Beside the folder, whose disk may be full.</summary>
    private static string LogOf(string folder) => folder + ".log";

    /// <summary>Starts it and returns what it said before it ended by itself.</summary>
    internal static string RefusalOf(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{WebProcess.FreePort()}");
        start.Environment["Models__Path"] = Path.Combine(folder, "models");
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}: {said.Trim()}{(said.Length == 0 ? output.Result : "")}");
    }

    /// <summary>Status of <c>/health/ready</c>; 0 when nothing answers.</summary>
    internal async Task<int> ReadyAsync()
    {
        try
        {
            using HttpResponseMessage answer = await Http.GetAsync("/health/ready");
            return (int)answer.StatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    /// <summary>SIGKILL.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
        Http.Dispose();
        lock (log) log.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!process.HasExited)
        {
            process.Refresh();
            try
            {
                MostThreads = Math.Max(MostThreads, process.Threads.Count);
            }
            catch (InvalidOperationException)
            {
                return;
            }
            await Task.Delay(250);
        }
    }

    private static void Keep(StreamWriter log, string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream is { CanWrite: true }) log.WriteLine(line);
        }
    }
}
