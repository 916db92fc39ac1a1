using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Accounts;

public sealed class SecureCookieTests(SecureCookieTests.BehindProxy site) : IClassFixture<SecureCookieTests.BehindProxy>
{
    [Fact]
    public async Task Over_https_the_session_cookie_is_bound_to_this_host_and_sent_over_https_alone()
    {
        await site.MakeAccountAsync(AccountRole.Analyst);
        using HttpClient browser = site.BrowseWithCookies();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using HttpResponseMessage opened = await browser.GetAsync("/accounts/sign-in");
        string html = await opened.Content.ReadAsStringAsync();
        string token = html.Split("name=\"form-token\" value=\"")[1].Split('"')[0];
        string formCookie = opened.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; secure", formCookie, StringComparison.OrdinalIgnoreCase);

        // The client speaks http to the "proxy" and would hold back secure cookies: send them by hand.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/sign-in")
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("form-token", System.Net.WebUtility.HtmlDecode(token)), KeyValuePair.Create("email", SignedIn.EmailOf(AccountRole.Analyst)),
                KeyValuePair.Create("password", SignedIn.Password)]),
            Headers = { { "Cookie", formCookie.Split(';')[0] }, { "X-Forwarded-Proto", "https" } },
        };
        using HttpResponseMessage response = await site.Http.SendAsync(request);
        string cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.Contains("backcare-session=", StringComparison.Ordinal));

        Assert.StartsWith("__Host-backcare-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    public sealed class BehindProxy : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Proxies:Trusted:0"] = "127.0.0.0/8", ["Proxies:Trusted:1"] = "::1" };
    }
}
