using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace BackCare.Tests.Build;

/// <summary>What docker-compose.yml promises (docs/operations.md), held to without an engine.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly string File = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));

    private static readonly Map Compose = new DeserializerBuilder().Build().Deserialize<Map>(new MergingParser(new Parser(new StringReader(File))));

    private static readonly Map Services = MapOf(Compose, "services");

    /// <summary>The services that run the image of this repository.</summary>
    public static TheoryData<string> Own => [.. Services.Where(service => MapOf(Services, service.Key).ContainsKey("build")).Select(service => (string)service.Key)];

    [Fact]
    public void It_starts_a_database_two_web_replicas_a_trainer_and_a_proxy()
    {
        Assert.Superset(new HashSet<string> { "database", "web", "trainer", "proxy" }, Services.Keys.Cast<string>().ToHashSet());
        Assert.Equal("2", MapOf(Of("web"), "deploy")["replicas"]);
        Assert.Equal(["proxy"], Services.Keys.Cast<string>().Where(name => Of(name).ContainsKey("ports")));
    }

    [Fact]
    public void Nothing_has_to_be_set_before_it_starts() =>
        Assert.All(Variable().Matches(File), variable => Assert.Contains(":-", variable.Value, StringComparison.Ordinal));

    [Fact]
    public void No_secret_stands_in_it_and_none_in_an_environment()
    {
        Assert.DoesNotMatch(@"(?i)(password|pwd|secret_?key)\s*[=:]\s*\S", File);
        Assert.All(Services.Keys.Cast<string>(), name => Assert.DoesNotContain(Environment(name), key => key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Each_service_sees_its_own_secrets_alone()
    {
        (string Service, string Mount)[] mounts = [.. Services.Keys.Cast<string>().SelectMany(name => List(Of(name), "volumes").Where(v => v.StartsWith("secrets-", StringComparison.Ordinal)).Select(v => (name, v)))];
        Assert.Equal(
            ["database secrets-database:/run/secrets:ro", "logins secrets-database:/run/secrets:ro", "migrate secrets-migrate:/run/secrets:ro", "trainer secrets-web:/run/secrets:ro", "web secrets-web:/run/secrets:ro"],
            mounts.Where(m => m.Service != "prepare").Select(m => $"{m.Service} {m.Mount}").Order(StringComparer.Ordinal));
        Assert.Equal("none", Of("prepare")["network_mode"]);
    }

    [Theory]
    [MemberData(nameof(Own))]
    public void A_service_of_ours_writes_nowhere_but_where_it_must_and_has_no_rights_beyond(string service)
    {
        Map own = Of(service);
        Assert.Equal("true", own["read_only"]);
        Assert.Contains("/tmp", Assert.Single(List(own, "tmpfs")), StringComparison.Ordinal);
        Assert.Equal(["ALL"], List(own, "cap_drop"));
        Assert.Contains("no-new-privileges:true", List(own, "security_opt"));
        Assert.Equal(service == "prepare", own.ContainsKey("user"));
    }

    [Fact]
    public void Models_are_written_by_the_trainer_alone()
    {
        Assert.Contains("models:/models:ro", List(Of("web"), "volumes"));
        Assert.Contains("models:/models", List(Of("trainer"), "volumes"));
        Assert.Contains("Training__Schedule", Environment("trainer"));
        Assert.DoesNotContain("Training__Schedule", Environment("web"));
    }

    [Fact]
    public void Hosts_start_after_the_tables_are_made_and_never_make_them()
    {
        foreach (string host in new[] { "web", "trainer" })
        {
            Assert.Equal("service_completed_successfully", Condition(host, "migrate"));
            Assert.Equal("false", MapOf(Of(host), "environment")["Database__MigrateAtStart"]);
            Assert.DoesNotContain("backcare_migrate", (string)MapOf(Of(host), "environment")["ConnectionStrings__BackCare"], StringComparison.Ordinal);
        }

        Assert.Equal("service_completed_successfully", Condition("migrate", "logins"));
        Assert.Equal("service_healthy", Condition("logins", "database"));
        Assert.Equal("service_healthy", Condition("proxy", "web"));
    }

    [Fact]
    public void Whatever_goes_on_running_has_a_health_check_and_time_to_drain()
    {
        string[] running = [.. Services.Keys.Cast<string>().Where(name => (string)Of(name)["restart"] == "unless-stopped")];
        Assert.Equal(["database", "proxy", "trainer", "web"], running.Order(StringComparer.Ordinal));
        Assert.All(running, name => Assert.True(MapOf(Of(name), "healthcheck").ContainsKey("test"), name));
        int drain = int.Parse((string)MapOf(Of("web"), "environment")["Shutdown__DrainSeconds"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{drain + 30 + 5}s", Of("web")["stop_grace_period"]);
    }

    [Fact]
    public void Files_that_it_mounts_exist_and_the_proxy_keeps_idle_connections_for_less_than_a_replica_drains()
    {
        string folder = Path.Combine(Repository.Root, "eng", "compose");
        string[] named = [.. Services.Keys.Cast<string>().SelectMany(name => List(Of(name), "entrypoint")).Where(part => part.StartsWith("/backcare/", StringComparison.Ordinal)).Distinct()];
        Assert.Equal(3, named.Length);
        Assert.All(named, script => Assert.True(System.IO.File.Exists(Path.Combine(folder, Path.GetFileName(script))), script));
        Assert.Contains("keepalive_timeout 2s;", System.IO.File.ReadAllText(Path.Combine(folder, "proxy.sh")), StringComparison.Ordinal);
        Assert.Equal("5", MapOf(Of("web"), "environment")["Shutdown__DrainSeconds"]);
    }

    [Fact]
    public void The_image_is_made_of_every_project_a_host_needs_and_runs_as_nobody_special()
    {
        string[] lines = System.IO.File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile"));
        foreach (string project in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)))
            Assert.Contains($"COPY src/{project}/{project}.csproj src/{project}/", lines);
        Assert.Contains("USER $APP_UID", lines);
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.EndsWith("""CMD ["backcare", "health"]""", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("libgomp1", StringComparison.Ordinal));
        string[] copied = [.. lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1])];
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"The Dockerfile copies {path}, which does not exist."));
    }

    private static Map Of(string service) => MapOf(Services, service);

    private static Map MapOf(Map map, object key) => (Map)map[key];

    private static string[] List(Map map, string key) => map.TryGetValue(key, out object? list) ? [.. ((List<object>)list).Cast<string>()] : [];

    private static string[] Environment(string service) => Of(service).TryGetValue("environment", out object? set) ? [.. ((Map)set).Keys.Cast<string>()] : [];

    private static string Condition(string service, string on) => (string)MapOf(MapOf(Of(service), "depends_on"), on)["condition"];

    [GeneratedRegex(@"(?<!\$)\$\{[^}]*\}|(?<!\$)\$[A-Z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
