using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Hosting;

/// <summary>A window of somebody who signed in through the page.</summary>
internal static class SignedInPage
{
    /// <summary>Signs the window in as that role and leaves it on the page of the account.</summary>
    public static async Task SignInAsync(this IPage page, BackCareSite site, AccountRole role)
    {
        await site.MakeAccountAsync(role);
        await page.GotoAsync("/accounts/sign-in");
        await page.FillAsync("#email", SignedIn.EmailOf(role));
        await page.FillAsync("#password", SignedIn.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account", Level = 1 }).WaitForAsync();
    }
}
