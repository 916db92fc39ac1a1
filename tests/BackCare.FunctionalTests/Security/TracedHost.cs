using System.Collections.Concurrent;
using System.Net;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

/// <summary>The web host as a process of its own that logs everything to the console, in a folder that holds all it writes.</summary>
internal sealed class TracedHost : IDisposable
{
    private readonly WebProcess process;

    private TracedHost(WebProcess process, string folder)
    {
        (this.process, Folder) = (process, folder);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = process.Http.BaseAddress };
    }

    /// <summary>A browser that follows no redirect.</summary>
    public HttpClient Http { get; }

    /// <summary>Database, models, spool, temporary files.</summary>
    public string Folder { get; }

    public string Database => DatabaseIn(Folder);

    /// <summary>What it wrote to the console so far, both streams.</summary>
    public ConcurrentQueue<string> Said => process.Said;

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<TracedHost> StartAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("backcare-traced-").FullName, temporary = Directory.CreateDirectory(Path.Combine(folder, "temp")).FullName;
        SeededDatabase.CopyTo(DatabaseIn(folder));
        return new TracedHost(
            await WebProcess.StartAsync(
                DatabaseIn(folder), cancellationToken,
                ("ASPNETCORE_ENVIRONMENT", "Production"), ("TMPDIR", temporary), ("HOME", folder), ("DOTNET_EnableDiagnostics", "0"), ("Logging__LogLevel__Default", "Trace"),
                ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"), ("Logging__LogLevel__Microsoft.EntityFrameworkCore", "Trace"),
                ("Logging__LogLevel__System", "Trace")),
            folder);
    }

    /// <summary>Ends it as a machine that loses power would, and waits until all that it said was read.</summary>
    public void Kill() => process.Kill();

    /// <summary>Files that hold a text, by path, whatever their kind.</summary>
    public IReadOnlyList<string> FilesWith(string text) => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0).Select(path => Path.GetRelativePath(Folder, path))];

    public void Dispose()
    {
        process.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string DatabaseIn(string folder) => Path.Combine(folder, "backcare.db");
}
