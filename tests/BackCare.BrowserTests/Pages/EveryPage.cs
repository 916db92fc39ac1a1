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

    private static readonly (int Width, ColorScheme Scheme)[] Looks =
        [.. new[] { 360, 768, 1280 }.SelectMany(width => new[] { (width, ColorScheme.Light), (width, ColorScheme.Dark) })];

    /// <summary>File name of its pictures.</summary>
    protected abstract string Name { get; }

    protected BackCareSite Site { get; } = site;

    protected Chromium Chromium => chromium;

    /// <summary>Cookies that the page may keep: none, unless somebody signed in.</summary>
    protected virtual IReadOnlyList<string> Cookies => [];

    /// <summary>Leads a fresh window to the page.</summary>
    protected abstract Task GoAsync(IPage page);

    /// <summary>
    /// One walk a language, one of them dark and narrow, the other light and wide: colours do not depend on words, nor words on colours.
    /// <see cref="Screenshots.Every"/> asks for inspections and pictures at every width in both schemes.
    /// </summary>
    [Theory]
    [Trait("Rule", "RQ30")]
    [InlineData("en", 360, ColorScheme.Dark)]
    [InlineData("es", 1280, ColorScheme.Light)]
    public async Task Has_no_accessibility_violation(string language, int width, ColorScheme scheme)
    {
        IPage page = await OpenAsync(1280, language);
        await page.EvaluateAsync("document.querySelectorAll('img').forEach(i => i.loading = 'eager')");
        (int Width, ColorScheme Scheme)[] looks = Screenshots.Every ? Looks : [(width, scheme)];
        foreach ((int wide, ColorScheme colours) in looks)
        {
            await LookAsync(page, wide, colours);
            string path = Screenshots.PathOf($"{Name}-{wide}-{(colours == ColorScheme.Dark ? "dark" : "light")}-{language}");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        }
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        foreach ((int wide, ColorScheme colours) in looks)
            await InspectAsync(page, wide, colours);
    }

    [Fact]
    public async Task Needs_no_sideways_scrolling_and_has_one_heading_of_the_first_rank_and_targets_large_enough_to_touch()
    {
        IPage page = await OpenAsync(360);
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        string[] small = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, .button, select, summary, input:not([type=hidden],[type=checkbox],[type=radio]), .choice, nav a')]
              .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.height < 43.5 || r.width < 24)).map(([e]) => e.outerHTML.slice(0, 120))
            """);
        Assert.Empty(small);

        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        foreach (int width in new[] { 320, 640, 768 })
        {
            await LookAsync(page, width, ColorScheme.Light);
            string[] wide = await page.EvaluateAsync<string[]>(
                """
                document.documentElement.scrollWidth <= innerWidth ? []
                  : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => `${innerWidth}: ${e.outerHTML.slice(0, 120)}`)
                """);
            Assert.Empty(wide);
        }
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    [Trait("Rule", "RQ13")]
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

    private static Task LookAsync(IPage page, int width, ColorScheme scheme) => Task.WhenAll(
        page.SetViewportSizeAsync(width, 900), page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }));

    private static async Task InspectAsync(IPage page, int width, ColorScheme scheme)
    {
        await LookAsync(page, width, scheme);
        AxeResult result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Wcag] } });
        Assert.Empty(result.Violations.Select(v => $"{scheme} at {width}: {v.Id}: {v.Help} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    /// <summary>Scripts are on for the inspector, which needs timers. JourneyTests walk with scripts off.</summary>
    private async Task<IPage> OpenAsync(int width, string language = "en")
    {
        IPage page = await chromium.OpenAsync(Site.Address, width, scripts: true, language: language);
        await GoAsync(page);
        return page;
    }
}
