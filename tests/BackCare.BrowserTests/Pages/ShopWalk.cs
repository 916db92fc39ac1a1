using BackCare.App.Accounts;
using BackCare.App.Reviews;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>The ways a shopper walks through the shop.</summary>
internal static class ShopWalk
{
    public static async Task SearchAsync(IPage page, string words)
    {
        await page.GotoAsync("/products");
        await page.FillAsync("#q", words);
        await page.Locator(".search button").ClickAsync();
        await page.Locator("form#narrow").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Two products in the basket, whether scripts run or not.</summary>
    public static async Task ToBasketAsync(IPage page)
    {
        await page.GotoAsync("/products/tulis_classic_heel_cups");
        await page.Locator(".add select").SelectOptionAsync("Regular");
        await AddAsync(page);
        await page.GotoAsync("/products/house_slant_board");
        await AddAsync(page);
        await page.GotoAsync("/basket");
        await page.Locator(".basket-line").Nth(1).WaitForAsync();
    }

    /// <summary>With scripts the page stays and the count says so; without them the basket opens.</summary>
    public static async Task AddAsync(IPage page)
    {
        await page.Locator(".add button").ClickAsync();
        await page.Locator("[data-basket-count]:visible").WaitForAsync();
    }

    /// <summary>A product with one shown review.</summary>
    public static async Task ReviewedAsync(BackCareSite site, string product)
    {
        GetReviews.Response shown = await site.AskAsync(new GetReviews.Query(ReviewTopic.Product, product));
        if (shown.Count > 0) return;
        WriteReview.Response written = await site.AskAsync(new WriteReview.Command(ReviewTopic.Product, product, 4, "Sturdy", "Feels solid on tiles.\nIt squeaks a little.", "Ana"));
        await site.SendAsync(new ModerateReviews.Command([new(written.Id, 1)], true) { By = Actor.Console });
    }
}
