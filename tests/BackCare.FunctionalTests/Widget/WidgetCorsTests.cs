using System.Net;
using System.Text;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Widget;

public sealed class WidgetCorsTests(BackCareSite site)
{
    private const string Known = "https://widget.example";

    [Fact]
    public async Task A_page_that_a_key_names_may_ask_and_read_the_answer()
    {
        string key = await KeyAsync();
        using HttpResponseMessage asked = await PreflightAsync(Known);
        using HttpResponseMessage answered = await RecommendAsync(Known, key);

        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal(Known, asked.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-api-key", asked.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(Known, answered.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Origin", answered.Headers.Vary);
        Assert.False(answered.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_page_that_no_key_names_or_that_brings_none_is_refused()
    {
        string key = await KeyAsync();
        using HttpResponseMessage asked = await PreflightAsync("https://stranger.example");
        using HttpResponseMessage stranger = await RecommendAsync("https://stranger.example", key);
        using HttpResponseMessage keyless = await RecommendAsync(Known, null);

        Assert.False(asked.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (stranger.StatusCode, keyless.StatusCode));
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_key_works_at_once_also_for_an_origin_that_was_refused_a_moment_ago()
    {
        const string Fresh = "https://fresh.example";
        using HttpResponseMessage before = await PreflightAsync(Fresh);
        await site.AskAsync(new CreateApiKey.Command("widget tests", ApiKeyScope.Public, [Fresh], Actor.Console));
        using HttpResponseMessage after = await PreflightAsync(Fresh);

        Assert.False(before.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(Fresh, after.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Erasing_and_the_desk_are_never_shared_with_a_foreign_page()
    {
        await KeyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/me") { Headers = { { "Origin", Known }, { "Access-Control-Request-Method", "DELETE" } } };
        using HttpResponseMessage asked = await site.Http.SendAsync(request);

        Assert.False(asked.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_script_is_small_and_may_be_loaded_by_any_page()
    {
        using HttpResponseMessage script = await site.Http.GetAsync("/backcare.js");
        byte[] bytes = await script.Content.ReadAsByteArrayAsync();

        Assert.InRange(bytes.Length, 1_000, 15_000);
        Assert.Equal("cross-origin", script.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        string text = Encoding.UTF8.GetString(bytes);
        Assert.All(["innerHTML", "localStorage", "sessionStorage", "document.cookie", "eval("], forbidden => Assert.DoesNotContain(forbidden, text, StringComparison.Ordinal));
    }

    private async Task<string> KeyAsync() =>
        (await site.AskAsync(new CreateApiKey.Command("widget tests", ApiKeyScope.Public, [Known], Actor.Console))).Key;

    private Task<HttpResponseMessage> PreflightAsync(string origin) => site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/v1/recommendations")
    {
        Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type,x-api-key" } },
    });

    private Task<HttpResponseMessage> RecommendAsync(string origin, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = new StringContent("""{ "text": "heel pain" }""", Encoding.UTF8, "application/json"),
            Headers = { { "Origin", origin } },
        };
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        return site.Http.SendAsync(request);
    }
}
