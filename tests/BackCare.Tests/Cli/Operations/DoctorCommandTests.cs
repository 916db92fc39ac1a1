using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BackCare.App.Operations;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.Cli.Operations;

/// <summary>Each thing is broken for real, and the doctor names it with what to do.</summary>
public sealed class DoctorCommandTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>, IDisposable
{
    private readonly CommandRun command = new();
    private readonly ModelsOnDisk disk = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task A_sound_installation_has_nothing_broken_and_every_area_is_looked_at()
    {
        disk.Write("v1", "promote");
        File.WriteAllText(disk.PathOf("champion.json"), "{ \"version\": \"v1\" }");
        seeded.CopyTo(Database);

        JsonElement[] findings = await DoctorAsync(expected: null);

        Assert.DoesNotContain(findings, f => Level(f) == "fail" && Area(f) != "address");
        Assert.Equal(["address", "clock", "configuration", "database", "disk", "jobs", "keys", "knowledge", "models", "parts"], findings.Select(Area).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("v1 by lambdamart can serve", Said(findings, "models", "champion"), StringComparison.Ordinal);
        Assert.Contains("Every page is sound", Said(findings, "database", "integrity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made_by_looking()
    {
        JsonElement[] findings = await DoctorAsync(expected: null);

        Assert.Contains("There is no database at", Said(findings, "database", "reachable"), StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_with_the_way_back()
    {
        File.WriteAllText(Database, new string('x', 10_000));

        JsonElement broken = Find(await DoctorAsync(expected: 1), "database", "reachable");

        Assert.Equal("fail", Level(broken));
        Assert.Contains("backcare restore --from", broken.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_found_by_reading_all_of_them()
    {
        seeded.CopyTo(Database);
        using (FileStream file = File.OpenWrite(Database))
        {
            // The last pages hold rows: what a disk does to them is seen by nobody who does not read them.
            file.Position = file.Length - 8 * 4_096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4 * 4_096).ToArray());
        }

        JsonElement broken = Find(await DoctorAsync(expected: 1), "database", "integrity");

        Assert.Equal("fail", Level(broken));
        Assert.Contains("It is damaged", broken.GetProperty("said").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_one_of_an_older_is_announced()
    {
        seeded.CopyTo(Database);
        SeededDatabase.Run(Database, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '10.0')");
        Assert.Equal("fail", Level(Find(await DoctorAsync(expected: 1), "database", "migrations")));

        SeededDatabase.Run(Database, "DELETE FROM __EFMigrationsHistory WHERE MigrationId >= (SELECT MAX(MigrationId) FROM __EFMigrationsHistory WHERE MigrationId < '2999')");
        JsonElement behind = Find(await DoctorAsync(expected: null), "database", "migrations");
        Assert.Equal("warn", Level(behind));
        Assert.Contains("backcare backup", behind.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_champion_that_cannot_serve_is_broken_and_what_a_killed_process_left_is_told()
    {
        seeded.CopyTo(Database);
        disk.Write("v1", "promote");
        File.WriteAllText(disk.PathOf("champion.json"), "{ \"version\": \"v1\" }");
        File.AppendAllText(disk.PathOf("v1", "model.txt"), "x");
        Directory.CreateDirectory(disk.PathOf(".partial-v2-77"));
        Directory.SetLastWriteTimeUtc(disk.PathOf(".partial-v2-77"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.CreateDirectory(disk.PathOf("v3"));

        JsonElement[] findings = await DoctorAsync(expected: 1);

        Assert.Equal("fail", Level(Find(findings, "models", "champion")));
        Assert.Contains("not the file that its card describes", Said(findings, "models", "champion"), StringComparison.Ordinal);
        Assert.Contains(".partial-v2-77", Said(findings, "models", "half-written"), StringComparison.Ordinal);
        Assert.Contains("v3", Said(findings, "models", "without card"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_keys_failed_runs_and_times_to_come_are_worth_a_look()
    {
        seeded.CopyTo(Database);
        SeededDatabase.Run(Database, """
            INSERT INTO "ProtectionKeys" ("Name", "Xml", "CreatedUtc") VALUES ('k', '<key><expirationDate>2020-01-01T00:00:00Z</expirationDate></key>', '2019-10-01 00:00:00');
            UPDATE "CatalogVersions" SET "MovedUtc" = '2999-01-01 00:00:00';
            """);

        JsonElement[] findings = await DoctorAsync(expected: null);

        Assert.Equal("warn", Level(Find(findings, "keys", "data protection")));
        Assert.Contains("2999", Said(findings, "clock", "stored times"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_another_program_holds_stands_in_the_way_and_a_wrong_one_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        IReadOnlyList<Finding> findings = await AddressCheck.RunAsync($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port};nowhere;http://127.0.0.1:0", TestContext.Current.CancellationToken);

        Assert.Equal([FindingLevel.Fail, FindingLevel.Fail, FindingLevel.Ok], findings.Select(f => f.Level));
        Assert.StartsWith("Another program listens", findings[0].Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_from_before_the_program_was_made_is_broken() =>
        Assert.Equal(FindingLevel.Fail, ClockCheck.Run(new ConfigurationManager(), new OldClock()).First(f => f.Name == "time").Level);

    [Fact]
    public void A_folder_that_cannot_be_written_says_why()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a folder that nobody can write, on Linux.");
        Assert.NotNull(Disk.CannotWrite("/proc"));
        Assert.Null(Disk.CannotWrite(command.Folder));
    }

    [Fact]
    public async Task For_people_a_line_says_what_to_do_and_strict_counts_warnings()
    {
        Assert.Equal(0, await command.Run("doctor", "--quick", "--database", Database, "--models", disk.Folder));
        Assert.Contains("warn database reachable: There is no database at", command.Output, StringComparison.Ordinal);
        Assert.Contains("→ Start the host", command.Output, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("doctor", "--quick", "--strict", "--database", Database, "--models", disk.Folder));
    }

    public void Dispose()
    {
        command.Dispose();
        disk.Dispose();
    }

    private static string? Level(JsonElement finding) => finding.GetProperty("level").GetString();

    private static string? Area(JsonElement finding) => finding.GetProperty("area").GetString();

    private static JsonElement Find(JsonElement[] findings, string area, string name) => findings.First(f => Area(f) == area && f.GetProperty("name").GetString() == name);

    private static string? Said(JsonElement[] findings, string area, string name) => Find(findings, area, name).GetProperty("said").GetString();

    /// <summary>Runs the doctor; the address of a host that somebody runs on this machine does not count.</summary>
    private async Task<JsonElement[]> DoctorAsync(int? expected)
    {
        int code = await command.Run("doctor", "--json", "--database", Database, "--models", disk.Folder);
        JsonElement[] findings = [.. JsonDocument.Parse(command.Output).RootElement.GetProperty("findings").EnumerateArray()];
        Assert.Equal(expected ?? (findings.Any(f => Level(f) == "fail") ? 1 : 0), code);
        return findings;
    }

    private sealed class OldClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
