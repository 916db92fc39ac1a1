using System.Diagnostics;
using System.IO.Compression;

namespace BackCare.Tests.Build;

/// <summary>Runs the real targets of eng/ against a private NuGet source, once with and once without the packages in question.</summary>
public sealed class PackageDetectionTests : IDisposable
{
    private static readonly string[] MLNetPackages = ["Microsoft.ML", "Microsoft.ML.LightGbm", "Microsoft.ML.FastTree"];
    private static readonly string[] SqlServerPackages = ["Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.EntityFrameworkCore.Design", "System.IdentityModel.Tokens.Jwt"];

    private readonly string root = Directory.CreateTempSubdirectory("backcare-probe-").FullName;

    [Fact]
    public void A_source_without_ml_net_builds_without_it_and_says_so()
    {
        string output = Build("MLNet.targets", offered: []);

        Assert.Contains("ML.NET trainers are left out", output, StringComparison.Ordinal);
        Assert.Contains("constants=[plain]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.0.0")]
    [InlineData("5.0.1")]
    public void A_source_that_carries_ml_net_or_a_patch_of_it_builds_with_it_without_any_switch(string version)
    {
        string output = Build("MLNet.targets", offered: [.. MLNetPackages.Select(id => (id, version, ""))]);

        Assert.DoesNotContain("left out", output, StringComparison.Ordinal);
        Assert.Contains("constants=[mlnet]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_packages_that_no_source_carries_are_pruned()
    {
        string output = Build("SqlServer.targets", offered:
        [
            (SqlServerPackages[0], "10.0.14", Dependency("Microsoft.SqlServer.Server", "1.0.0") + Dependency("Carried", "1.0.0")),
            (SqlServerPackages[1], "10.0.14", ""), (SqlServerPackages[2], "8.19.2", ""), ("Carried", "1.0.0", ""),
        ]);

        Assert.Contains("pruned=[Microsoft.SqlServer.Server]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_pruned_where_the_sources_carry_everything()
    {
        string output = Build("SqlServer.targets", offered:
        [
            (SqlServerPackages[0], "10.0.14", Dependency("Microsoft.SqlServer.Server", "1.0.0")), ("Microsoft.SqlServer.Server", "1.0.0", ""),
            (SqlServerPackages[1], "10.0.14", ""), (SqlServerPackages[2], "8.19.2", ""),
        ]);

        Assert.Contains("pruned=[]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_cannot_be_reached_prunes_nothing()
    {
        string output = Build("SqlServer.targets", offered: null);

        Assert.Contains("pruned=[]", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Dependency(string id, string version) => $"<dependency id=\"{id}\" version=\"{version}\" />";

    /// <summary>Restores and builds an empty project that imports one of eng's targets; null offers a source that does not exist.</summary>
    private string Build(string targets, IReadOnlyList<(string Id, string Version, string Dependencies)>? offered)
    {
        string feed = Path.Combine(root, "feed");
        if (offered is not null)
            Directory.CreateDirectory(feed);
        foreach ((string id, string version, string dependencies) in offered ?? [])
            WritePackage(feed, id, version, dependencies);

        CopyFolder(Path.Combine(Repository.Root, "eng"), Path.Combine(root, "eng"));
        File.Copy(Path.Combine(Repository.Root, "Directory.Packages.props"), Path.Combine(root, "Directory.Packages.props"));
        File.WriteAllText(Path.Combine(root, "NuGet.Config"),
            $"<configuration><packageSources><clear /><add key=\"private\" value=\"{feed}\" /></packageSources></configuration>");
        string folder = Directory.CreateDirectory(Path.Combine(root, "src")).FullName;
        File.WriteAllText(Path.Combine(folder, "Empty.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><UseAppHost>false</UseAppHost><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <Import Project="../eng/{targets}" />
              <Target Name="Show" AfterTargets="CoreCompile" DependsOnTargets="CollectPrunePackageReferences">
                <Message Importance="high" Condition="$(DefineConstants.Contains('MLNET'))" Text="constants=[mlnet]" />
                <Message Importance="high" Condition="!$(DefineConstants.Contains('MLNET'))" Text="constants=[plain]" />
                <Message Importance="high" Text="pruned=[@(SqlServerMissing)]" />
              </Target>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Empty.cs"), "internal sealed class Empty;");
        return Run(folder, "build Empty.csproj -v:m -nologo");
    }

    private string Run(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A cache of its own: the made-up packages must never reach the one that real builds use.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(root, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("RestoreAdditionalProjectSources");
        foreach (string inherited in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + errors.Result;
    }

    private static void WritePackage(string feed, string id, string version, string dependencies)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open()))
        {
            nuspec.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>
                <dependencies><group targetFramework="netstandard2.0">{dependencies}</group></dependencies>
                </metadata></package>
                """);
        }

        zip.CreateEntryFromFile(typeof(PackageDetectionTests).Assembly.Location, $"lib/netstandard2.0/{id}.dll");
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
