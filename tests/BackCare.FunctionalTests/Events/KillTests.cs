using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using BackCare.Ranking.Randomness;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Events;

/// <summary>kill -9 at any moment under load. <c>BACKCARE_KILL_ROUNDS</c> sets how often; 3 without it.</summary>
public sealed class KillTests : IDisposable
{
    private const int Clients = 4, EventsInBatch = 200;

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-kill-").FullName;

    private readonly ConcurrentDictionary<string, (string Body, bool Acknowledged)> batches = new(StringComparer.Ordinal);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("BACKCARE_KILL_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 3;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_counted_twice()
    {
        string database = Path.Combine(folder, "backcare.db");
        await using (ShopUnderTest shop = ShopUnderTest.OnSeededFile(database))
            await shop.PrepareAsync();
        var random = new SplitMix64(4);
        string? list = null;
        for (int round = 0; round < Rounds; round++)
        {
            using WebProcess host = await WebProcess.StartAsync(database, Cancelled);
            list ??= await ConsentedListAsync(host);
            Task[] clients = [.. Enumerable.Range(0, Clients).Select(client => LoadAsync(host, round, client, list))];
            await Task.Delay(200 + (int)(random.NextDouble() * 800), Cancelled);
            host.Kill();
            await Task.WhenAll(clients);
        }

        Assert.Contains(batches.Values, b => b.Acknowledged);
        string[] known = await ReadAsync(database, db => db.Set<RecordedEvent>().Select(e => e.Id).ToArrayAsync(Cancelled));
        string[] acknowledged = [.. batches.Where(b => b.Value.Acknowledged).SelectMany(b => Ids(b.Key))];
        Assert.Empty(acknowledged.Except(known));

        // What nobody acknowledged is sent again, and so is everything else: afterwards each event counts once.
        using (WebProcess host = await WebProcess.StartAsync(database, Cancelled))
        {
            foreach ((string batch, (string body, bool wasAcknowledged)) in batches)
            {
                JsonObject answer = JsonNode.Parse(await SendAsync(host, body))!.AsObject();
                Assert.Equal(EventsInBatch, (int)answer["accepted"]! + (int)answer["duplicates"]!);
                Assert.True(!wasAcknowledged || (int)answer["accepted"]! == 0, $"Batch {batch} was acknowledged and then counted again.");
            }
        }

        await CheckCountsAsync(database, list!);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task CheckCountsAsync(string database, string list)
    {
        string[] sent = [.. batches.Keys.SelectMany(Ids).Order(StringComparer.Ordinal)];
        string[] recorded = await ReadAsync(database, db => db.Set<RecordedEvent>().Select(e => e.Id).ToArrayAsync(Cancelled));
        StoredInteraction[] stored = await ReadAsync(database, db => db.Interactions.AsNoTracking().OrderBy(i => i.Sequence).ToArrayAsync(Cancelled));
        long counted = await ReadAsync(database, db => db.DailyCounts.SumAsync(c => c.Count, Cancelled));
        long last = await ReadAsync(database, db => db.Set<JournalHead>().Select(h => h.LastSequence).SingleAsync(Cancelled));
        long lists = await ReadAsync(database, db => db.ServedLists.LongCountAsync(Cancelled));

        Assert.Equal(sent, recorded.Order(StringComparer.Ordinal));
        Assert.Equal(sent.Length, counted);
        Assert.Equal(sent.Length / 2, stored.Length);
        Assert.Equal(stored.Length, stored.Select(i => i.EventId).Distinct().Count());
        Assert.All(stored, i => Assert.Equal(list, i.ListId));
        Assert.Equal(last, lists + stored.Length);
    }

    private async Task LoadAsync(WebProcess host, int round, int client, string list)
    {
        try
        {
            for (int n = 0; ; n++)
            {
                string batch = string.Create(CultureInfo.InvariantCulture, $"r{round}-c{client}-n{n}");
                string body = Body(batch, list);
                batches[batch] = (body, false);
                await SendAsync(host, body);
                batches[batch] = (body, true);
            }
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException)
        {
            // The host is gone; what was under way is not acknowledged.
        }
    }

    private static async Task<string> ConsentedListAsync(WebProcess host)
    {
        JsonObject served = await host.Http.RecommendAsync(
            new { symptoms = new[] { "calf_tight" }, visitorId = "v", consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
        string id = served.Text("recommendationId")!;
        using HttpResponseMessage durable = await host.Http.GetAsync($"/v1/recommendations/{id}", Cancelled);
        Assert.Equal(HttpStatusCode.OK, durable.StatusCode);
        return id;
    }

    private static async Task<string> SendAsync(WebProcess host, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await host.Http.PostAsync("/v1/events", content, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>Every second event goes back to the list, the others to none.</summary>
    private static string Body(string batch, string list) => $$"""{ "events": [{{string.Join(',', Ids(batch).Select((id, i) =>
        $$"""{ "id": "{{id}}", "name": "select_item", {{(i % 2 == 0 ? $"\"recommendationId\": \"{list}\", " : "")}}"items": [{ "item_id": "house_slant_board", "index": 1 }] }"""))}}] }""";

    private static IEnumerable<string> Ids(string batch) => Enumerable.Range(0, EventsInBatch).Select(i => string.Create(CultureInfo.InvariantCulture, $"{batch}-{i}"));

    private static async Task<T> ReadAsync<T>(string database, Func<BackCareDb, Task<T>> read)
    {
        await using ShopUnderTest shop = ShopUnderTest.OnFile(database);
        await using BackCareDb db = shop.Open();
        return await read(db);
    }
}
