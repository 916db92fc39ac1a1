using System.Text.RegularExpressions;
using BackCare.App.Operations;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Operations;

public sealed partial class SettingsCheckTests
{
    [Theory]
    [InlineData("Database:Provder", "Database:Provider")]
    [InlineData("Databse:Provider", "Database:Provider")]
    [InlineData("DATABASE_PROVIDER", "Database:Provider")]
    [InlineData("Journal:KeepDay", "Journal:KeepDays")]
    [InlineData("Models.Path", "Models:Path")]
    [InlineData("Shop:Unheard", null)]
    public void A_misspelt_setting_is_told_with_what_may_have_been_meant(string name, string? meant) =>
        Assert.Equal((name, meant), Assert.Single(KnownSettings.Unread(Of((name, "x")))));

    [Theory]
    [InlineData("Database:Provider")]
    [InlineData("database:provider")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("Proxies:Trusted:0")]
    [InlineData("Checkout:Ids:house_slant_board")]
    [InlineData("PATH")]
    [InlineData("DOTNET_gcServer")]
    [InlineData("OTHER:PROGRAM")]
    public void What_is_read_or_belongs_to_others_is_left_alone(string name) => Assert.Empty(KnownSettings.Unread(Of((name, "x"))));

    [Fact]
    public void A_value_that_no_host_starts_with_is_broken() => Assert.All(
        [("Shop:TimeZone", "Mars/Olympus"), ("Database:Provider", "Oracle"), ("Telemetry:Otlp:Endpoint", "collector"), ("Telemetry:TraceShare", "2"), ("Training:Schedule", "daily"), ("Journal:KeepDays", "3")],
        setting => Assert.Contains(SettingsCheck.Run(Of(setting)), f => f.Level == FindingLevel.Fail && f.Said.Contains(setting.Item1, StringComparison.Ordinal) && f.Said.Contains(setting.Item2, StringComparison.Ordinal)));

    [Fact]
    public void A_server_behind_an_embedded_provider_is_a_conflict() =>
        Assert.Contains(SettingsCheck.Run(Of(("ConnectionStrings:BackCare", "Server=db;Database=shop"))), f => f is { Level: FindingLevel.Fail, Name: "conflict" });

    [Fact]
    public void What_was_set_is_told_without_secrets()
    {
        IReadOnlyDictionary<string, string> told = KnownSettings.ToTell(
            Of(("ConnectionStrings:BackCare", "Server=db;Password=hush"), ("DataProtection:Certificate", "-----BEGIN PRIVATE KEY-----"), ("Journal:KeepDays", "90"), ("HOME", "/root")));

        Assert.Equal(new Dictionary<string, string> { ["ConnectionStrings:BackCare"] = "(set)", ["DataProtection:Certificate"] = "(set)", ["Journal:KeepDays"] = "90" }, told);
    }

    [Fact]
    public void The_page_of_settings_has_every_one()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "settings.md"));

        Assert.DoesNotContain(KnownSettings.Names, name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    /// <summary>A setting that is read somewhere and not known here would be called misspelt.</summary>
    [Fact]
    public void Every_setting_that_the_source_names_is_known()
    {
        string[] sections = [.. KnownSettings.Names.Select(name => name.Split(':')[0]).Distinct()];
        string[] named =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
                .SelectMany(path => Literal().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).Where(name => sections.Contains(name.Split(':')[0], StringComparer.Ordinal)).Distinct(),
        ];

        Assert.True(named.Length > 20, "The search finds settings.");
        Assert.Empty(named.Except([.. KnownSettings.Names, "Kestrel:Endpoints"], StringComparer.Ordinal));
    }

    private static IConfigurationRoot Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();

    [GeneratedRegex("\"([A-Z][A-Za-z]+:[A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
