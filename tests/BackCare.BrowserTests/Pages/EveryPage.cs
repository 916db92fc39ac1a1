using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>What holds for every page of the shop, in both colour schemes and languages.</summary>
public abstract class EveryPage(BackCareSite site, Chromium chromium)
{
    private static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>File name of its pictures.</summary>
    protected abstract string Name { get; }

    protected BackCareSite Site { get; } = site;

    protected Chromium Chromium => chromium;

    /// <summary>Cookies that the page may keep: none, unless somebody signed in.</summary>
    protected virtual IReadOnlyList<string> Cookies => [];

    /// <summary>Leads a fresh window to the page.</summary>
    protected abstract Task GoAsync(IPage page);

    /// <summary>Each colour scheme and each language is seen at both widths' ends; together four looks instead of eight.</summary>
    [Theory]
    [InlineData(360, true, "en")]
    [InlineData(1280, false, "en")]
    [InlineData(360, false, "es")]
    [InlineData(1280, true, "es")]
    public async Task Has_no_accessibility_violation(int width, bool dark, string language)
    {
        IPage page = await OpenAsync(width, dark, language);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Screenshots.PathOf($"{Name}-{width}-{(dark ? "dark" : "light")}-{language}"), FullPage = true });
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        AxeResult result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Wcag] } });

        Assert.Empty(result.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(640)]
    public async Task Needs_no_sideways_scrolling(int width)
    {
        IPage page = await OpenAsync(width, dark: false);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        string[] wide = await page.EvaluateAsync<string[]>(
            """
            document.documentElement.scrollWidth <= innerWidth ? []
              : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.Empty(wide);
    }

    [Fact]
    public async Task Loads_nothing_from_elsewhere_and_keeps_nothing_in_the_browser()
    {
        IPage page = await chromium.OpenAsync(Site.Address, scripts: true);
        List<string> foreign = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Site.Address, StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        await GoAsync(page);

        Assert.Empty(foreign);
        Assert.Empty((await page.Context.CookiesAsync()).Select(c => c.Name).Except(Cookies));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
    }

    [Fact]
    public async Task Has_one_heading_of_the_first_rank_and_targets_large_enough_to_touch()
    {
        IPage page = await OpenAsync(360, dark: false);

        Assert.Equal(1, await page.Locator("h1").CountAsync());
        string[] small = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, .button, select, summary, input:not([type=hidden],[type=checkbox],[type=radio]), .choice, nav a')]
              .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.height < 43.5 || r.width < 24)).map(([e]) => e.outerHTML.slice(0, 120))
            """);
        Assert.Empty(small);
    }

    /// <summary>Scripts are on for the inspector alone, which needs timers; the pages bring none. JourneyTests walk with scripts off.</summary>
    private async Task<IPage> OpenAsync(int width, bool dark, string language = "en")
    {
        IPage page = await chromium.OpenAsync(Site.Address, width, dark: dark, scripts: true, language: language);
        await GoAsync(page);
        return page;
    }
}
