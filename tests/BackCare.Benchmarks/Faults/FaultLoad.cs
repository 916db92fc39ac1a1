using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace BackCare.Benchmarks.Faults;

/// <summary>Shoppers who come at a steady rate whatever the host does (open loop): recommendations, half of them with consent, and batches of events on the lists they got.</summary>
internal sealed class FaultLoad(string run, int recommendationsPerSecond, int batchesPerSecond, int eventsInBatch)
{
    private readonly ConcurrentBag<Answer> answers = [];
    private readonly ConcurrentQueue<(string List, string Product)> shown = new();
    private int asked, sent;

    /// <summary>Events whose acceptance was answered, by id.</summary>
    internal ConcurrentDictionary<string, bool> Accepted { get; } = new(StringComparer.Ordinal);

    /// <summary>Lists that were answered under consent.</summary>
    internal ConcurrentDictionary<string, bool> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers so far.</summary>
    internal IReadOnlyCollection<Answer> Answers => answers;

    /// <summary>Sends for a time and waits for the last answers. A host may be replaced meanwhile.</summary>
    internal Task RunAsync(Func<HttpClient> host, TimeSpan time) => RunAsync(host, Task.Delay(time));

    /// <summary>Sends until something is over.</summary>
    internal async Task RunAsync(Func<HttpClient> host, Task until)
    {
        var clock = Stopwatch.StartNew();
        var under = new List<Task>();
        int startedA = 0, startedB = 0, startedC = 0;
        while (!until.IsCompleted)
        {
            double seconds = clock.Elapsed.TotalSeconds;
            for (; startedA < seconds * recommendationsPerSecond; startedA++) under.Add(RecommendAsync(host()));
            for (; startedB < seconds * batchesPerSecond; startedB++) under.Add(SendAsync(host()));
            for (; startedC < seconds; startedC++) under.Add(CountAsync("ready", () => host().GetAsync("/health/ready"), _ => Task.CompletedTask));
            under.RemoveAll(t => t.IsCompletedSuccessfully);
            await Task.Delay(5);
        }
        await Task.WhenAll(under);
    }

    private Task RecommendAsync(HttpClient http)
    {
        int number = Interlocked.Increment(ref asked);
        bool consents = number % 2 == 0;
        string body = consents
            ? string.Create(CultureInfo.InvariantCulture, $$"""{ "symptoms": ["calf_tight"], "visitorId": "{{run}}-{{number % 500}}", "consent": { "version": "1", "grantedUtc": "2026-01-31T12:00:00Z" } }""")
            : """{ "text": "heel hurts when I get out of bed" }""";
        return CountAsync("recommend", () => http.PostAsync("/v1/recommendations", Json(body)), async answer =>
        {
            if (!consents) return;
            JsonNode list = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            string id = list["recommendationId"]!.ToString();
            Lists[id] = true;
            shown.Enqueue((id, list["products"]![0]!["productId"]!.ToString()));
            if (shown.Count > 50) shown.TryDequeue(out _);
        });
    }

    private Task SendAsync(HttpClient http)
    {
        if (!shown.TryPeek(out (string List, string Product) from)) return Task.CompletedTask;
        int number = Interlocked.Increment(ref sent);
        string[] ids = [.. Enumerable.Range(0, eventsInBatch).Select(i => string.Create(CultureInfo.InvariantCulture, $"{run}-{number}-{i}"))];
        string body = $$"""{ "events": [{{string.Join(',', ids.Select(id => $$"""{ "id": "{{id}}", "name": "select_item", "recommendationId": "{{from.List}}", "items": [{ "item_id": "{{from.Product}}", "index": 1 }] }"""))}}] }""";
        return CountAsync("events", () => http.PostAsync("/v1/events", Json(body)), _ =>
        {
            foreach (string id in ids) Accepted[id] = true;
            return Task.CompletedTask;
        });
    }

    private async Task CountAsync(string kind, Func<Task<HttpResponseMessage>> send, Func<HttpResponseMessage, Task> use)
    {
        long began = Stopwatch.GetTimestamp();
        int status = 0;
        try
        {
            using HttpResponseMessage answer = await send();
            status = (int)answer.StatusCode;
            if (answer.IsSuccessStatusCode) await use(answer);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
        {
            status = 0;
        }
        answers.Add(new Answer(kind, status, Stopwatch.GetElapsedTime(began).TotalMilliseconds, began));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <param name="Kind">recommend, events or ready.</param>
    /// <param name="Status">The answer's status; 0 when none came.</param>
    /// <param name="Milliseconds">Until it was there.</param>
    /// <param name="Began">When it was sent, by the stopwatch.</param>
    internal sealed record Answer(string Kind, int Status, double Milliseconds, long Began);
}
