using BackCare.App.Accounts;
using BackCare.App.Reviews;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class SearchResultsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "search";

    protected override Task GoAsync(IPage page) => ShopWalk.SearchAsync(page, "slant bord for my tight calves");
}

public sealed class SearchNothingPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "search-nothing";

    protected override Task GoAsync(IPage page) => ShopWalk.SearchAsync(page, "zeppelinhangar");
}

public sealed class NarrowedProductsPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "products-narrowed";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/products?group=support&max=20&size=41&sort=price&min=oops");
}

public sealed class BasketPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "basket";

    protected override IReadOnlyList<string> Cookies => ["backcare-basket"];

    protected override Task GoAsync(IPage page) => ShopWalk.ToBasketAsync(page);
}

public sealed class EmptyBasketPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "basket-empty";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/basket");
}

public sealed class OrderPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "order";

    protected override async Task GoAsync(IPage page)
    {
        await ShopWalk.ToBasketAsync(page);
        await page.Locator("form[action$='/basket/order'] button").ClickAsync();
        await page.Locator("table.order").WaitForAsync();
    }
}

public sealed class ReviewedProductPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "product-reviewed";

    protected override async Task GoAsync(IPage page)
    {
        await ShopWalk.ReviewedAsync(Site, "house_wobble_board");
        await page.GotoAsync("/products/house_wobble_board");
    }
}

public sealed class WriteReviewPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "review-write";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/reviews/write?product=house_slant_board");
        await page.FillAsync("#text", "Feels solid.");
        await page.Locator("main .primary").ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class OwnReviewPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "review-mine";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/reviews/write?topic=chain");
        await page.FillAsync("#text", "The drawing is clear.");
        await page.Locator("main .primary").ClickAsync();
        await page.Locator("form[action$='/reviews/mine'] button").ClickAsync();
        await page.Locator("input[name=act][value=change]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }
}

public sealed class ReviewSavedPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "review-saved";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/reviews/write?topic=chain");
        await page.FillAsync("#text", "The drawing is clear.");
        await page.Locator("main .primary").ClickAsync();
        await page.Locator("form[action$='/reviews/mine'] button").WaitForAsync();
    }
}

public sealed class ReportReviewPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "review-report";

    protected override async Task GoAsync(IPage page)
    {
        await ShopWalk.ReviewedAsync(Site, "house_wobble_board");
        await page.GotoAsync("/products/house_wobble_board");
        await page.Locator(".review a[href$='/report']").First.ClickAsync();
        await page.Locator("form[action$='/report'] button").WaitForAsync();
    }
}

public sealed class ReceiptPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "your-data-receipt";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/your-data");
        await page.Locator("form[action$='/your-data/consent'] button").ClickAsync();
        await page.Locator("label:has(#sure)").ClickAsync();
        await page.Locator("form[action$='/your-data/erase'] button").ClickAsync();
        await page.Locator("#receipt").WaitForAsync();
    }
}

public sealed class ReviewDeskPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "desk-reviews";

    protected override IReadOnlyList<string> Cookies => SignedInPage.Cookies;

    protected override async Task GoAsync(IPage page)
    {
        await Site.SendAsync(new WriteReview.Command(ReviewTopic.Product, "house_slant_board", 2, "It cures", "My heel hurts every morning. It cures nothing, they say.", "Ana"));
        await page.SignInAsync(Site, AccountRole.Admin);
        await page.GotoAsync("/admin/reviews");
    }
}

public sealed class YourDataPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "your-data";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/your-data");
}

public sealed class PolicyPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "privacy";

    protected override Task GoAsync(IPage page) => page.GotoAsync("/privacy");
}

public sealed class YourDataGivenPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "your-data-given";

    protected override IReadOnlyList<string> Cookies => ["backcare-consent"];

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/your-data");
        await page.Locator("form[action$='/your-data/consent'] button").ClickAsync();
        await page.Locator("form[action$='/your-data/withdraw']").WaitForAsync();
    }
}

public sealed class WidgetDemoPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "widget-demo";

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/widget-demo");
        await page.Locator("backcare-recommendations .card").First.WaitForAsync();
    }
}
