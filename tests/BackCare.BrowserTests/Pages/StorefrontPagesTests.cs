using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class HomePageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    private readonly Chromium chromium = chromium;

    protected override string Name => "home";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/");

    [Fact]
    public async Task Transfers_less_than_60_kilobytes_in_all()
    {
        IPage page = await chromium.OpenAsync(Site.Address);
        List<IRequest> finished = [];
        page.RequestFinished += (_, request) => finished.Add(request);
        await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        int bytes = 0;
        foreach (IRequest request in finished)
        {
            RequestSizesResult sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        Assert.InRange(bytes, 5_000, 60 * 1024);
    }

    /// <summary>Throttled to a slow mobile network: 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip, nothing cached.</summary>
    [Fact]
    public async Task Shows_its_largest_part_within_a_second_on_a_slow_network_and_moves_nothing_afterwards()
    {
        IPage page = await chromium.OpenAsync(Site.Address, width: 360, scripts: true);
        // Warm: what is measured is the page and the network, not the host's first request.
        await page.GotoAsync("/");
        ICDPSession tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        await tools.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 150,
            ["downloadThroughput"] = 1_600_000 / 8,
            ["uploadThroughput"] = 750_000 / 8,
        });
        double best = double.MaxValue, shift = 0;
        // The machine may be busy: the page can be no faster than it is, so the best of a few tries is what it takes.
        for (int attempt = 0; attempt < 4 && best > 1_000; attempt++)
        {
            await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            best = Math.Min(best, await page.EvaluateAsync<double>(
                "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))"));
            shift += await page.EvaluateAsync<double>(
                "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300); })");
        }

        Assert.InRange(best, 1, 1_000);
        Assert.Equal(0, shift, 3);
        TestContext.Current.TestOutputHelper?.WriteLine($"Largest contentful paint {best:0} ms, layout shift {shift:0.000}.");
    }
}

public sealed class HomePageWithErrorsTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "home-errors";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("summary").First.ClickAsync();
        await page.FillAsync("#age", "old");
        await page.ClickAsync("button.primary");
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class UnderstoodPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "understood";

    protected override Task GoAsync(IPage page) => Walk.ToUnderstoodAsync(page, "My left heel hurts with the first steps in the morning, and my calves are tight");
}

public sealed class NothingUnderstoodPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "understood-nothing";

    protected override Task GoAsync(IPage page) => Walk.ToUnderstoodAsync(page, "Where is my parcel? It should have come on Monday.");
}

public sealed class InterviewPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "interview";

    protected override Task GoAsync(IPage page) => Walk.ToQuestionsAsync(page);
}

public sealed class ResultsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "results";

    protected override Task GoAsync(IPage page) => Walk.ToResultsAsync(page, "My heel hurts with the first steps in the morning");
}

public sealed class BackResultsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "results-back";

    protected override Task GoAsync(IPage page) => Walk.ToResultsAsync(page, "Dull ache low in my back after standing on hard floors all day");
}

public sealed class PlanPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "plan";

    protected override async Task GoAsync(IPage page)
    {
        await Walk.ToResultsAsync(page, "My heel hurts with the first steps in the morning");
        await page.Locator(".free button").First.ClickAsync();
        await page.Locator(".exercise").First.WaitForAsync();
    }
}

public sealed class ComparePageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "compare";

    protected override async Task GoAsync(IPage page)
    {
        await Walk.ToResultsAsync(page, "My heel hurts with the first steps in the morning");
        for (int i = 0; i < 3; i++) await page.Locator(".item .compact").Nth(i).ClickAsync();
        await page.Locator("#compare button").ClickAsync();
        await page.Locator(".compare").WaitForAsync();
    }
}

public sealed class KeptPlanPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "plan-kept";

    protected override Task GoAsync(IPage page) => Walk.ToKeptPlanAsync(page);

    [Fact]
    public async Task The_link_opens_the_exercises_and_the_other_one_deletes_them()
    {
        IPage page = await Chromium.OpenAsync(Site.Address);
        await GoAsync(page);
        string link = await page.InputValueAsync("#link"), delete = await page.InputValueAsync("#delete-link");
        await page.GotoAsync(link);
        Assert.True(await page.Locator(".exercise .drawing").CountAsync() > 3);
        await page.GotoAsync(delete);
        await page.Locator("main button.primary").ClickAsync();
        await Walk.HeadingAsync(page, "The plan is deleted");
        Assert.Equal(404, (await page.GotoAsync(link))?.Status);
    }
}

public sealed class SharedPlanPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "plan-shared";

    protected override async Task GoAsync(IPage page)
    {
        await Walk.ToKeptPlanAsync(page);
        await page.GotoAsync(await page.InputValueAsync("#link"));
    }
}

public sealed class DeletePlanPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "plan-delete";

    protected override async Task GoAsync(IPage page)
    {
        await Walk.ToKeptPlanAsync(page);
        await page.GotoAsync(await page.InputValueAsync("#delete-link"));
    }
}

public sealed class LearnPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "learn";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/learn");
}

public sealed class LanguagePageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "language";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/language");
}

public sealed class EmptyResultsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "results-empty";

    protected override Task GoAsync(IPage page) => Walk.ToResultsAsync(page, "Where is my parcel? It should have come on Monday.");
}

public sealed class ReferralPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "referral";

    protected override Task GoAsync(IPage page) => Walk.ToReferralAsync(page);
}

public sealed class ProductPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "product";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/products/tulis_heavy_duty_heel_cups");
}

public sealed class ProductsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "products";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/products");
}

public sealed class HowItWorksPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "how-it-works";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/how-it-works");
}

public sealed class NotFoundPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "not-found";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/nothing-here");
}
