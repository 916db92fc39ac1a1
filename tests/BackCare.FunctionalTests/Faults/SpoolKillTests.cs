using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Privacy;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Faults;

/// <summary>kill -9 between the acceptance of events and the moment when the database takes them.</summary>
public sealed class SpoolKillTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-spool-kill-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "backcare.db");

    [Fact]
    public async Task Accepted_events_survive_and_count_once_and_what_was_erased_meanwhile_does_not_come_back()
    {
        await using (ShopUnderTest shop = ShopUnderTest.OnFile(Database))
            await shop.PrepareAsync();
        (string kept, string erased) lists;
        await using (var holder = new SqliteConnection($"Data Source={Database};Pooling=false"))
        {
            using WebProcess host = await WebProcess.StartAsync(Database, Cancelled, ("Journal__PatienceSeconds", "1"));
            await holder.OpenAsync(Cancelled);
            await ExecuteAsync(holder, "BEGIN IMMEDIATE");
            lists = (await ListAsync(host, "stays"), await ListAsync(host, "goes"));
            await SpoolAsync(host, lists.kept, "k-1", "k-2");
            await SpoolAsync(host, lists.erased, "e-1");
            host.Kill();
        }

        // The write that the kill tore: nobody was told that it is there.
        string[] files = Directory.GetFiles(Path.Combine(folder, "spool"), "*.spool", SearchOption.AllDirectories);
        await File.AppendAllBytesAsync(Assert.Single(files), [0x40, 0, 0, 0, 1, 2, 3, 4, 5], Cancelled);
        await using (ShopUnderTest shop = ShopUnderTest.OnFile(Database))
        {
            Assert.Null((await shop.PrepareAsync()).Refusal);
            Assert.Null((await shop.SendAsync(new EraseMine.Command("goes"))).Refusal);
            await using BackCareDb db = shop.Open();
            Assert.False(await db.ServedLists.AnyAsync(Cancelled));
        }

        using WebProcess next = await WebProcess.StartAsync(Database, Cancelled);
        await FaultySite.UntilAsync("the spool of the killed process is stored and gone", () => Task.FromResult(Directory.GetFiles(Path.Combine(folder, "spool"), "*.spool", SearchOption.AllDirectories).Length == 0));
        await SpoolAsync(next, lists.kept, "k-1", HttpStatusCode.OK);

        await using ShopUnderTest after = ShopUnderTest.OnFile(Database);
        await using BackCareDb stored = after.Open();
        Assert.Equal([lists.kept], await stored.ServedLists.Select(l => l.Id).ToArrayAsync(Cancelled));
        Assert.Equal(["k-1", "k-2"], await stored.Interactions.OrderBy(i => i.EventId).Select(i => i.EventId).ToArrayAsync(Cancelled));
        Assert.Equal(["e-1", "k-1", "k-2"], await stored.Set<RecordedEvent>().OrderBy(e => e.Id).Select(e => e.Id).ToArrayAsync(Cancelled));
        Assert.Equal(3, await stored.DailyCounts.SumAsync(c => c.Count, Cancelled));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> ListAsync(WebProcess host, string visitor)
    {
        JsonObject served = await host.Http.RecommendAsync(
            new { symptoms = new[] { "calf_tight" }, visitorId = visitor, consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
        return served.Text("recommendationId")!;
    }

    private static Task SpoolAsync(WebProcess host, string list, params string[] ids) => SpoolAsync(host, list, ids, HttpStatusCode.Accepted);

    private static Task SpoolAsync(WebProcess host, string list, string id, HttpStatusCode expected) => SpoolAsync(host, list, [id], expected);

    private static async Task SpoolAsync(WebProcess host, string list, string[] ids, HttpStatusCode expected)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(new { events = ids.Select(id => new { id, name = "select_item", recommendationId = list, items = new[] { new { item_id = "house_slant_board", index = 1 } } }) }),
            Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await host.Http.PostAsync("/v1/events", content, Cancelled);
        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
