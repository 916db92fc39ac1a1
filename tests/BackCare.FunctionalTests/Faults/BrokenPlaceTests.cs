using System.Diagnostics;
using System.Globalization;
using System.Net;
using BackCare.App;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Faults;

/// <summary>Files and disks that do not do what they should.</summary>
public sealed class BrokenPlaceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-broken-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "no database")]
    [InlineData(2_000, "damaged")]
    public async Task A_damaged_database_file_is_refused_with_its_name_and_the_way_back_and_is_left_as_it_is(int at, string told)
    {
        string file = Path.Combine(folder, "backcare.db");
        await using (ShopUnderTest shop = ShopUnderTest.OnFile(file))
            await shop.PrepareAsync();
        byte[] bytes = await File.ReadAllBytesAsync(file, Cancelled);
        bytes.AsSpan(at, Math.Min(bytes.Length - at, 400_000)).Fill(0x5A);
        await File.WriteAllBytesAsync(file, bytes, Cancelled);

        await using ShopUnderTest broken = ShopUnderTest.OnFile(file);
        StartupReport report = await broken.PrepareAsync();

        Assert.Contains(file, report.Refusal, StringComparison.Ordinal);
        Assert.Contains(told, report.Refusal, StringComparison.Ordinal);
        Assert.Contains("backcare restore", report.Refusal, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Cancelled));
    }

    [Fact]
    public async Task A_full_disk_refuses_events_clearly_leaves_nothing_torn_and_takes_them_again_when_there_is_room()
    {
        string disk = Path.Combine(folder, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk) == 0, "A small disk can be mounted by root on Linux alone.");
        try
        {
            await using var site = new SmallDisk(disk);
            await site.HoldAsync();
            string filler = Path.Combine(disk, "filler");
            int accepted = 0;
            HttpStatusCode status = HttpStatusCode.Accepted;
            for (int batch = 0; status == HttpStatusCode.Accepted; batch++)
            {
                using HttpResponseMessage answer = await site.SendAsync(Ids(batch));
                status = answer.StatusCode;
                accepted += status == HttpStatusCode.Accepted ? 100 : 0;
                Assert.True(status is HttpStatusCode.Accepted || (await answer.ProblemAsync()).Text("detail")!.Contains("none of", StringComparison.Ordinal));
                if (batch == 1) Fill(filler);
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal(accepted, site.Journal.Spool.Events);
            File.Delete(filler);
            using (HttpResponseMessage again = await site.SendAsync(Ids(1_000)))
                Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
            await site.GiveDatabaseBackAsync();
            await FaultySite.UntilAsync("everything that waited is in the database", () => Task.FromResult(site.Journal.Spool.SinceUtc is null));
            Assert.Equal(accepted + 100, site.Journal.Accepted);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<string> Ids(int batch) => Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"full-{batch}-{i}"));

    private static void Fill(string file)
    {
        try
        {
            using FileStream filler = File.Create(file);
            while (true) filler.Write(new byte[4_096]);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private sealed class SmallDisk(string disk) : FaultySite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Journal:PatienceSeconds"] = "1", ["Journal:Spool"] = Path.Combine(disk, "spool") };
    }
}
