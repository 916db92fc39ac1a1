using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

/// <summary>Behind a trusted proxy that ends TLS: what browsers are told over https, and what they are not told otherwise.</summary>
public sealed class HttpsTests(HttpsTests.BehindProxy site, BackCareSite open) : IClassFixture<HttpsTests.BehindProxy>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/symptoms")]
    [InlineData("/nothing-here")]
    [InlineData("/v1/nothing")]
    public async Task Over_https_browsers_are_told_to_use_nothing_else_for_a_year(string address)
    {
        using HttpResponseMessage response = await SendAsync(site, address);

        Assert.Equal("max-age=31536000; includeSubDomains", response.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Over_http_and_on_the_machine_itself_they_are_not()
    {
        using HttpResponseMessage plain = await SendAsync(site, "/", scheme: "http"), local = await SendAsync(site, "/", host: "localhost");

        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        Assert.False(local.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_stranger_who_says_https_is_not_believed()
    {
        // This site trusts no proxy, so the forwarded headers are anybody's words.
        using HttpResponseMessage response = await SendAsync(open, "/");

        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/basket", "product=house_slant_board&quantity=2", "backcare-basket")]
    [InlineData("/language", "language=es&remember=yes", "backcare-language")]
    [InlineData("/your-data/consent", "agree=yes", "backcare-consent")]
    public async Task Every_cookie_over_https_is_bound_to_this_host_and_read_back_under_that_name_alone(string address, string form, string name)
    {
        using HttpResponseMessage set = await SendAsync(site, address, form: form);
        string cookie = set.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith($"__Host-{name}=", cookie, StringComparison.Ordinal);
        foreach (string attribute in new[] { "; secure", "; httponly", "; path=/", "; samesite=lax" }) Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);

        string value = cookie.Split(';')[0], planted = value["__Host-".Length..], shows = name == "backcare-basket" ? "house_slant_board" : name == "backcare-language" ? "<html lang=\"es\"" : "/your-data/withdraw";
        string page = name == "backcare-basket" ? "/basket" : name == "backcare-language" ? "/learn" : "/your-data";
        using HttpResponseMessage own = await SendAsync(site, page, cookie: value), foreign = await SendAsync(site, page, cookie: planted);
        Assert.Contains(shows, await own.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.DoesNotContain(shows, await foreign.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_form_tokens_is_bound_to_the_host_and_strict()
    {
        using HttpResponseMessage page = await SendAsync(site, "/accounts/sign-in");
        string cookie = page.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("__Host-backcare-form=", cookie, StringComparison.Ordinal);
        foreach (string attribute in new[] { "; secure", "; httponly", "; samesite=strict" }) Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<HttpResponseMessage> SendAsync(BackCareSite to, string address, string scheme = "https", string host = "shop.example", string? form = null, string? cookie = null)
    {
        var message = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, address) { Headers = { Host = host } };
        message.Headers.Add("X-Forwarded-Proto", scheme);
        if (cookie is not null) message.Headers.Add("Cookie", cookie);
        if (form is not null) message.Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        return to.Http.SendAsync(message, Cancelled);
    }

    public sealed class BehindProxy : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Proxies:Trusted:0"] = "127.0.0.0/8", ["Proxies:Trusted:1"] = "::1" };
    }
}
