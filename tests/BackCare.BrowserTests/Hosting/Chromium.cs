using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BackCare.BrowserTests.Hosting.Chromium))]
[assembly: BackCare.BrowserTests.Hosting.ClosesWindows]

namespace BackCare.BrowserTests.Hosting;

/// <summary>The machine's own Chromium. Where it is absent every browser test is skipped with that reason.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private const string Absent = "/usr/bin/chromium is absent: install the package chromium to run browser tests.";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Headless = true, Args = Quiet });
    }

    /// <summary>A window of its own that asks for a language, with scripts off as the pages promise to work without them.</summary>
    public async Task<IPage> OpenAsync(string address, int width = 1280, int height = 900, bool dark = false, bool scripts = false, string language = "en")
    {
        Assert.SkipWhen(browser is null, Absent);
        await ClosesWindowsAttribute.ClosedAsync();
        IBrowserContext context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
            Locale = language,
        });
        // A machine that builds and tests at the same time may take a minute for a page; that is no fault of the page.
        context.SetDefaultTimeout(180_000);
        context.SetDefaultNavigationTimeout(180_000);
        ClosesWindowsAttribute.Opened(context);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ClosesWindowsAttribute.ClosedAsync();
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
