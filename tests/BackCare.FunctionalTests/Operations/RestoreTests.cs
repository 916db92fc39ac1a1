using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Operations.Backups;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Operations;

/// <summary>The way back as an operator goes it: a host serves and takes events, a backup is made meanwhile, the host is killed, its disk breaks, the backup comes back, a host serves again.</summary>
public sealed class RestoreTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-restore-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "backcare.db");

    [Fact]
    public async Task A_backup_made_under_load_brings_back_every_event_that_was_acknowledged_before_it_began()
    {
        string list, answer, file;
        int acknowledged = 0, sent;
        using (WebProcess host = await WebProcess.StartAsync(Database, Cancelled))
        {
            JsonObject served = await host.Http.RecommendAsync(new { text = "tight calf after running", visitorId = "v", consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
            list = served.Text("recommendationId")!;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            Task load = LoadAsync(host.Http, list, () => Interlocked.Increment(ref acknowledged), stop.Token);
            while (Volatile.Read(ref acknowledged) < 20) await Task.Delay(10, Cancelled);
            int before = Volatile.Read(ref acknowledged);
            MakeBackup.Response made = await BackUpAsync();
            Assert.True(made.Verified);
            int during = Volatile.Read(ref acknowledged) - before;
            file = made.Path;
            answer = await ReplayedAsync(host.Http, list);
            Answer<RestoreBackup.Response> refused = await RestoreAsync(file, force: true);
            Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
            await stop.CancelAsync();
            await load;
            host.Kill();
            sent = acknowledged;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"backup of {new FileInfo(Database).Length} bytes: {made.Bytes} bytes in {made.Seconds:0.00} s, {before} events acknowledged before it, {during} during it, {sent - before - during} after it"));
            Assert.True(made.Manifest.JournalEntry >= before, "An event that was acknowledged before the backup began is not in it.");
        }

        await using (FileStream broken = File.OpenWrite(Database))
            await broken.WriteAsync(new byte[64 * 1024], Cancelled);
        Answer<RestoreBackup.Response> back = await RestoreAsync(file, force: true);
        Assert.Null(back.Refusal);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"restored in {back.Value.Seconds:0.00} s"));
        Assert.True(File.Exists(back.Value.Aside));

        using WebProcess again = await WebProcess.StartAsync(Database, Cancelled);
        Assert.Equal(answer, await ReplayedAsync(again.Http, list));
        long events = await CountAsync();
        Assert.Equal(back.Value.Manifest.JournalEntry, events + 1);
        Assert.True(events <= sent, "More came back than was ever sent.");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private ShopUnderTest Unopened() => new(new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={Database}", ["Models:Path"] = Path.Combine(folder, "models") });

    private async Task<MakeBackup.Response> BackUpAsync()
    {
        await using ShopUnderTest shop = Unopened();
        Answer<MakeBackup.Response> made = await shop.SendAsync(new MakeBackup.Command(Path.Combine(folder, "under-load.backup"), Verify: true));
        Assert.Null(made.Refusal);
        return made.Value;
    }

    private async Task<Answer<RestoreBackup.Response>> RestoreAsync(string file, bool force)
    {
        await using ShopUnderTest shop = Unopened();
        return await shop.SendAsync(new RestoreBackup.Command(file, Force: force));
    }

    private async Task<long> CountAsync()
    {
        await using ShopUnderTest shop = Unopened();
        await using BackCareDb db = shop.Open();
        return await db.Interactions.LongCountAsync(Cancelled);
    }

    private static async Task<string> ReplayedAsync(HttpClient http, string list)
    {
        using HttpResponseMessage answer = await http.GetAsync($"/v1/recommendations/{list}", Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["products"]!.ToJsonString();
    }

    /// <summary>One event after the other until it is told to stop; each that is answered counts.</summary>
    private static async Task LoadAsync(HttpClient http, string list, Action acknowledged, CancellationToken cancellationToken)
    {
        for (int i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            using var body = new StringContent(
                $$"""{ "events": [{ "id": "restore-{{i.ToString(CultureInfo.InvariantCulture)}}", "name": "select_item", "recommendationId": "{{list}}", "visitorId": "v", "items": [{ "item_id": "house_slant_board", "index": 1 }] }] }""",
                Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync("/v1/events", body, Cancelled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            acknowledged();
        }
    }
}
