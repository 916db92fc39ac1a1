using System.Collections.Concurrent;
using BackCare.App.Privacy;
using BackCare.FunctionalTests.Data.Translation;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(BackCare.FunctionalTests.Hosting.BackCareSite))]

namespace BackCare.FunctionalTests.Hosting;

/// <summary>The real host on Kestrel with a real SQLite file in a folder of its own; its log is kept.</summary>
public class BackCareSite : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-tests-").FullName;

    public BackCareSite()
    {
        SeededDatabase.CopyTo(Database);
        UseKestrel(0);
        StartServer();
        Http = Browse();
    }

    /// <summary>A client that follows no redirect.</summary>
    public HttpClient Http { get; }

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Everything logged so far.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>The file of its database.</summary>
    protected string Database => Path.Combine(folder, "backcare.db");

    /// <summary>True to keep every log line down to the finest level, which takes a good part of a request's time; else warnings and worse.</summary>
    protected virtual bool LogsEverything => false;

    /// <summary>Settings on top of the database's place.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false" };

    /// <summary>What this site stores in place of an id.</summary>
    public string? PseudonymOf(string? id) => Services.GetRequiredService<Pseudonyms>().Of(id);

    /// <summary>A new client that follows no redirect.</summary>
    public HttpClient Browse() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = ClientOptions.BaseAddress };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:BackCare", $"Data Source={Database};Pooling=false");
        builder.UseSetting("Models:Path", Path.Combine(folder, "models"));
        // A whole run shares its sessions, and takes its time on a busy machine.
        builder.UseSetting("Accounts:IdleMinutes", "1440").UseSetting("Accounts:ProofMinutes", "720");
        foreach ((string key, string value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureServices(services => services.AddSingleton<Action<DbContextOptionsBuilder>>(ServerTranslation.Watch));
        LogLevel least = LogsEverything ? LogLevel.Trace : LogLevel.Warning;
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(least).AddFilter(null, least).AddProvider(new Recorder(Logged)));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Http.Dispose();
        base.Dispose(disposing);
        if (disposing) DeleteFolder();
    }

    // SQLite may put a file down while the folder goes; the last connection closes a moment after the host.
    private void DeleteFolder()
    {
        for (int attempt = 0; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < 5)
            {
                SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
