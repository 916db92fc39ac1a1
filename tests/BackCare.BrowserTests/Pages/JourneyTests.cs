using BackCare.App.Serving;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class JourneyTests(BackCareSite site, Chromium chromium)
{
    [Fact]
    public async Task From_words_over_corrections_and_questions_to_a_product_without_any_script()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await Walk.ToUnderstoodAsync(page, "I twisted my left ankle two days ago and my arches ache");
        await page.Locator("label.choice:has(input[value=arch_pain])").ClickAsync();
        await Walk.ContinueAsync(page);
        await Walk.HeadingAsync(page, "Does any of this apply to you right now?");
        Assert.Equal(0, await page.Locator("a[href^='/products/']").CountAsync());
        await Walk.NoToAllAsync(page);
        await page.Locator(".understood").WaitForAsync();
        Assert.DoesNotContain("Arch", await page.Locator(".understood fieldset").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".item a").First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What is known", Exact = true }).WaitForAsync();
        Assert.StartsWith(site.Address + "/products/", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("?", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reloading_shows_the_same_answer_and_correcting_keeps_what_was_told()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await Walk.ToResultsAsync(page, "My heel hurts with the first steps in the morning");
        string before = await page.Locator("main").InnerTextAsync();
        await page.ReloadAsync();
        Assert.Equal(before, await page.Locator("main").InnerTextAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Change what I said" }).ClickAsync();
        Assert.Equal("My heel hurts with the first steps in the morning", await page.InputValueAsync("#text"));
    }

    [Fact]
    public async Task Going_back_and_forward_shows_the_pages_again()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await Walk.ToUnderstoodAsync(page, "My calves are tight");
        await page.GoBackAsync();
        await Walk.HeadingAsync(page, "What hurts?");
    }

    [Fact]
    public async Task The_keyboard_alone_leads_to_an_answer()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "text");
        await page.Keyboard.TypeAsync("sore heel in the morning");
        await TabToAsync(page, "See what we understood");
        await page.Keyboard.PressAsync("Enter");
        await Walk.HeadingAsync(page, "What we understood");
        await TabToAsync(page, "Continue");
        await EnterAsync(page);
        for (int screen = 0; screen < 8 && await page.Locator("#progress").CountAsync() > 0; screen++)
        {
            await TabToAsync(page, await page.Locator("button[name=all]").CountAsync() > 0 ? "None of these" : "No");
            await EnterAsync(page);
        }
        Assert.True(await page.Locator(".item").CountAsync() > 0);
    }

    [Fact]
    public async Task A_danger_sign_ends_without_one_product_in_the_page()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await Walk.ToReferralAsync(page);
        string html = await page.ContentAsync(), seen = await page.Locator("body").InnerTextAsync();

        Assert.Contains("Call 911", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/products", html, StringComparison.Ordinal);
        Assert.All(
            site.Services.GetRequiredService<ShelfHost>().Current!.Products.Values,
            product => Assert.DoesNotContain(product.Name, seen, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_first_yes_to_an_emergency_ends_the_interview_with_the_number_of_the_country_and_no_product()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await page.GotoAsync("/");
        await page.Locator("summary").First.ClickAsync();
        await page.SelectOptionAsync("#country", "GB");
        await page.FillAsync("#text", "dull low back ache");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what we understood" }).ClickAsync();
        await Walk.ContinueAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Yes, this.*bladder") }).ClickAsync();

        await Walk.HeadingAsync(page, "Get emergency care now");
        Assert.Contains("Call 999", await page.Locator(".alarm").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("/products", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_back_asks_the_same_screen_again()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await Walk.ToUnderstoodAsync(page, "dull low back ache");
        await Walk.ContinueAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "None of these" }).ClickAsync();
        await Walk.HeadingAsync(page, "And any of these?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back", Exact = true }).ClickAsync();
        await Walk.HeadingAsync(page, "Does any of this apply to you right now?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back", Exact = true }).ClickAsync();
        await Walk.HeadingAsync(page, "What we understood");
    }

    [Fact]
    public async Task A_point_on_the_figure_ticks_its_region()
    {
        IPage page = await chromium.OpenAsync(site.Address, width: 360);
        await page.GotoAsync("/");
        await page.Locator("label:has(#region-thigh) .region path").First.ClickAsync(new() { Position = new() { X = 10, Y = 20 } });

        Assert.True(await page.IsCheckedAsync("#region-thigh"));
        await page.GetByRole(AriaRole.Button, new() { Name = "See what we understood" }).ClickAsync();
        await Walk.HeadingAsync(page, "What we understood");
    }

    [Fact]
    public async Task Ticked_products_stand_side_by_side_and_the_way_back_keeps_the_list()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await Walk.ToResultsAsync(page, "My heel hurts with the first steps in the morning");
        string[] names = [await page.Locator(".item h4").Nth(0).InnerTextAsync(), await page.Locator(".item h4").Nth(1).InnerTextAsync()];
        await page.Locator(".item .compact").Nth(0).ClickAsync();
        await page.Locator(".item .compact").Nth(1).ClickAsync();
        await page.Locator("#compare button").ClickAsync();
        await Walk.HeadingAsync(page, "Side by side");
        Assert.Equal(names.Order(), (await page.Locator(".compare thead a").AllInnerTextsAsync()).Order());

        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).ClickAsync();
        await Walk.HeadingAsync(page, "What may help");
    }

    [Fact]
    public async Task A_danger_sign_that_was_misread_is_taken_back_by_answering_its_question()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await Walk.ToReferralAsync(page);
        await page.Locator(".question .choice:has(input[value=no])").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();

        await page.Locator(".alarm").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static Task EnterAsync(IPage page) => Walk.LeaveAsync(page, () => page.Keyboard.PressAsync("Enter"));

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.id === 'text' ? 'text' : (document.activeElement.textContent ?? '').trim()");

    private static async Task TabToAsync(IPage page, string what)
    {
        for (int i = 0; i < 120; i++)
        {
            if (await FocusedAsync(page) == what) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach '{what}'.");
    }
}
