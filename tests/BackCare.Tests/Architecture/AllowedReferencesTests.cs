using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackCare.Tests.Architecture;

/// <summary>docs/decisions/0001-house.md as a test: who may reference what.</summary>
public sealed partial class AllowedReferencesTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    private static readonly Dictionary<string, string[]> ProjectReferences = new()
    {
        ["BackCare.Ranking"] = [],
        ["BackCare.Ranking.MLNet"] = ["BackCare.Ranking"],
        ["BackCare.Domain"] = ["BackCare.Ranking"],
        ["BackCare.App"] = ["BackCare.Domain", "BackCare.Ranking"],
        ["BackCare.Web"] = ["BackCare.App", "BackCare.Domain", "BackCare.Ranking", "BackCare.Ranking.MLNet"],
        ["BackCare.Cli"] = ["BackCare.App", "BackCare.Domain", "BackCare.Ranking", "BackCare.Ranking.MLNet"],
    };

    private static readonly Dictionary<string, string> PackagesAllowed = new()
    {
        ["BackCare.Ranking"] = "^$",
        ["BackCare.Ranking.MLNet"] = @"^Microsoft\.ML(\..+)?$",
        ["BackCare.Domain"] = "^$",
        ["BackCare.App"] =
            @"^(Microsoft\.EntityFrameworkCore\..+|Microsoft\.Data\.SqlClient|Microsoft\.AspNetCore\.Identity\.EntityFrameworkCore|MediatR|FluentValidation|Microsoft\.Extensions\.\w+(\.Abstractions)?|CsvHelper|Quartz|SkiaSharp(\.NativeAssets\..+)?|YamlDotNet|System\.IdentityModel\.Tokens\.Jwt)$",
        ["BackCare.Web"] = @"^(Microsoft\.(AspNetCore|EntityFrameworkCore)\..+|OpenTelemetry(\.Exporter\.OpenTelemetryProtocol)?|QRCoder)$",
        ["BackCare.Cli"] = @"^(System\.CommandLine|Spectre\.Console|Microsoft\.Extensions\..+)$",
    };

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Source).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_house_allows(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, project + ".csproj"));
        IEnumerable<string> projects = Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        IEnumerable<string> packages = Includes(file, "PackageReference");

        Assert.Empty(projects.Except(ProjectReferences[project]));
        Assert.All(packages, package => Assert.Matches(PackagesAllowed[project], package));
    }

    [Theory]
    [InlineData("BackCare.Ranking", @"\bSystem\.IO\.File\b|\bFile\.(Open|Read|Write|Exists|Delete|Create|Move|Copy)|\bDirectory\.|\bStopwatch\b|\bTimeProvider\b|\bILogger\b|\bConsole\.")]
    [InlineData("BackCare.Domain", @"\busing System\.IO\b|\bFile\.(Open|Read|Write|Exists|Delete|Create|Move|Copy)|\basync\b|\bawait\b|\bTask<|\bILogger\b|\bConsole\.")]
    // Identity's store and hashing carry the name of ASP.NET but need none of it (docs/decisions/0060).
    [InlineData("BackCare.App", @"\busing Microsoft\.AspNetCore\b(?!\.Identity\b)")]
    public void A_layer_stays_free_of_what_does_not_belong_in_it(string project, string forbidden)
    {
        var pattern = new Regex(forbidden, RegexOptions.CultureInvariant);
        IEnumerable<string> offences =
            from path in Sources(project)
            from line in File.ReadLines(path).Select((text, index) => (text, number: index + 1))
            where !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(line.text)
            select $"{Path.GetRelativePath(Source, path)}:{line.number}: {line.text.Trim()}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Hosts_touch_ef_core_only_at_start_up()
    {
        IEnumerable<string> offences =
            from project in new[] { "BackCare.Web", "BackCare.Cli" }
            from path in Sources(project)
            where Path.GetFileName(path) != "Program.cs" && File.ReadAllText(path).Contains("using Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            select Path.GetRelativePath(Source, path);

        Assert.Empty(offences);
    }

    [Fact]
    public void No_source_reads_the_folder_beside_the_checkout()
    {
        IEnumerable<string> offences = Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(path => IsOurs(path) && CodeFile().IsMatch(path) && Path.GetFileName(path) != "AllowedReferencesTests.cs")
            .Where(path => File.ReadAllText(path).Contains("../shared/", StringComparison.Ordinal));

        Assert.Empty(offences);
    }

    [Fact]
    public void Names_that_say_nothing_are_not_used()
    {
        var empty = new Regex(@"(Manager|Helper|Helpers|Util|Utils|Impl|Dto|Info)\.cs$", RegexOptions.CultureInvariant);
        IEnumerable<string> offences = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(path => IsOurs(path) && (empty.IsMatch(path) || path.Contains("/Common/", StringComparison.Ordinal) || path.Contains("/Shared/", StringComparison.Ordinal)));

        Assert.Empty(offences);
    }

    private static IEnumerable<string> Includes(XDocument file, string item) =>
        file.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<string> Sources(string project)
    {
        string folder = Path.Combine(Source, project);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(IsOurs) : [];
    }

    private static bool IsOurs(string path) =>
        !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        && !path.Contains("/artifacts/", StringComparison.Ordinal) && !path.Contains("/.git/", StringComparison.Ordinal);

    [GeneratedRegex(@"\.(cs|cshtml|razor|csproj|props|targets|sh|json|yml)$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeFile();
}
