using System.Net;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Accounts;

public sealed class SignInTests(BackCareSite site)
{
    private const string Page = "/accounts/sign-in";

    private static int number;

    [Fact]
    public async Task A_protected_page_leads_to_the_sign_in_page_and_back()
    {
        using HttpResponseMessage asked = await site.Http.GetAsync("/admin/audit?page=2");
        Assert.Equal("/accounts/sign-in?returnUrl=%2Fadmin%2Faudit%3Fpage%3D2", asked.Headers.Location?.ToString());

        await site.MakeAccountAsync(AccountRole.Admin);
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage signedIn = await browser.PostPageAsync(
            asked.Headers.Location!.ToString(), Page, ("email", SignedIn.EmailOf(AccountRole.Admin)), ("password", SignedIn.Password), ("returnUrl", "/admin/audit?page=2"));
        Assert.Equal("/admin/audit?page=2", signedIn.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("accounts")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string address)
    {
        await site.MakeAccountAsync(AccountRole.Shopper);
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage response = await browser.PostPageAsync(
            Page, Page, ("email", SignedIn.EmailOf(AccountRole.Shopper)), ("password", SignedIn.Password), ("returnUrl", address));

        Assert.Equal("/accounts", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await site.MakeAccountAsync(AccountRole.Shopper);

        string wrong = await TryAsync(SignedIn.EmailOf(AccountRole.Shopper), "not the right password"), unknown = await TryAsync("nobody@example.org", "not the right password");

        Assert.Contains("do not open an account here", wrong, StringComparison.Ordinal);
        Assert.Equal(Without(wrong, SignedIn.EmailOf(AccountRole.Shopper)), Without(unknown, "nobody@example.org"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_open_the_account_either()
    {
        string email = await MakeAsync();
        for (int i = 0; i < SignInThrottle.FreeTries; i++) await TryAsync(email, "not the right password");

        Assert.Contains("do not open an account here", await TryAsync(email, SignedIn.Password), StringComparison.Ordinal);
        GetAccounts.Item account = (await site.AskAsync(new GetAccounts.Query(email))).Items.Single();
        Assert.Equal("rests", account.State);
    }

    [Fact]
    public async Task Four_wrong_passwords_are_forgotten_when_the_right_one_comes()
    {
        string email = await MakeAsync();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < SignInThrottle.FreeTries - 1; i++) await TryAsync(email, "not the right password");
            using HttpClient browser = await site.SignInAsync(email, SignedIn.Password);
        }
    }

    [Fact]
    public async Task A_form_without_the_pages_token_is_refused()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "x@example.org"), KeyValuePair.Create("password", "y")]);
        using HttpResponseMessage response = await site.Http.PostAsync(Page, form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_forged_form_changes_nothing_in_the_name_of_somebody_who_is_signed_in()
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "mallory@example.org"), KeyValuePair.Create("role", "Owner")]);
        using HttpResponseMessage response = await owner.PostAsync("/admin/accounts", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty((await site.AskAsync(new GetAccounts.Query("mallory@example.org"))).Items);
    }

    [Fact]
    public async Task The_session_cookie_is_hidden_from_scripts_and_not_sent_along_by_foreign_posts()
    {
        string email = await MakeAsync();
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage response = await browser.PostPageAsync(Page, Page, ("email", email), ("password", SignedIn.Password));
        string cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("backcare-session=", StringComparison.Ordinal));

        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using HttpClient browser = await site.SignInAsync(await MakeAsync(), SignedIn.Password);
        using HttpResponseMessage left = await browser.PostPageAsync("/accounts", "/accounts/sign-out");
        using HttpResponseMessage after = await browser.GetAsync("/accounts");

        Assert.Equal("/accounts/sign-in", left.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_sessions_at_once()
    {
        string email = await MakeAsync();
        using HttpClient browser = await site.SignInAsync(email, SignedIn.Password);
        await site.AskAsync(new SetAccountDisabled.Command(email, Disabled: true, Actor.Console));
        using HttpResponseMessage after = await browser.GetAsync("/accounts");

        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Contains("do not open an account here", await TryAsync(email, SignedIn.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_counts_from_the_next_sign_in_and_the_old_session_is_over()
    {
        string email = await MakeAsync(AccountRole.Admin);
        using HttpClient before = await site.SignInAsync(email, SignedIn.Password);
        await site.AskAsync(new ChangeRole.Command(email, AccountRole.Shopper, Actor.Console));
        using HttpResponseMessage over = await before.GetAsync("/admin/audit");
        using HttpClient after = await site.SignInAsync(email, SignedIn.Password);
        using HttpResponseMessage closed = await after.GetAsync("/admin/audit");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Forbidden), (over.StatusCode, closed.StatusCode));
    }

    [Fact]
    public async Task A_temporary_password_opens_only_the_page_for_a_new_one()
    {
        string email = await MakeAsync(AccountRole.Admin);
        string temporary = (await site.AskAsync(new ResetPassword.Command(email, Actor.Console))).TemporaryPassword;
        using HttpClient browser = await site.SignInAsync(email, temporary);
        foreach (string page in new[] { "/admin/audit", "/accounts/security", "/accounts/security/authenticator" })
        {
            using HttpResponseMessage closed = await browser.GetAsync(page);
            Assert.Equal("/accounts/password", closed.Headers.Location?.ToString());
        }

        using HttpResponseMessage changed = await browser.PostPageAsync(
            "/accounts/password", "/accounts/password", ("current", temporary), ("new", "another long road"), ("again", "another long road"));
        using HttpResponseMessage open = await browser.GetAsync("/admin/audit");

        Assert.Equal("/accounts?changed=true", changed.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("short", "short", "Use at least 12 characters.")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "Use at least 5 different characters.")]
    [InlineData("a perfectly fine one", "a perfectly fine two", "The two passwords differ.")]
    public async Task A_password_that_breaks_a_rule_is_refused_with_the_rule(string next, string again, string problem)
    {
        using HttpClient browser = await site.SignInAsync(await MakeAsync(), SignedIn.Password);
        using HttpResponseMessage response = await browser.PostPageAsync(
            "/accounts/password", "/accounts/password", ("current", SignedIn.Password), ("new", next), ("again", again));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_pages_neither_read_nor_renew_a_session()
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        using HttpResponseMessage home = await owner.GetAsync("/");

        Assert.DoesNotContain(SignedIn.EmailOf(AccountRole.Owner), await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(home.Headers.Contains("Set-Cookie"));
    }

    private static string Without(string html, string email) =>
        System.Text.RegularExpressions.Regex.Replace(html.Replace(email, "", StringComparison.Ordinal), "name=\"form-token\" value=\"[^\"]+\"|nonce=\"[^\"]+\"", "");

    private async Task<string> TryAsync(string email, string password)
    {
        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage response = await browser.PostPageAsync(Page, Page, ("email", email), ("password", password));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> MakeAsync(AccountRole role = AccountRole.Shopper)
    {
        string email = $"person{Interlocked.Increment(ref number)}@example.org";
        await site.AskAsync(new CreateAccount.Command(email, role, Actor.Console, SignedIn.Password));
        return email;
    }
}
