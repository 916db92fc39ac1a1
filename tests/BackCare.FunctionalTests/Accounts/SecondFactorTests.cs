using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

public sealed partial class SecondFactorTests(ClockedSite site) : IClassFixture<ClockedSite>
{
    private const string Page = "/accounts/security/authenticator";

    [Fact]
    public async Task An_app_is_set_up_by_its_code_and_signing_in_needs_one_from_then_on()
    {
        string email = await site.MakeAsync();
        (string secret, _) = await SetUpAsync(email);

        using HttpClient browser = site.BrowseWithCookies();
        using HttpResponseMessage first = await SignInAsync(browser, email);
        Assert.Equal("/accounts/second-step", first.Headers.Location?.ToString());
        Assert.DoesNotContain(first.Headers.GetValues("Set-Cookie"), c => c.StartsWith("backcare-session=", StringComparison.Ordinal));
        using HttpResponseMessage closed = await browser.GetAsync("/accounts");
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);

        using HttpResponseMessage second = await StepAsync(browser, NextCode(secret));
        using HttpResponseMessage open = await browser.GetAsync("/analyst");

        Assert.Equal("/accounts", second.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_sets_nothing_up()
    {
        string email = await site.MakeAsync();
        using HttpClient browser = await site.SignInAsync(email, SignedIn.Password);
        using HttpResponseMessage response = await browser.PostPageAsync(Page, Page, ("ticket", TicketOf(await browser.GetStringAsync(Page))), ("code", "000000"));
        using HttpClient again = await site.SignInAsync(email, SignedIn.Password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This is not the code of now.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        string email = await site.MakeAsync();
        (string secret, _) = await SetUpAsync(email);
        string code = NextCode(secret);
        using HttpClient one = site.BrowseWithCookies(), two = site.BrowseWithCookies();
        await SignInAsync(one, email);
        await SignInAsync(two, email);

        using HttpResponseMessage first = await StepAsync(one, code), replayed = await StepAsync(two, code);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (first.StatusCode, replayed.StatusCode));
    }

    [Fact]
    public async Task A_recovery_code_opens_the_account_once_and_only_hashes_are_stored()
    {
        string email = await site.MakeAsync();
        (_, string[] recovery) = await SetUpAsync(email);
        Assert.Equal(RecoveryCodes.Count, recovery.Distinct().Count());
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        string account = (await site.AskAsync(new GetAccounts.Query(email))).Items.Single().Id;
        string[] stored = await db.RecoveryCodes.Where(c => c.AccountId == account).Select(c => c.Hash).ToArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(recovery.Select(c => RecoveryCodes.HashOf(account, c)).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));

        using HttpClient one = site.BrowseWithCookies(), two = site.BrowseWithCookies();
        await SignInAsync(one, email);
        await SignInAsync(two, email);
        using HttpResponseMessage first = await StepAsync(one, recovery[3].ToLowerInvariant().Replace('-', ' ')), again = await StepAsync(two, recovery[3]);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (first.StatusCode, again.StatusCode));
        Assert.Contains("9 of 10 recovery codes are left", await one.GetStringAsync("/accounts/security"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_knows_the_password_gets_five_guesses_at_the_code()
    {
        string email = await site.MakeAsync();
        (string secret, _) = await SetUpAsync(email);
        using HttpClient browser = site.BrowseWithCookies();
        await SignInAsync(browser, email);
        for (int i = 0; i < SignInThrottle.FreeTries; i++)
        {
            using HttpResponseMessage wrong = await StepAsync(browser, "000000");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using HttpResponseMessage resting = await StepAsync(browser, NextCode(secret));
        Assert.Equal(HttpStatusCode.BadRequest, resting.StatusCode);
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        using HttpResponseMessage rested = await StepAsync(browser, NextCode(secret));
        Assert.Equal(HttpStatusCode.Redirect, rested.StatusCode);
    }

    [Fact]
    public async Task Removing_the_app_needs_a_code_or_the_password()
    {
        string email = await site.MakeAsync();
        (_, _) = await SetUpAsync(email, out HttpClient browser);
        using HttpResponseMessage wrong = await browser.PostPageAsync("/accounts/security", Page + "/remove", ("shown", "not the right password"));
        using HttpResponseMessage right = await browser.PostPageAsync("/accounts/security", Page + "/remove", ("shown", SignedIn.Password));
        using HttpClient plain = await site.SignInAsync(email, SignedIn.Password);
        using HttpResponseMessage open = await plain.GetAsync("/accounts");

        Assert.Equal((HttpStatusCode.BadRequest, "/accounts/security?done=removed"), (wrong.StatusCode, right.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task An_owner_resets_a_lost_second_factor_and_its_sessions_end()
    {
        string email = await site.MakeAsync(), owner = await site.MakeAsync(AccountRole.Owner);
        (_, _) = await SetUpAsync(email, out HttpClient before);
        using HttpClient desk = await site.SignInAsync(owner, SignedIn.Password);
        string id = (await site.AskAsync(new GetAccounts.Query(email))).Items.Single().Id;
        using HttpResponseMessage reset = await desk.PostPageAsync($"/admin/accounts/{id}", $"/admin/accounts/{id}/reset-second-factor");
        using HttpResponseMessage over = await before.GetAsync("/accounts");
        using HttpClient after = await site.SignInAsync(email, SignedIn.Password);
        using HttpResponseMessage open = await after.GetAsync("/accounts");

        Assert.Equal($"/admin/accounts/{id}?done=second-factor", reset.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (over.StatusCode, open.StatusCode));
    }

    [Fact]
    public async Task New_recovery_codes_end_the_old_ones()
    {
        string email = await site.MakeAsync();
        (_, string[] old) = await SetUpAsync(email, out HttpClient browser);
        using HttpResponseMessage renewed = await browser.PostPageAsync("/accounts/security", "/accounts/security/recovery-codes");
        string[] fresh = [.. Recovery().Matches(await renewed.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)];
        Assert.Equal(RecoveryCodes.Count, fresh.Except(old).Count());

        using HttpClient again = site.BrowseWithCookies();
        await SignInAsync(again, email);
        using HttpResponseMessage gone = await StepAsync(again, old[0]), works = await StepAsync(again, fresh[0]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (gone.StatusCode, works.StatusCode));
    }

    [Fact]
    public async Task The_secret_is_not_stored_as_it_is()
    {
        string email = await site.MakeAsync();
        (string secret, _) = await SetUpAsync(email);
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        string stored = (await db.Accounts.SingleAsync(a => a.Email == email, TestContext.Current.CancellationToken)).AuthenticatorSecret!;

        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.Equal(secret, site.Services.GetRequiredService<SecretBox>().Open(stored));
    }

    [Fact]
    public async Task The_ticket_of_somebody_else_sets_nothing_up()
    {
        using HttpClient mallory = await site.SignInAsync(await site.MakeAsync(), SignedIn.Password), ana = await site.SignInAsync(await site.MakeAsync(), SignedIn.Password);
        string html = await mallory.GetStringAsync(Page);
        using HttpResponseMessage response = await ana.PostPageAsync(Page, Page, ("ticket", TicketOf(html)), ("code", Totp.CodeAt(SecretOf(html), site.Clock.GetUtcNow())));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This page is too old.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<(string Secret, string[] Recovery)> SetUpAsync(string email) => SetUpAsync(email, out _);

    private Task<(string Secret, string[] Recovery)> SetUpAsync(string email, out HttpClient client)
    {
        HttpClient browser = client = site.BrowseWithCookies();
        return Run();

        async Task<(string, string[])> Run()
        {
            await SignInAsync(browser, email);
            string html = await browser.GetStringAsync(Page), secret = SecretOf(html);
            using HttpResponseMessage response = await browser.PostPageAsync(Page, Page, ("ticket", TicketOf(html)), ("code", Totp.CodeAt(secret, site.Clock.GetUtcNow())));
            string shown = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("<svg class=\"qr\"", html, StringComparison.Ordinal);
            return (secret, [.. Recovery().Matches(shown).Select(m => m.Groups[1].Value)]);
        }
    }

    /// <summary>A code newer than any that was used: half a minute passes.</summary>
    private string NextCode(string secret)
    {
        site.Clock.Shift += TimeSpan.FromSeconds(30);
        return Totp.CodeAt(secret, site.Clock.GetUtcNow());
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email) =>
        browser.PostPageAsync("/accounts/sign-in", "/accounts/sign-in", ("email", email), ("password", SignedIn.Password));

    private static Task<HttpResponseMessage> StepAsync(HttpClient browser, string code) =>
        browser.PostPageAsync("/accounts/second-step", "/accounts/second-step", ("code", code));

    private static string SecretOf(string html) => Secret().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static string TicketOf(string html) => WebUtility.HtmlDecode(Ticket().Match(html).Groups[1].Value);

    [GeneratedRegex("class=\"secret\">([^<]+)<")]
    private static partial Regex Secret();

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();

    [GeneratedRegex("<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</code>")]
    private static partial Regex Recovery();
}
