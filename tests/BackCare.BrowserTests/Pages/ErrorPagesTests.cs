using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>A page that could not be shown, as a browser meets it.</summary>
public abstract class ErrorPageTests(BackCareSite site, Chromium chromium, int status) : EveryPage(site, chromium)
{
    protected override string Name => $"error-{status}";

    /// <summary>Opens the address and makes sure that it fails as meant.</summary>
    protected async Task MeetAsync(IPage page, string address)
    {
        IResponse? answer = await page.GotoAsync(address);
        Assert.Equal(status, answer?.Status);
    }
}

public sealed class ForbiddenPageTests(BackCareSite site, Chromium chromium) : ErrorPageTests(site, chromium, 403)
{
    protected override IReadOnlyList<string> Cookies => SignedInPage.Cookies;

    protected override async Task GoAsync(IPage page)
    {
        await page.SignInAsync(Site, AccountRole.Analyst);
        await MeetAsync(page, "/admin/accounts");
    }
}

public sealed class BadRequestPageTests(BackCareSite site, Chromium chromium) : ErrorPageTests(site, chromium, 400)
{
    protected override async Task GoAsync(IPage page)
    {
        // What a program does and no person: it fills the field that nobody sees.
        await page.GotoAsync("/reviews/write?topic=chain");
        await page.FillAsync("#text", "The drawing is clear.");
        await page.EvaluateAsync("document.querySelector('[name=website]').value = 'https://shop.example'");
        IResponse answer = await page.RunAndWaitForResponseAsync(() => page.Locator("main .primary").ClickAsync(), r => r.Request.Method == "POST");
        Assert.Equal(400, answer.Status);
        await page.WaitForLoadStateAsync();
    }
}

/// <summary>A site that gives a client so little that the page after the sheet is refused.</summary>
public sealed class HurriedSite : BackCareSite
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Burst"] = "1", ["RateLimit:PerMinute"] = "1" };
}

public sealed class TooManyRequestsPageTests(HurriedSite site, Chromium chromium) : ErrorPageTests(site, chromium, 429), IClassFixture<HurriedSite>
{
    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/language");
        await MeetAsync(page, "/language");
    }
}

/// <summary>A site whose database lost its tables after the start.</summary>
public sealed class BrokenSite : BackCareSite
{
    public BrokenSite()
    {
        foreach (string beside in new[] { "-wal", "-shm" }) File.Delete(Database + beside);
        File.WriteAllBytes(Database, []);
    }
}

public sealed class FailurePageTests(BrokenSite site, Chromium chromium) : ErrorPageTests(site, chromium, 500), IClassFixture<BrokenSite>
{
    protected override Task GoAsync(IPage page) => MeetAsync(page, "/orders/0123456789abcdef");
}
