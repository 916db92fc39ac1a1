using System.Net;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

public sealed class RateLimitTests(RateLimitTests.NarrowSite site) : IClassFixture<RateLimitTests.NarrowSite>
{
    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back_and_others_are_served()
    {
        HttpStatusCode[] first = [await AskAsync("198.51.100.1"), await AskAsync("198.51.100.1"), await AskAsync("198.51.100.1")];
        using HttpResponseMessage refused = await SendAsync("198.51.100.1");
        JsonObject problem = await refused.ProblemAsync();

        Assert.All(first, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too_many_requests", problem.Text("code"));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("198.51.100.2"));
    }

    [Fact]
    public async Task A_page_tells_it_in_words_of_the_shopper()
    {
        static HttpRequestMessage Page() => new(HttpMethod.Get, "/es/learn") { Headers = { { "X-Forwarded-For", "198.51.100.9" } } };
        for (int i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await site.Http.SendAsync(Page())).StatusCode);
        using HttpResponseMessage refused = await site.Http.SendAsync(Page());

        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("<html lang=\"es\">", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_never_limited()
    {
        for (int i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync("/health/ready")).StatusCode);
    }

    private async Task<HttpStatusCode> AskAsync(string client)
    {
        using HttpResponseMessage response = await SendAsync(client);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string client) =>
        site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/symptoms") { Headers = { { "X-Forwarded-For", client } } });

    /// <summary>A site behind a trusted proxy that gives every client three requests and one more a minute.</summary>
    public sealed class NarrowSite : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["RateLimit:Burst"] = "3",
            ["RateLimit:PerMinute"] = "1",
            ["Proxies:Trusted:0"] = "127.0.0.0/8",
            ["Proxies:Trusted:1"] = "::1",
        };
    }
}
