using BackCare.App.Accounts;
using BackCare.App.Recommend;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>What an admin does on the desk, in a real browser without scripts.</summary>
public sealed class DeskJourneyTests(DeskJourneyTests.OwnSite site, Chromium chromium) : IClassFixture<DeskJourneyTests.OwnSite>
{
    [Fact]
    public async Task A_product_is_pinned_looked_at_as_a_shopper_saved_seen_and_taken_back()
    {
        IPage desk = await chromium.OpenAsync(site.Address, 1280, dark: false, scripts: false);
        await desk.SignInAsync(site, AccountRole.Admin);
        await desk.GotoAsync("/admin/rules");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Make a rule" }).ClickAsync();
        await desk.FillAsync("#add-0", "House deep firm heel cup");
        await desk.FillAsync("#description", "Clearance");
        await desk.FillAsync("#text", "heel aches after standing all day");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Show both lists" }).ClickAsync();
        ILocator first = desk.Locator(".two-lists tbody tr").First;

        await Assertions.Expect(first.Locator("td").Nth(1)).ToContainTextAsync("House deep firm heel cup");
        await Assertions.Expect(first.Locator("td").Nth(1)).ToContainTextAsync("pinned");
        await Assertions.Expect(desk.Locator("#preview-result")).ToContainTextAsync("This rule: Pins House deep firm heel cup at place 1 on every list.");

        await desk.GetByRole(AriaRole.Button, new() { Name = "Make the rule" }).ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Status)).ToContainTextAsync("The rule is made");
        Assert.Equal("house_firm_heel_cup_deep", await FirstAsync());

        await desk.GetByRole(AriaRole.Button, new() { Name = "Remove the rule" }).ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Status)).ToContainTextAsync("The rule is removed");
        Assert.NotEqual("house_firm_heel_cup_deep", await FirstAsync());
        await desk.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).First.ClickAsync();
        await Assertions.Expect(desk.Locator("main")).ToContainTextAsync("Pins House deep firm heel cup");
        Assert.Equal("house_firm_heel_cup_deep", await FirstAsync());
    }

    [Fact]
    public async Task A_comment_is_kept_back_appealed_and_shown()
    {
        IPage shopper = await chromium.OpenAsync(site.Address, 360, dark: false, scripts: false);
        await shopper.GotoAsync("/products/house_slant_board");
        await shopper.GetByRole(AriaRole.Link, new() { Name = "Write a comment" }).ClickAsync();
        await shopper.FillAsync("#text", "Does it fold flat?");
        await shopper.Locator("main .primary").ClickAsync();
        string key = await shopper.Locator("p.key code").InnerTextAsync();

        IPage desk = await chromium.OpenAsync(site.Address, 1280, dark: false, scripts: false);
        await desk.SignInAsync(site, AccountRole.Admin);
        await desk.GotoAsync("/admin/reviews");
        await desk.SelectOptionAsync("#reason", "off_topic");
        await desk.Locator("button[value^='reject:']").ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Status)).ToContainTextAsync("1 text is decided.");

        await shopper.GotoAsync("/reviews/mine");
        await shopper.FillAsync("#key", key);
        await shopper.Locator("main .primary").ClickAsync();
        await Assertions.Expect(shopper.Locator(".heed")).ToContainTextAsync("It is not about the product.");
        await shopper.FillAsync("#appeal", "It is a question about the product.");
        await shopper.GetByRole(AriaRole.Button, new() { Name = "Appeal" }).ClickAsync();

        // The shop has one admin, so nobody else can decide.
        await desk.GotoAsync("/admin/reviews?tab=appealed");
        await Assertions.Expect(desk.Locator(".queue")).ToContainTextAsync("It is a question about the product.");
        await desk.Locator("input[name=pick]").First.CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Show all ticked" }).ClickAsync();
        await shopper.GotoAsync("/products/house_slant_board");
        await Assertions.Expect(shopper.Locator("#comments-house_slant_board ~ ul")).ToContainTextAsync("Does it fold flat?");
    }

    private async Task<string> FirstAsync() =>
        (await site.AskAsync(new GetRecommendations.Query { Text = "heel aches after standing all day" })).Products[0].ProductId;

    /// <summary>A shop of its own: a rule changes every list.</summary>
    public sealed class OwnSite : BackCareSite;
}
