using System.Globalization;
using System.Text.Json;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BackCare.FunctionalTests.Telemetry;

public sealed class LogLinesTests(LogLinesTests.ToldSite site) : IClassFixture<LogLinesTests.ToldSite>
{
    private static readonly KeyValuePair<string, object?>[] Scope =
        [new("RequestId", "0HN:1"), new("RequestPath", "/plan/secret"), new("TraceId", "4bf9"), new("SpanId", "00f0")];

    [Fact]
    public void A_json_line_is_one_object_with_the_request_and_the_values_of_the_message_and_never_the_path()
    {
        string line = Line("json", new InvalidOperationException("broken"));

        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(("warn", "BackCare.Test", "Shelf 7 took 1.5 s", "0HN:1", "4bf9"),
            (json.GetProperty("level").GetString(), json.GetProperty("category").GetString(), json.GetProperty("message").GetString(), json.GetProperty("requestId").GetString(), json.GetProperty("traceId").GetString()));
        Assert.Equal((7, 1.5), (json.GetProperty("fields").GetProperty("version").GetInt32(), json.GetProperty("fields").GetProperty("seconds").GetDouble()));
        Assert.StartsWith("System.InvalidOperationException: broken", json.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", json.GetProperty("time").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_line_names_the_request_too() => Assert.Equal("warn: BackCare.Test Shelf 7 took 1.5 s (request 0HN:1)\n", Line(null, null).ReplaceLineEndings("\n"));

    [Fact]
    public async Task Every_answer_and_its_line_and_its_problem_carry_one_request_id()
    {
        using HttpResponseMessage answer = await site.Http.PostJsonAsync("/v1/recommendations", """{ "limit": "much" }""");
        string id = Assert.Single(answer.Headers.GetValues("X-Request-Id"));

        Assert.Equal(id, (await answer.ProblemAsync()).Text("requestId"));
        using HttpResponseMessage page = await site.Http.GetAsync("/products?q=heel", TestContext.Current.CancellationToken);
        Assert.NotEqual(id, Assert.Single(page.Headers.GetValues("X-Request-Id")));
    }

    [Fact]
    public async Task The_access_log_tells_route_status_time_and_bytes_and_no_path_and_no_query()
    {
        using HttpResponseMessage page = await site.Http.GetAsync("/products/house_slant_board?q=secretword", TestContext.Current.CancellationToken);
        int bytes = (await page.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        using HttpResponseMessage nowhere = await site.Http.GetAsync("/nowhere-secretword", TestContext.Current.CancellationToken);

        Assert.True(
            SpinWait.SpinUntil(() => site.Logged.Any(line => line.Contains("GET (no route) 404 ", StringComparison.Ordinal)), TimeSpan.FromMinutes(1)), "The line of an unknown address comes.");
        string told = Assert.Single(site.Logged, line => line.StartsWith("Information: GET /products/{id} 200 ", StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" ms {bytes} bytes aborted=False"), told, StringComparison.Ordinal);
        Assert.DoesNotContain("secretword", string.Join('\n', site.Logged.Where(line => line.Contains(" bytes aborted=", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static string Line(string? format, Exception? fault)
    {
        using ServiceProvider services = new ServiceCollection().AddLogging(logging =>
            logging.AddLogLines(new ConfigurationBuilder().AddInMemoryCollection([new("Logging:Format", format)]).Build())).BuildServiceProvider();
        ConsoleFormatter formatter = services.GetServices<ConsoleFormatter>().Single(f => f.Name == $"backcare-{format ?? "text"}");
        KeyValuePair<string, object?>[] state = [new("Version", 7), new("Seconds", 1.5), new("{OriginalFormat}", "Shelf {Version} took {Seconds} s")];
        var scopes = new LoggerExternalScopeProvider();
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using (scopes.Push(Scope))
        {
            var entry = new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, "BackCare.Test", new EventId(3), state, fault, static (_, _) => "Shelf 7 took 1.5 s");
            formatter.Write(in entry, scopes, writer);
        }
        return writer.ToString();
    }

    /// <summary>A site whose answers are told in the log.</summary>
    public sealed class ToldSite : BackCareSite
    {
        protected override bool LogsEverything => true;

        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Logging:Access"] = "true" };
    }
}
