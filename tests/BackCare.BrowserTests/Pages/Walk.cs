using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>The ways a shopper walks through the pages.</summary>
internal static class Walk
{
    public static async Task ToUnderstoodAsync(IPage page, string text)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#text", text);
        await page.GetByRole(AriaRole.Button, new() { Name = "See what we understood" }).ClickAsync();
        await HeadingAsync(page, "What we understood");
    }

    public static async Task ToQuestionsAsync(IPage page)
    {
        await ToUnderstoodAsync(page, "I twisted my ankle two days ago");
        await ContinueAsync(page);
        await HeadingAsync(page, "First, is it safe to look after this yourself?");
    }

    public static async Task ToResultsAsync(IPage page, string text)
    {
        await ToUnderstoodAsync(page, text);
        await ContinueAsync(page);
        await page.Locator(".summary").WaitForAsync();
    }

    public static async Task ToReferralAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#text", "Low back pain since Sunday, and now I can't pee");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what we understood" }).ClickAsync();
        await page.Locator(".alarm").WaitForAsync();
    }

    public static Task ContinueAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    public static Task HeadingAsync(IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1 }).WaitForAsync();
}
