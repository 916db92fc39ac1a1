using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>The ways a shopper walks through the pages, in any language.</summary>
internal static class Walk
{
    public static async Task ToUnderstoodAsync(IPage page, string text)
    {
        await SayAsync(page, text);
        await page.Locator("form[action$='/interview'] button.primary").WaitForAsync();
    }

    public static async Task ToQuestionsAsync(IPage page)
    {
        await ToUnderstoodAsync(page, "I twisted my ankle two days ago");
        await ContinueAsync(page);
        await page.Locator("#progress").WaitForAsync();
    }

    public static async Task ToResultsAsync(IPage page, string text)
    {
        await ToUnderstoodAsync(page, text);
        await ContinueAsync(page);
        ILocator now = page.Locator("button[formaction$='/results']");
        await now.Or(page.Locator(".understood")).First.WaitForAsync();
        if (await now.IsVisibleAsync()) await now.ClickAsync();
        await page.Locator(".understood").WaitForAsync();
    }

    public static async Task ToKeptPlanAsync(IPage page)
    {
        await ToResultsAsync(page, "My heel hurts with the first steps in the morning");
        await page.Locator(".free button").First.ClickAsync();
        await page.Locator("label:has(#agree)").ClickAsync();
        await page.Locator("form[action$='/plan/keep'] button").ClickAsync();
        await page.Locator("#delete-link").WaitForAsync();
    }

    public static async Task ToReferralAsync(IPage page)
    {
        await SayAsync(page, "Low back pain since Sunday, and now I can't pee");
        await page.Locator(".alarm").WaitForAsync();
    }

    public static async Task SayAsync(IPage page, string text)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#text", text);
        await page.Locator("form[action$='/understood'] button.primary").ClickAsync();
    }

    /// <summary>Answers no on every screen of the interview, until it ends.</summary>
    public static async Task NoToAllAsync(IPage page)
    {
        for (int screen = 0; screen < 12 && await page.Locator("#progress").CountAsync() > 0; screen++)
        {
            ILocator all = page.Locator("button[name=all][value=no]");
            ILocator button = await all.CountAsync() > 0 ? all : page.Locator(".ask button[value=no]");
            await LeaveAsync(page, () => button.ClickAsync());
        }
    }

    /// <summary>Does what opens another page, and waits until that is there: an answer's headers come before its document, and a click before either.</summary>
    public static async Task LeaveAsync(IPage page, Func<Task> act)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage there) => loaded.TrySetResult();
        page.Load += Loaded;
        try
        {
            await act();
            await loaded.Task;
        }
        finally
        {
            page.Load -= Loaded;
        }
    }

    public static Task ContinueAsync(IPage page) => page.Locator("form[action$='/interview'] button.primary").ClickAsync();

    public static Task HeadingAsync(IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1 }).WaitForAsync();
}
