using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>Sends generated requests, several at a time, and makes those that fail as small as they can be.</summary>
/// <remarks>Request number n of a seed is always the same one. What stands in the database when it arrives may differ, since others are under way.</remarks>
internal sealed class Fuzzer(Arbitrary<FuzzRequest> requests, Func<FuzzCaller, FuzzClient> clients, Verdict verdict, ulong seed)
{
    private const int AtOnce = 4, SizeOfValues = 20, MostFaults = 25;

    /// <summary>No answer for that long is a hang. It is far longer than any answer takes on a busy machine.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, int> statuses = new();

    private readonly ConcurrentDictionary<string, (FuzzRequest Request, string Fault)> faults = new(StringComparer.Ordinal);

    private long slowestTicks;

    /// <summary>Answers by status.</summary>
    public IReadOnlyDictionary<int, int> Statuses => statuses;

    /// <summary>The slowest answer.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(slowestTicks);

    /// <summary>What failed, one for each endpoint and kind, as it came.</summary>
    public IReadOnlyCollection<(FuzzRequest Request, string Fault)> Faults => [.. faults.Values];

    /// <summary>Request number n.</summary>
    public FuzzRequest Number(int n) => requests.Generator.Sample(1, new Rnd(seed, (2 * (ulong)n) + 1), SizeOfValues).Single();

    /// <summary>Sends the requests of these numbers; stops early when many different things failed.</summary>
    public Task RunAsync(int first, int count, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (n, cancelled) =>
        {
            if (faults.Count >= MostFaults) return;
            FuzzRequest request = Number(n);
            long begun = Stopwatch.GetTimestamp();
            FuzzAnswer answer = await SendAsync(request, cancelled);
            InterlockedMax(ref slowestTicks, Stopwatch.GetElapsedTime(begun).Ticks);
            statuses.AddOrUpdate(answer.Status, 1, static (_, seen) => seen + 1);
            if (verdict.Fault(request, answer) is { } fault) faults.TryAdd($"{request.Route} {fault}", (request, fault));
        });

    /// <summary>The smallest request found that still fails in the same way.</summary>
    public async Task<FuzzRequest> ShrinkAsync(FuzzRequest failing, string fault, CancellationToken cancellationToken)
    {
        for (int sent = 0; sent < 400;)
        {
            FuzzRequest? smaller = null;
            foreach (FuzzRequest candidate in requests.Shrinker(failing))
            {
                if (++sent >= 400) break;
                if (verdict.Fault(candidate, await SendAsync(candidate, cancellationToken)) != fault) continue;
                smaller = candidate;
                break;
            }
            if (smaller is null) break;
            failing = smaller;
        }
        return failing;
    }

    private async Task<FuzzAnswer> SendAsync(FuzzRequest request, CancellationToken cancellationToken)
    {
        FuzzClient client = clients(request.Caller);
        using HttpRequestMessage message = Message(request, client);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Deadline);
        try
        {
            using HttpResponseMessage response = await client.Http.SendAsync(message, late.Token);
            string body = await response.Content.ReadAsStringAsync(late.Token);
            Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(", ", h.Value), StringComparer.Ordinal);
            return new FuzzAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, headers, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FuzzAnswer(0, null, new Dictionary<string, string>(), "");
        }
        catch (HttpRequestException)
        {
            // The server closed the line over a body that it would not read; its refusal may get lost on the way.
            return new FuzzAnswer(400, null, new Dictionary<string, string>(), "");
        }
    }

    private static HttpRequestMessage Message(FuzzRequest request, FuzzClient client)
    {
        var address = new Uri(client.Address + request.Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        foreach ((string name, string value) in request.Headers.Where(h => h.Key != "Content-Encoding")) message.Headers.TryAddWithoutValidation(name, value);
        if (client.Cookie is { } cookie)
        {
            string more = string.Join("; ", request.Headers.Where(h => h.Key == "Cookie").Select(h => h.Value));
            message.Headers.Remove("Cookie");
            message.Headers.TryAddWithoutValidation("Cookie", more.Length > 0 ? $"{cookie}; {more}" : cookie);
        }
        if (client.Key is { } key && !message.Headers.Contains("Authorization")) message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (request.Body is null) return message;
        message.Content = new ByteArrayContent(WithToken(request.Body, client.FormToken));
        if (request.ContentType is not null) message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        foreach ((string name, string value) in request.Headers.Where(h => h.Key == "Content-Encoding")) message.Content.Headers.TryAddWithoutValidation(name, value);
        // A refusal of a large body then arrives before the server closes the line.
        message.Headers.ExpectContinue = request.Body.Length > 50_000;
        return message;
    }

    private static byte[] WithToken(byte[] body, string token)
    {
        int at = body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(FuzzRequest.Token));
        return at < 0 ? body : [.. body[..at], .. Encoding.ASCII.GetBytes(WebUtility.UrlEncode(token)), .. body[(at + FuzzRequest.Token.Length)..]];
    }

    private static void InterlockedMax(ref long place, long value)
    {
        for (long seen = Volatile.Read(ref place); value > seen; seen = Volatile.Read(ref place))
        {
            if (Interlocked.CompareExchange(ref place, value, seen) == seen) return;
        }
    }

    /// <summary>The figures of a run, in one line.</summary>
    public string Told() => string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}: {s.Value:N0}")));
}

/// <summary>What one caller brings to each of its requests.</summary>
/// <param name="Http">Sends; keeps no cookies.</param>
/// <param name="Address">Of the host, without a slash at the end.</param>
/// <param name="Cookie">Session and form cookie; null for callers without a session.</param>
/// <param name="FormToken">Belongs to the form cookie.</param>
/// <param name="Key">API key; null for callers without one.</param>
internal sealed record FuzzClient(HttpClient Http, string Address, string? Cookie, string FormToken, string? Key);
