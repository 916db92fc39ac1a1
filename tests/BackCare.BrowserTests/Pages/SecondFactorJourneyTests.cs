using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>Setting up an authenticator app, signing in with it and confirming, on a phone in the dark.</summary>
public sealed class SecondFactorJourneyTests(BackCareSite site, Chromium chromium)
{
    private const string Email = "second-factor@example.org";

    [Fact]
    public async Task An_app_is_set_up_and_asked_for_from_then_on()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360, dark: true, scripts: true);
        await site.AskAsync(new CreateAccount.Command(Email, AccountRole.Admin, Actor.Console, SignedIn.Password));
        await SignInAsync(page);
        await page.GotoAsync("/accounts/security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await LookAsync(page, "Set up an authenticator app", "authenticator-360-dark");
        string secret = (await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await LookAsync(page, "The app is set up", "recovery-codes-360-dark");
        string recovery = await page.Locator(".codes code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await LookAsync(page, "Sign-in and security", "security-with-app-360-dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await SignInAsync(page);
        await LookAsync(page, "One more step", "second-step-360-dark");
        await page.FillAsync("#code", recovery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await LookAsync(page, "Your account", "account-360-dark");
        await page.GotoAsync("/accounts/confirm?returnUrl=/admin/keys");
        await LookAsync(page, "Show once more who you are", "confirm-360-dark");
        await page.FillAsync("#shown", SignedIn.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await LookAsync(page, "API keys", "keys-360-dark");
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/accounts/sign-in");
        await page.FillAsync("#email", Email);
        await page.FillAsync("#password", SignedIn.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(static url => !url.EndsWith("/sign-in", StringComparison.Ordinal));
    }

    private static async Task LookAsync(IPage page, string heading, string picture)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 }).WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf(picture), FullPage = true });
        AxeResult result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(v => $"{heading}: {v.Id}: {v.Help} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{heading} scrolls sideways.");
    }
}
