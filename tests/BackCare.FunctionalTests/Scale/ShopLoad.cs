using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace BackCare.FunctionalTests.Scale;

/// <summary>What a client does over and over.</summary>
internal enum LoadKind
{
    /// <summary>Opens a page.</summary>
    Page,

    /// <summary>Asks for recommendations.</summary>
    Report,

    /// <summary>Tells an event of its own.</summary>
    Event,

    /// <summary>Puts something into a basket: a form, which the proxy does not send twice.</summary>
    Form,
}

/// <summary>What came of one request.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="EventId">The event that was told; null for the other kinds.</param>
/// <param name="Failure">Why it counts as failed; null when it was answered as it should be.</param>
internal sealed record LoadResult(LoadKind Kind, string? EventId, string? Failure);

/// <summary>Clients that ask a shop until they are stopped, each with connections of its own; every request is accounted for.</summary>
internal sealed class ShopLoad : IAsyncDisposable
{
    /// <summary>Two of each kind are under way at most.</summary>
    public const int ClientsOfKind = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);

    private readonly ConcurrentQueue<LoadResult> results = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] clients;

    public ShopLoad(Uri shop, string name) =>
        clients = [.. Enum.GetValues<LoadKind>().SelectMany(kind => Enumerable.Range(0, ClientsOfKind).Select(n => Task.Run(() => RunAsync(shop, kind, $"{name}-{n}"))))];

    /// <summary>How many requests have ended so far.</summary>
    public int Count => results.Count;

    /// <summary>Waits for that many more.</summary>
    public async Task MoreAsync(int requests, CancellationToken cancellationToken)
    {
        int until = Count + requests;
        while (Count < until)
            await Task.Delay(10, cancellationToken);
    }

    /// <summary>Lets every request that is under way end, and tells what came of all.</summary>
    public async Task<LoadResult[]> StopAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        return [.. results];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task RunAsync(Uri shop, LoadKind kind, string name)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = shop };
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            string? id = kind == LoadKind.Event ? string.Create(CultureInfo.InvariantCulture, $"{name}-{n}") : null;
            results.Enqueue(new LoadResult(kind, id, await FailureOfAsync(http, kind, id)));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task<string?> FailureOfAsync(HttpClient http, LoadKind kind, string? eventId)
    {
        try
        {
            using HttpRequestMessage request = RequestOf(kind, eventId);
            using HttpResponseMessage answer = await http.SendAsync(request);
            string body = await answer.Content.ReadAsStringAsync();
            HttpStatusCode due = kind == LoadKind.Form ? HttpStatusCode.Redirect : HttpStatusCode.OK;
            return answer.StatusCode is var got && got != due && got != HttpStatusCode.SeeOther ? $"{(int)got} {body}"
                : eventId is not null && Counted(body) != 1 ? $"An event counted {Counted(body)} times: {body}"
                : null;
        }
        catch (HttpRequestException fault)
        {
            return fault.ToString();
        }
    }

    /// <summary>Told once, an event is new or, when the proxy had to send it twice, known already.</summary>
    private static int Counted(string body) => JsonNode.Parse(body)!.AsObject() is var receipt ? (int)receipt["accepted"]! + (int)receipt["duplicates"]! : 0;

    private static HttpRequestMessage RequestOf(LoadKind kind, string? eventId) => kind switch
    {
        LoadKind.Page => new(HttpMethod.Get, "/how-it-works"),
        LoadKind.Report => Posted("/v1/recommendations", """{ "text": "heel hurts when I get out of bed" }""", "application/json"),
        LoadKind.Event => Posted("/v1/events", $$"""{ "events": [{ "id": "{{eventId}}", "name": "select_item", "items": [{ "item_id": "house_slant_board", "index": 1 }] }] }""", "application/json"),
        _ => Posted("/basket", "product=house_slant_board&size=&quantity=1", "application/x-www-form-urlencoded"),
    };

    private static HttpRequestMessage Posted(string address, string body, string type) =>
        new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, type) };
}
