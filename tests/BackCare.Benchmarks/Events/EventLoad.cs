using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Serving;
using BackCare.Benchmarks.Http;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Events;

/// <summary><c>events</c>: batches of events into the journal on SQLite with <c>synchronous=FULL</c>, in process and through the API, and what a flush costs.</summary>
/// <remarks>Closed loop: every caller sends its next batch when the last one is durable. Half the events go back to a kept list and become rows of the journal,
/// half are only counted; every 20th is sent a second time.</remarks>
internal static class EventLoad
{
    private const string Product = "house_slant_board", List = "benchmark-list";

    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int events = arguments.Number("events", 200_000), batch = arguments.Number("batch", 1_000), callers = arguments.Number("callers", 8);
        string folder = arguments.Text("folder") ?? Directory.CreateTempSubdirectory("backcare-events-").FullName;
        try
        {
            Say($"{Environment.ProcessorCount} processors; {RawFlushes(folder):F0} raw flushes of 4 KB a second on this disk; {events} events in batches of {batch} from {callers} callers");
            await InProcessAsync(Path.Combine(folder, "in-process.db"), events, batch, callers);
            if (arguments.Number("http", 1) == 1) await ThroughTheApiAsync(events, batch, callers);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (arguments.Text("folder") is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InProcessAsync(string database, int events, int batch, int callers)
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={database}")]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
        await services.GetRequiredService<BackCareStartup>().PrepareAsync();
        EventJournal journal = services.GetRequiredService<EventJournal>();
        await journal.AppendAsync(new JournalBatch([KeptList()], []));
        JournalStats before = journal.Stats;
        (double seconds, double[] milliseconds) = await LoadAsync(events / batch, callers, async n => await journal.AppendAsync(Interactions(n, batch)));
        JournalStats after = journal.Stats;
        Print("in process", (after.Accepted - before.Accepted, after.Duplicates - before.Duplicates, after.Flushes - before.Flushes), seconds, milliseconds);
        await CheckAsync(services.GetRequiredService<Databases>(), after.Accepted);
    }

    private static async Task ThroughTheApiAsync(int events, int batch, int callers)
    {
        using WebProcess web = WebProcess.Start();
        await HttpLoad.ReadyAsync(web.Port, RawConnection.Post("/v1/recommendations", Reports.All[0]));
        var connections = new RawConnection[callers];
        for (int i = 0; i < callers; i++)
            await (connections[i] = new RawConnection()).OpenAsync(web.Port);
        var free = new System.Collections.Concurrent.ConcurrentBag<RawConnection>(connections);
        byte[][] bodies = [.. Enumerable.Range(0, events / batch).Select(n => RawConnection.Post("/v1/events", Body(n, batch)))];
        long accepted = 0, duplicates = 0;
        (double seconds, double[] milliseconds) = await LoadAsync(bodies.Length, callers, async n =>
        {
            if (!free.TryTake(out RawConnection? connection)) throw new InvalidOperationException("More callers than connections.");
            (string head, ReadOnlyMemory<byte> answer) = await connection.AskAsync(bodies[n]);
            if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException($"The server answered {head.Split('\r')[0]}.");
            using (JsonDocument counts = JsonDocument.Parse(Json(answer)))
            {
                Interlocked.Add(ref accepted, counts.RootElement.GetProperty("accepted").GetInt64());
                Interlocked.Add(ref duplicates, counts.RootElement.GetProperty("duplicates").GetInt64());
            }
            free.Add(connection);
        });
        foreach (RawConnection connection in connections) connection.Dispose();
        Print("POST /v1/events", (accepted, duplicates, 0), seconds, milliseconds);
    }

    /// <summary>The object in an answer, which may come in chunks: a short one comes in one.</summary>
    private static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> body) => body[body.Span.IndexOf((byte)'{')..(body.Span.LastIndexOf((byte)'}') + 1)];

    private static async Task<(double Seconds, double[] Milliseconds)> LoadAsync(int batches, int callers, Func<int, Task> send)
    {
        int next = -1;
        double[] times = new double[batches];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int n = Interlocked.Increment(ref next); n < batches; n = Interlocked.Increment(ref next))
            {
                long began = Stopwatch.GetTimestamp();
                await send(n);
                times[n] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        return (clock.Elapsed.TotalSeconds, times);
    }

    private static void Print(string name, (long Accepted, long Duplicates, long Flushes) counts, double seconds, double[] milliseconds)
    {
        Array.Sort(milliseconds);
        string flushes = counts.Flushes == 0 ? "" : FormattableString.Invariant(
            $"; {counts.Flushes} flushes, {(double)(counts.Accepted + counts.Duplicates) / counts.Flushes:F0} events a flush");
        Say($"{name,-16} {(counts.Accepted + counts.Duplicates) / seconds,9:F0} events/s ({counts.Accepted} counted, {counts.Duplicates} duplicates); a batch is durable after p50 {milliseconds[milliseconds.Length / 2]:F1} ms, p99 {milliseconds[(int)(milliseconds.Length * 0.99)]:F1} ms{flushes}");
    }

    /// <summary>What was accepted is in the database, once.</summary>
    private static async Task CheckAsync(Databases databases, long accepted)
    {
        await using BackCareDb db = databases.Open();
        long ids = await db.Set<RecordedEvent>().LongCountAsync(), counted = await db.DailyCounts.SumAsync(c => c.Count);
        if (ids != accepted || counted != accepted)
            throw new InvalidOperationException(FormattableString.Invariant($"{accepted} events were accepted, {ids} ids are stored and {counted} are counted."));
    }

    private static double RawFlushes(string folder)
    {
        string path = Path.Combine(folder, "flushes");
        byte[] page = new byte[4096];
        int flushes = 0;
        var clock = Stopwatch.StartNew();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            for (; clock.Elapsed.TotalSeconds < 1; flushes++)
            {
                file.Write(page);
                file.Flush(flushToDisk: true);
            }
        }

        File.Delete(path);
        return flushes / clock.Elapsed.TotalSeconds;
    }

    private static string Id(int n, int i, int batch) => string.Create(CultureInfo.InvariantCulture, $"{n:x6}-{(i >= batch - batch / 20 ? i - (batch - batch / 20) : i):x4}-4f3a9d5e8f70");

    private static List<Interaction> Interactions(int n, int batch) =>
    [
        .. Enumerable.Range(0, batch).Select(i => new Interaction
        {
            EventId = Id(n, i, batch),
            Kind = (InteractionKind)(i % 4),
            ProductId = Product,
            ListId = i % 2 == 0 ? List : null,
            Position = 1 + i % 10,
            OccurredUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            ReceivedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        }),
    ];

    private static string Body(int n, int batch) => $$"""{"events":[{{string.Join(',', Enumerable.Range(0, batch).Select(i =>
        $$"""{"id":"{{Id(n, i, batch)}}","name":"select_item","recommendationId":"{{List}}","items":[{"item_id":"{{Product}}","index":{{(1 + i % 10).ToString(CultureInfo.InvariantCulture)}},"quantity":1,"price":19.95}]}"""))}}]}""";

    private static KeptList KeptList() => new()
    {
        ConsentVersion = "benchmark",
        List = new ServedList
        {
            Id = List,
            ServedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            Model = new RankerIdentity("knowledge", "1"),
            ShelfVersion = "1",
            SchemaHash = "benchmark",
            Scored = ScoredList.Nothing,
        },
    };

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
