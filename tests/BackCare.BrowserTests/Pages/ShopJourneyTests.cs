using System.Text.Json.Nodes;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class ShopJourneyTests(BackCareSite site, Chromium chromium)
{
    /// <summary>The whole way without a script on the smallest screen, with consent: what was told leads to questions, list, plan, basket and order, and the journal tells of list, look, basket and purchase.</summary>
    [Fact]
    public async Task From_a_complaint_to_an_order_that_the_journal_tells_of()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 320);
        await page.GotoAsync("/your-data");
        await page.GetByRole(AriaRole.Button, new() { Name = "I agree" }).ClickAsync();
        await page.GetByText("Your consent was noted").WaitForAsync();
        await Walk.ToUnderstoodAsync(page, "I twisted my left ankle two days ago");
        await Walk.ContinueAsync(page);
        await page.Locator("#progress").WaitForAsync();
        await Walk.NoToAllAsync(page);
        await Walk.HeadingAsync(page, "What may help");
        await page.Locator(".free button").First.ClickAsync();
        await page.Locator(".exercise").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the results" }).ClickAsync();
        await Walk.HeadingAsync(page, "What may help");
        string list = (await page.Locator(".item a[data-list]").First.GetAttributeAsync("data-list"))!;
        Assert.Contains(list, await JournalAsync(page, export => export.Contains(list, StringComparison.Ordinal)), StringComparison.Ordinal);
        ILocator item = page.Locator(".term > .items > .item:has(.add button)").First;
        string product = (await item.Locator("a[data-list]").GetAttributeAsync("data-product"))!;
        await item.Locator("h4 a").ClickAsync();
        await page.Locator(".add.large button").WaitForAsync();
        if (await page.Locator(".add.large select").CountAsync() > 0) await page.Locator(".add.large select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator(".add.large button").ClickAsync();
        await Walk.HeadingAsync(page, "Basket");
        await page.GetByRole(AriaRole.Button, new() { Name = "Place a demo order" }).ClickAsync();
        await Walk.HeadingAsync(page, "Your order was recorded");

        string export = await JournalAsync(page, told => EventsOf(told, list, product).Count >= 3);
        Assert.Equal(["view_item", "add_to_cart", "purchase"], EventsOf(export, list, product));
    }

    [Fact]
    public async Task From_a_search_to_an_order_without_any_script()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await ShopWalk.SearchAsync(page, "tulis clasic heel cups");
        await page.Locator(".tile a").First.ClickAsync();
        await Walk.HeadingAsync(page, "Tuli's Classic Heel Cups");
        await page.Locator(".add select").SelectOptionAsync("Large");
        await page.Locator(".add button").ClickAsync();
        await Walk.HeadingAsync(page, "Basket");
        await page.Locator(".basket-change input[type=number]").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update" }).ClickAsync();
        await page.GetByText("$29.90").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place a demo order" }).ClickAsync();
        await Walk.HeadingAsync(page, "Your order was recorded");

        Assert.Contains("No payment was taken", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Large", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_keeps_the_shopper_on_the_page_and_says_what_happened()
    {
        IPage page = await chromium.OpenAsync(site.Address, scripts: true);
        await page.GotoAsync("/products/house_slant_board");
        await ShopWalk.AddAsync(page);

        Assert.EndsWith("/products/house_slant_board", page.Url, StringComparison.Ordinal);
        Assert.Equal("1", await page.Locator("[data-basket-count]").InnerTextAsync());
        Assert.Equal("In the basket", await page.Locator("[data-basket-status]").TextContentAsync());
    }

    [Fact]
    public async Task Facets_narrow_a_search_by_keyboard_alone()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await ShopWalk.SearchAsync(page, "heel");
        int before = await page.Locator(".tile").CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Heel lifts" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".chip").WaitForAsync();

        Assert.InRange(await page.Locator(".tile").CountAsync(), 1, before - 1);
        Assert.Equal("heel", await page.InputValueAsync("#q"));
        Assert.DoesNotContain("heel", page.Url, StringComparison.Ordinal);
        await page.Locator(".chip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".chip").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(before, await page.Locator(".tile").CountAsync());
    }

    [Fact]
    public async Task A_review_travels_from_the_page_to_the_moderator_and_back()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await page.GotoAsync("/products/house_exercise_mat");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write a review" }).ClickAsync();
        await page.Locator("label.choice:has(input[value='4'])").ClickAsync();
        await page.FillAsync("#text", "Thick enough <b>for tiles</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Walk.HeadingAsync(page, "Thank you");

        IPage desk = await chromium.OpenAsync(site.Address);
        await desk.SignInAsync(site, BackCare.App.Accounts.AccountRole.Admin);
        await desk.GotoAsync("/admin/reviews");
        ILocator item = desk.Locator(".queue > li").Filter(new() { HasText = "Thick enough" });
        await item.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await item.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GotoAsync("/products/house_exercise_mat");
        Assert.Equal("Thick enough <b>for tiles</b>", await page.Locator(".review-text").First.InnerTextAsync());
    }

    [Fact]
    public async Task Consent_is_given_exported_and_erased_with_a_receipt()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await page.GotoAsync("/your-data");
        await page.GetByRole(AriaRole.Button, new() { Name = "I agree" }).ClickAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download it (JSON)" }).ClickAsync());
        await page.Locator("#sure").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Receipt" }).WaitForAsync();

        Assert.Equal("backcare-export.json", download.SuggestedFilename);
        Assert.Empty(await page.Context.CookiesAsync());
    }

    /// <summary>The visitor's own export; the journal writes beside the requests, so it is asked until it is there.</summary>
    private static async Task<string> JournalAsync(IPage page, Func<string, bool> isThere)
    {
        string export = "";
        for (int i = 0; i < 300 && !isThere(export); i++)
        {
            await Task.Delay(i == 0 ? 0 : 100);
            export = await (await page.APIRequest.GetAsync("/v1/me/export")).TextAsync();
        }
        return export;
    }

    private static IReadOnlyList<string> EventsOf(string export, string list, string product) => export.Length == 0 ? [] :
    [
        .. JsonNode.Parse(export)!["lists"]!.AsArray().Where(l => l!["recommendationId"]!.ToString() == list).SelectMany(l => l!["events"]!.AsArray())
            .Where(e => e!["productId"]!.ToString() == product).Select(e => e!["name"]!.ToString()),
    ];
}
