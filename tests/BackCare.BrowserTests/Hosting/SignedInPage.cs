using System.Collections.Concurrent;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Hosting;

/// <summary>A window of somebody who signed in through the page.</summary>
internal static class SignedInPage
{
    private static readonly ConcurrentDictionary<(BackCareSite, AccountRole), IReadOnlyList<Cookie>> Sessions = new();

    /// <summary>What a signed-in window keeps.</summary>
    public static IReadOnlyList<string> Cookies { get; } = ["backcare-session", "backcare-form"];

    /// <summary>Makes the window that of somebody with this role; the first one signs in through the page, the others share its session.</summary>
    public static async Task SignInAsync(this IPage page, BackCareSite site, AccountRole role)
    {
        if (!Sessions.TryGetValue((site, role), out IReadOnlyList<Cookie>? session))
        {
            await site.MakeAccountAsync(role);
            await page.GotoAsync("/accounts/sign-in");
            await page.FillAsync("#email", SignedIn.EmailOf(role));
            await page.FillAsync("#password", SignedIn.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Your account", Level = 1 }).WaitForAsync();
            session = [.. (await page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = site.Address })];
            Sessions[(site, role)] = session;
        }
        await page.Context.AddCookiesAsync(session);
    }
}
