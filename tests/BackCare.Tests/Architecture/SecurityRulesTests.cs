using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackCare.Tests.Architecture;

/// <summary>docs/security.md as far as source can tell: what must stand nowhere, or only where it is known to be harmless.</summary>
public sealed partial class SecurityRulesTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    /// <summary>Who opens connections to elsewhere, and why that is nobody's way in. Nothing else does, so no address in a file or a request is ever fetched (SSRF).</summary>
    private static readonly Dictionary<string, string> Outbound = new(StringComparer.Ordinal)
    {
        ["BackCare.Cli/Simulate/ApiShoppers.cs"] = "the command's own --url, written by whoever runs it",
        ["BackCare.Web/Hosting/ListenAddress.cs"] = "listens for a moment to see whether its own port is free",
        ["BackCare.App/Operations/AddressCheck.cs"] = "the host's own address, asked for by whoever runs the doctor",
        ["BackCare.Cli/Health/HealthCommand.cs"] = "the command's own address, written by whoever runs it",
    };

    [Fact]
    public void Nothing_fetches_an_address_that_a_file_or_a_request_names() => Assert.Empty(
        from line in Lines("*.cs")
        where !Outbound.ContainsKey(line.File) && !line.File.Contains("Security/RateLimits.cs", StringComparison.Ordinal) && Connects().IsMatch(line.Text)
        select line.ToString());

    [Fact]
    public void Nothing_unpacks_an_archive_that_came_from_outside() => Assert.Empty(
        // What is read here was packed by the same class and lies in the shop's own database, or is a backup that whoever has the machine restores: it is read within the lengths
        // and below the folder that its manifest states, whose hash must fit.
        from line in Lines("*.cs")
        where !line.File.EndsWith("Events/ListPacking.cs", StringComparison.Ordinal) && !line.File.EndsWith("Serving/StatisticsPacking.cs", StringComparison.Ordinal)
            && !line.File.EndsWith("Backups/BackupArchive.cs", StringComparison.Ordinal)
        where line.Text.Contains("CompressionMode.Decompress", StringComparison.Ordinal) || line.Text.Contains("ZipArchiveMode.Read", StringComparison.Ordinal)
            || line.Text.Contains("ZipFile.", StringComparison.Ordinal) || line.Text.Contains("UseRequestDecompression", StringComparison.Ordinal) || line.Text.Contains("TarReader", StringComparison.Ordinal)
        select line.ToString());

    [Fact]
    public void Secrets_are_compared_in_a_time_that_tells_nothing() => Assert.Empty(
        // In a query the hash of a secret of 100 random bits or more is looked up: whoever does not know the secret cannot choose its hash byte by byte.
        from line in Lines("*.cs")
        where ComparesSecret().IsMatch(line.Text) && !line.Text.Contains("=>", StringComparison.Ordinal) && !KnownHarmless().IsMatch(line.Text)
        select line.ToString());

    [Fact]
    public void The_audit_trail_is_only_ever_added_to() => Assert.Empty(
        from line in Lines("*.cs")
        where line.Text.Contains("AuditEntries", StringComparison.Ordinal) && !line.File.Contains("/Migrations/", StringComparison.Ordinal)
        // Age alone ends an entry (docs/privacy.md).
        where !line.File.EndsWith("Privacy/AgedRows.cs", StringComparison.Ordinal) && line.Text.Contains("ExecuteDelete", StringComparison.Ordinal)
            || line.Text.Contains("ExecuteUpdate", StringComparison.Ordinal) || line.Text.Contains("Remove", StringComparison.Ordinal) || line.Text.Contains("UPDATE", StringComparison.Ordinal)
        select line.ToString());

    [Fact]
    public void Text_is_put_into_a_page_as_markup_only_where_it_is_drawn_or_encoded() => Assert.Equal(
        ["Pages/Analyst/Chart.razor", "Pages/Analyst/ExperimentPage.razor", "Pages/Parts/ExerciseFigure.razor", "Pages/Shop/StructuredData.cs", "Pages/SvgText.cs"],
        Lines("*.razor", "BackCare.Web").Concat(Lines("*.cs", "BackCare.Web")).Where(line => line.Text.Contains("MarkupString", StringComparison.Ordinal) || line.Text.Contains("Html.Raw", StringComparison.Ordinal))
            .Select(line => line.File["BackCare.Web/".Length..]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Scripts_of_the_pages_never_turn_text_into_markup_or_code() => Assert.Empty(
        from path in Directory.EnumerateFiles(Path.Combine(Source, "BackCare.Web", "wwwroot"), "*.js")
        from text in File.ReadLines(path)
        where Sink().IsMatch(text)
        select $"{Path.GetFileName(path)}: {text.Trim()}");

    [Fact]
    public void Packages_are_audited_at_restore_the_indirect_ones_too_and_versions_stand_in_one_place()
    {
        XDocument build = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));
        string Value(string name) => build.Descendants(name).Single().Value;

        Assert.Equal(("true", "all", "low"), (Value("NuGetAudit"), Value("NuGetAuditMode"), Value("NuGetAuditLevel")));
        Assert.Contains("NU1900", Value("WarningsNotAsErrors"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).SelectMany(path => XDocument.Load(path).Descendants("PackageReference")),
            p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null);
        Assert.DoesNotContain(XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion"), p => p.Attribute("Version")!.Value.Contains('*', StringComparison.Ordinal));
    }

    private static IEnumerable<Line> Lines(string pattern, string? project = null) =>
        from path in Directory.EnumerateFiles(project is null ? Source : Path.Combine(Source, project), pattern, SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Source, path).Replace('\\', '/')
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        from line in File.ReadLines(path).Select((text, index) => new Line(file, index + 1, text.Trim()))
        where !line.Text.StartsWith("//", StringComparison.Ordinal)
        select line;

    private sealed record Line(string File, int Number, string Text)
    {
        public override string ToString() => $"{File}:{Number}: {Text}";
    }

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|WebClient|WebRequest|SocketsHttpHandler|TcpClient|UdpClient|FtpWebRequest|SmtpClient|ClientWebSocket)\b|\bnew Socket\(|\bDns\.Get")]
    private static partial Regex Connects();

    [GeneratedRegex(@"(?i)\b\w*(secret|signature|password|apikey|tokenhash|keyhash|recoverycode|\bhash)\w*\s*(==|!=)\s*[\w.]+|\.(Equals|SequenceEqual)\(\s*\w*(secret|signature|password|hash)\w*")]
    private static partial Regex ComparesSecret();

    // Content hashes (of knowledge, schemas, pictures, checkpoints) are no secrets; a password and its change are both the caller's own words.
    [GeneratedRegex(@"(?i)SeedHash|SchemaHash|ShippedHash|known == hash|hash != entry\.|p\.Hash ==|row\.Hash|state\.|Hash == HashOf|KnowledgeHash|CasesHash|Sha256|null|InstanceToValidate|form, ""again""")]
    private static partial Regex KnownHarmless();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment|setHTMLUnsafe|srcdoc|setTimeout\(\s*[""'`]")]
    private static partial Regex Sink();
}
