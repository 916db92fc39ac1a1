using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Faults;

/// <summary>A shop of its own whose database can be taken away and given back.</summary>
public class FaultySite : BackCareSite
{
    private SqliteConnection? holder;

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Journal:PatienceSeconds"] = "1" };

    private static string[] Endings { get; } = ["", "-wal", "-shm"];

    /// <summary>What the journal of this host says of itself.</summary>
    internal JournalStats Journal => Services.GetRequiredService<EventJournal>().Stats;

    /// <summary>The file of its database.</summary>
    internal string File => Database;

    /// <summary>The folder that waits for it.</summary>
    internal string Spool => Path.Combine(Path.GetDirectoryName(Database)!, "spool");

    /// <summary>Takes the database away: its files get another name, so nobody opens them any more, and another connection holds the lock that whoever has them open still needs to write.</summary>
    internal async Task TakeDatabaseAwayAsync()
    {
        await HoldAsync();
        foreach (string ending in Endings.Where(e => System.IO.File.Exists(Database + e))) System.IO.File.Move(Database + ending, Database + ".away" + ending);
    }

    /// <summary>Holds the lock that a writer needs, as another program might.</summary>
    internal async Task HoldAsync()
    {
        holder = new SqliteConnection($"Data Source={Database};Pooling=false");
        await holder.OpenAsync();
        await ExecuteAsync(holder, "BEGIN IMMEDIATE");
    }

    /// <summary>Gives it back as it was.</summary>
    internal async Task GiveDatabaseBackAsync()
    {
        foreach (string ending in Endings.Where(e => System.IO.File.Exists(Database + ".away" + e))) System.IO.File.Move(Database + ".away" + ending, Database + ending);
        await ExecuteAsync(holder!, "ROLLBACK");
        await holder!.DisposeAsync();
        holder = null;
    }

    /// <summary>Runs a statement on a connection of its own.</summary>
    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    /// <summary>Reads with a context of its own.</summary>
    internal async Task<T> ReadAsync<T>(Func<BackCareDb, Task<T>> read)
    {
        await using BackCareDb db = Services.GetRequiredService<Databases>().Open();
        return await read(db);
    }

    /// <summary>What <c>/health/ready</c> says, which must be 200.</summary>
    internal async Task<(string Status, string Reasons)> ReadyAsync()
    {
        JsonNode ready = JsonNode.Parse(await Http.GetStringAsync("/health/ready"))!;
        return (ready.Text("status")!, string.Join('\n', ready["reasons"]!.AsArray()));
    }

    /// <summary>Waits until something holds; it says what did not come when it waited for a minute.</summary>
    internal static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1), $"It did not come: {what}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends events of one product, some of a list.</summary>
    internal Task<HttpResponseMessage> SendAsync(IEnumerable<string> ids, string? list = null) => Http.PostAsync("/v1/events", new StringContent(
        JsonSerializer.Serialize(new { events = ids.Select(id => new { id, name = "select_item", recommendationId = list, items = new[] { new { item_id = "house_slant_board", index = 1 } } }) }),
        Encoding.UTF8, "application/json"));

    /// <summary>A list of a visitor who consented.</summary>
    internal async Task<string> ConsentedListAsync(string visitor, string text = "calf tight after running")
    {
        JsonObject served = await Http.RecommendAsync(new { text, visitorId = visitor, consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
        return served.Text("recommendationId")!;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
