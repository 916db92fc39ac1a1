using System.Text.RegularExpressions;

namespace BackCare.Tests.Privacy;

/// <summary>What shoppers tell goes nowhere: no code that serves them speaks to another host, and nothing is measured elsewhere unless somebody says where.</summary>
public sealed partial class NoWayOutTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    /// <summary>The only files that may speak to a host: the simulator drives a shop that its user names, with shoppers that nobody is; doctor and health probe ask the shop's own address how it is.</summary>
    private static readonly string[] Allowed = ["BackCare.App/Operations/AddressCheck.cs", "BackCare.Cli/Health/HealthCommand.cs", "BackCare.Cli/Simulate/ApiShoppers.cs"];

    [Fact]
    [Trait("Rule", "RQ07")]
    [Trait("Rule", "RQ03")]
    public void No_code_that_knows_of_reports_has_a_client_for_another_host()
    {
        string[] projects = ["BackCare.App", "BackCare.Domain", "BackCare.Ranking", "BackCare.Ranking.MLNet", "BackCare.Web", "BackCare.Cli"];
        string[] found = [.. projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Source, project), "*.*", SearchOption.AllDirectories))
            .Where(path => (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Where(path => Client().IsMatch(string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))))
            .Select(path => Path.GetRelativePath(Source, path).Replace('\\', '/')).Except(Allowed, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        Assert.Equal([], found);
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    public void No_script_of_the_pages_calls_another_host_or_keeps_anything()
    {
        foreach (string script in Directory.EnumerateFiles(Path.Combine(Source, "BackCare.Web"), "*.js", SearchOption.AllDirectories).Where(p => !p.Contains("/bin/", StringComparison.Ordinal) && !p.Contains("/obj/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(script);
            Assert.DoesNotMatch(@"localStorage|sessionStorage|indexedDB|document\.cookie", text);
            Assert.DoesNotMatch(@"(fetch|sendBeacon|XMLHttpRequest|EventSource|WebSocket|import)\s*\(\s*[`'""]?(https?:)?//|https?://(?!www\.w3\.org)", text);
        }
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    public void No_telemetry_is_on_until_somebody_says_where_it_goes()
    {
        foreach (string settings in Directory.EnumerateFiles(Path.Combine(Source, "BackCare.Web"), "appsettings*.json").Concat(Directory.EnumerateFiles(Path.Combine(Source, "BackCare.Cli"), "appsettings*.json")))
            Assert.DoesNotMatch("(?i)otlp|telemetry|applicationinsights|sentry|endpoint\"\\s*:\\s*\"https?:", File.ReadAllText(settings));
    }

    [GeneratedRegex(@"\bHttpClient\b|\bIHttpClientFactory\b|\bHttpRequestMessage\b|\bWebRequest\b|\bTcpClient\b|\bUdpClient\b|\bSmtpClient\b|\bClientWebSocket\b|new Socket\(")]
    private static partial Regex Client();
}
