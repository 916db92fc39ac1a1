using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>What a load asks for: requests in turn, the same for the same number.</summary>
/// <param name="Name">recommendations, events, pages or mixed.</param>
/// <param name="Fixed">Requests that are sent again and again, with what a bare server answers in their place.</param>
/// <param name="Of">The n-th request: one of <paramref name="Fixed"/> or one that is made anew.</param>
internal sealed record LoadScenario(string Name, IReadOnlyList<LoadScenario.Asked> Fixed, Func<int, ReadOnlyMemory<byte>> Of)
{
    internal const int EventsABatch = 20;

    private static readonly string[] Pages = ["/", "/how-it-works", "/learn", "/products", "/products/house_slant_board", "/basket"];

    // Of 20 visitors' requests: lists, what is done with them, pages around them.
    private const int Cycle = 20, EventsOfCycle = 5, PagesOfCycle = 5;

    /// <summary>One request that is sent again and again.</summary>
    /// <param name="Bytes">As it is sent.</param>
    /// <param name="Path">Its address.</param>
    /// <param name="Json">Its body; null for a page.</param>
    internal sealed record Asked(byte[] Bytes, string Path, string? Json);

    /// <summary>The scenario of that name.</summary>
    internal static LoadScenario Named(string name)
    {
        Asked[] reports = [.. Reports.All.Select(r => new Asked(RawConnection.Post("/v1/recommendations", r), "/v1/recommendations", r))];
        Asked[] pages = [.. Pages.Select(p => new Asked(Get(p), p, null))];
        return name switch
        {
            "recommendations" => new(name, reports, n => reports[n % reports.Length].Bytes),
            "pages" => new(name, pages, n => pages[n % pages.Length].Bytes),
            "events" => new(name, [], n => Events(n)),
            "mixed" => new(name, [.. reports, .. pages], n => (n % Cycle) switch
            {
                < EventsOfCycle => Events(n),
                < EventsOfCycle + PagesOfCycle => pages[n / Cycle % pages.Length].Bytes,
                _ => reports[(n / Cycle + n) % reports.Length].Bytes,
            }),
            _ => throw new ArgumentException($"'{name}' is no scenario. Use recommendations, events, pages or mixed."),
        };
    }

    /// <summary>What a server answers to every fixed request, for the bare server to answer with the same bytes.</summary>
    internal async Task<double> RecordAsync(int port, string folder)
    {
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        long total = 0;
        for (int i = 0; i < Fixed.Count; i++)
        {
            using var request = new HttpRequestMessage(Fixed[i].Json is null ? HttpMethod.Get : HttpMethod.Post, Fixed[i].Path);
            if (Fixed[i].Json is { } json) request.Content = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
            byte[] answer = await (await http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            await File.WriteAllBytesAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:00}")), answer);
            total += answer.Length;
        }
        return Fixed.Count == 0 ? 0 : total / 1000.0 / Fixed.Count;
    }

    /// <summary>The same load for a bare server, which answers the i-th recorded bytes under <c>/i</c>; of what is made anew there is none.</summary>
    internal LoadScenario ForBare()
    {
        byte[][] bare = [.. Fixed.Select((asked, i) => asked.Json is { } json
            ? RawConnection.Post(string.Create(CultureInfo.InvariantCulture, $"/{i}"), json)
            : Get(string.Create(CultureInfo.InvariantCulture, $"/{i}")))];
        return this with { Of = n => bare[n % bare.Length] };
    }

    private static byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");

    private static byte[] Events(int n) => RawConnection.Post("/v1/events", $$"""{"events":[{{string.Join(',', Enumerable.Range(0, EventsABatch).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{Environment.ProcessId:x8}}-{{n:x8}}-{{i:x4}}-4f3a9d5e8f70","name":"{{(i % 3 == 0 ? "select_item" : "view_item")}}","items":[{"item_id":"house_slant_board","index":{{1 + i % 10}},"quantity":1,"price":19.95}]}""")))}}]}""");
}
