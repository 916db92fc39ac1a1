using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace BackCare.Benchmarks.Http;

/// <summary>The web host as its own process, in Release, on a free port, with a database of its own and the rate limit off.</summary>
internal sealed class WebProcess : IDisposable
{
    private readonly Process process;
    private readonly bool ownsFolder;

    private WebProcess(Process process, int port, string folder, bool ownsFolder)
    {
        this.process = process;
        this.ownsFolder = ownsFolder;
        Port = port;
        Folder = folder;
    }

    internal int Port { get; }

    /// <summary>Where its database lies.</summary>
    internal string Folder { get; }

    /// <summary>Starts the host; <paramref name="folder"/> keeps the database of an earlier start.</summary>
    internal static WebProcess Start(string? folder = null)
    {
        string place = folder ?? Directory.CreateTempSubdirectory("backcare-http-").FullName;
        int port = FreePort();
        string program = Path.Combine(Root(), "src", "BackCare.Web", "bin", "Release", "net10.0", "BackCare.Web.dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing: build with 'dotnet build -c Release tests/BackCare.Benchmarks'.");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["ConnectionStrings__BackCare"] = $"Data Source={Path.Combine(place, "backcare.db")}";
        start.Environment["RateLimit__Enabled"] = "false";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WebProcess(process, port, place, folder is null);
    }

    /// <summary>Processor seconds spent so far, which other programs on the machine do not stretch.</summary>
    internal double ProcessorSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Resident memory in MB, as the kernel counts it.</summary>
    internal double ResidentMegabytes()
    {
        string line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        if (ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
