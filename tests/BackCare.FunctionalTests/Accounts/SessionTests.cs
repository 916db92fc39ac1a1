using System.Net;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Accounts;

public sealed class SessionTests(ClockedSite site) : IClassFixture<ClockedSite>
{
    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_request_and_requests_keep_it()
    {
        using HttpClient browser = await site.SignInAsync(await site.MakeAsync(), SignedIn.Password);
        for (int i = 0; i < 3; i++)
        {
            site.Clock.Shift += TimeSpan.FromMinutes(20);
            Assert.True(await IsOpenAsync(browser));
        }
        site.Clock.Shift += TimeSpan.FromMinutes(31);

        Assert.False(await IsOpenAsync(browser));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_whatever_is_done_in_it()
    {
        using HttpClient browser = await site.SignInAsync(await site.MakeAsync(), SignedIn.Password);
        for (int i = 0; i < 28; i++)
        {
            site.Clock.Shift += TimeSpan.FromMinutes(25);
            Assert.True(await IsOpenAsync(browser), $"after {(i + 1) * 25} minutes");
        }
        site.Clock.Shift += TimeSpan.FromMinutes(25);

        Assert.False(await IsOpenAsync(browser));
    }

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_signing_out()
    {
        string email = await site.MakeAsync();
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage signedIn = await browser.PostPageAsync("/accounts/sign-in", "/accounts/sign-in", ("email", email), ("password", SignedIn.Password));
        string copy = CookieOf(signedIn);
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(copy));

        await browser.PostPageAsync("/accounts", "/accounts/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(copy));
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_the_browser_had()
    {
        string email = await site.MakeAsync();
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage first = await browser.PostPageAsync("/accounts/sign-in", "/accounts/sign-in", ("email", email), ("password", SignedIn.Password));
        using HttpResponseMessage second = await browser.PostPageAsync("/accounts/sign-in", "/accounts/sign-in", ("email", email), ("password", SignedIn.Password));

        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(CookieOf(first)));
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(CookieOf(second)));
    }

    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_signs_out_everywhere_else()
    {
        string email = await site.MakeAsync();
        using HttpClient here = await site.SignInAsync(email, SignedIn.Password), there = await site.SignInAsync(email, SignedIn.Password);
        string html = await here.GetStringAsync("/accounts/security");
        Assert.Equal(2, html.Split("last seen").Length - 1);
        Assert.Contains("(this one)", html, StringComparison.Ordinal);

        await here.PostPageAsync("/accounts/security", "/accounts/sessions/end-others");

        Assert.True(await IsOpenAsync(here));
        Assert.False(await IsOpenAsync(there));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        string victim = await site.MakeAsync();
        using HttpClient theirs = await site.SignInAsync(victim, SignedIn.Password), mine = await site.SignInAsync(await site.MakeAsync(), SignedIn.Password);
        string account = (await site.AskAsync(new GetAccounts.Query(victim))).Items.Single().Id;
        string id = (await site.AskAsync(new GetSessions.Query(account, "no secret"))).Items.Single().Id;

        await mine.PostPageAsync("/accounts/security", $"/accounts/sessions/{id}/end");

        Assert.True(await IsOpenAsync(theirs));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        string email = await site.MakeAsync();
        using HttpClient here = await site.SignInAsync(email, SignedIn.Password), there = await site.SignInAsync(email, SignedIn.Password);

        await here.PostPageAsync("/accounts/password", "/accounts/password", ("current", SignedIn.Password), ("new", "three green lanterns"), ("again", "three green lanterns"));

        Assert.True(await IsOpenAsync(here));
        Assert.False(await IsOpenAsync(there));
    }

    [Fact]
    public async Task Sensitive_things_need_a_fresh_proof_and_go_on_after_it()
    {
        using HttpClient admin = await site.SignInAsync(await site.MakeAsync(AccountRole.Admin), SignedIn.Password);
        site.Clock.Shift += TimeSpan.FromMinutes(16);

        using HttpResponseMessage asked = await MakeKeyAsync(admin);
        Assert.Equal("/accounts/confirm?returnUrl=%2Fadmin%2Fkeys", asked.Headers.Location?.ToString());
        using HttpResponseMessage wrong = await admin.PostPageAsync("/accounts/confirm", "/accounts/confirm", ("shown", "not the right password"), ("returnUrl", "/admin/keys"));
        using HttpResponseMessage still = await MakeKeyAsync(admin);
        using HttpResponseMessage right = await admin.PostPageAsync("/accounts/confirm", "/accounts/confirm", ("shown", SignedIn.Password), ("returnUrl", "/admin/keys"));
        using HttpResponseMessage made = await MakeKeyAsync(admin);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (wrong.StatusCode, still.StatusCode));
        Assert.Equal(("/admin/keys", HttpStatusCode.OK), (right.Headers.Location?.ToString(), made.StatusCode));
    }

    [Fact]
    public async Task Through_the_API_the_refusal_says_what_to_do()
    {
        using HttpClient admin = await site.SignInAsync(await site.MakeAsync(AccountRole.Admin), SignedIn.Password);
        site.Clock.Shift += TimeSpan.FromMinutes(16);
        admin.DefaultRequestHeaders.Add(SignedIn.OwnScript, "1");
        using HttpResponseMessage refused = await admin.PostJsonAsync("/v1/admin/keys", """{"name":"x","scope":"Admin"}""");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("proof_needed", (await refused.ProblemAsync()).Text("code"));
    }

    private static Task<HttpResponseMessage> MakeKeyAsync(HttpClient admin) =>
        admin.PostPageAsync("/admin/keys", "/admin/keys", ("name", "nightly"), ("scope", "Admin"), ("scopes", "models:train"), ("days", "30"));

    private static async Task<bool> IsOpenAsync(HttpClient browser)
    {
        using HttpResponseMessage response = await browser.GetAsync("/accounts");
        return response.StatusCode == HttpStatusCode.OK;
    }

    private static string CookieOf(HttpResponseMessage signedIn) =>
        signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("backcare-session=", StringComparison.Ordinal)).Split(';')[0];

    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/accounts") { Headers = { { "Cookie", cookie } } };
        using HttpResponseMessage response = await site.Http.SendAsync(request);
        return response.StatusCode;
    }
}
