using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BackCare.FunctionalTests.Scale;

/// <summary>One request as the proxy's log tells it.</summary>
/// <param name="Status">What the client got.</param>
/// <param name="Replicas">Who was asked, in that order.</param>
internal sealed record ProxiedRequest(int Status, string[] Replicas);

/// <summary>nginx with the configuration of the compose file, started by its script.</summary>
internal sealed partial class ProxyProcess : IDisposable
{
    private static readonly string Script = Path.Combine(Root(AppContext.BaseDirectory), "eng", "compose", "proxy.sh");

    private readonly string home = Directory.CreateTempSubdirectory("backcare-proxy-").FullName;
    private readonly Process process;

    private ProxyProcess(Process process, string home, Uri address) => (this.process, this.home, Address) = (process, home, address);

    public Uri Address { get; }

    /// <summary>Why it cannot be run on this machine; null when it can.</summary>
    public static string? WhyNot =>
        !OperatingSystem.IsLinux() ? "The proxy is started by a script for Linux."
        : new[] { "nginx", "curl", "getent" }.FirstOrDefault(program => !IsInstalled(program)) is { } missing
            ? $"{missing} is not installed: apt-get install nginx curl" : null;

    /// <summary>Starts it before replicas and waits until it passes a request on.</summary>
    public static async Task<ProxyProcess> StartAsync(IEnumerable<string> replicas, CancellationToken cancellationToken)
    {
        string home = Directory.CreateTempSubdirectory("backcare-proxy-").FullName;
        // Started by root, its workers are somebody else.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home, (UnixFileMode)0b111_101_101);
        string place = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ReplicaProcess.FreePort()}");
        var start = new ProcessStartInfo("/bin/sh", [Script]);
        (start.Environment["WEB"], start.Environment["LEARNING"], start.Environment["LISTEN"]) = (string.Join(' ', replicas), "", place);
        (start.Environment["PROXY_HOME"], start.Environment["ACCESS_LOG"]) = (home, "file");
        var proxy = new ProxyProcess(Process.Start(start)!, home, new Uri($"http://{place}"));
        using var http = new HttpClient { BaseAddress = proxy.Address };
        while (!await IsReadyAsync(http, cancellationToken))
        {
            Assert.False(proxy.process.HasExited, "The proxy ended before it passed anything on.");
            await Task.Delay(50, cancellationToken);
        }

        return proxy;
    }

    /// <summary>How many requests the log holds.</summary>
    public int Logged() => Lines().Length;

    /// <summary>What the log says from a line on.</summary>
    public ProxiedRequest[] Since(int line) =>
        [.. Lines().Skip(line).Select(text => Entry().Match(text)).Where(entry => entry.Success)
            .Select(entry => new ProxiedRequest(int.Parse(entry.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), entry.Groups[2].Value.Split(", ")))];

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private static bool IsInstalled(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "BackCare.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private string[] Lines()
    {
        using var log = new StreamReader(new FileStream(Path.Combine(home, "access.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string text = log.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"^\S+ (\d{3}) .* upstream=(.+?) upstream_status=", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
