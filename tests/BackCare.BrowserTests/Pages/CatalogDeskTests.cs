using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>Products that the pages of the catalogue's desk are looked at with.</summary>
internal static class DeskProducts
{
    private static readonly Actor Other = new("other", "other@example.org", AccountRole.Admin);

    private static int made;

    /// <summary>A draft with variants, an own link and a claim that blocks it; a new one each time.</summary>
    public static async Task<string> MakeAsync(BackCareSite site)
    {
        int n = Interlocked.Increment(ref made);
        EditProduct.Response product = await site.AskAsync(new CreateProduct.Command(null, new ProductForm
        {
            Sku = $"BR-{n}",
            Name = $"Contoured board {n}",
            Brand = "House",
            CategoryId = "calf_stretchers",
            EvidenceProfile = "slantboard",
            Regions = ["foot"],
            PriceMinor = 2_500,
            Note = "It cures tight calves.",
            Description = "Stand on it.\n\nHold for thirty seconds.",
            Variants = [new("", "EU 36-39", $"BR-{n}-S", null, 4), new("", "EU 40-43", $"BR-{n}-M", 2_700, 0)],
            Overrides = [new("calf_tight", "may_help", 0.5, "limited", "primary", ["EXPERT_OPINION"])],
        }, Other));
        return product.Id;
    }

    /// <summary>Somebody else saves while the page is open.</summary>
    public static async Task ChangeAsync(BackCareSite site, string id, Func<ProductForm, ProductForm> change)
    {
        EditProduct.Response now = (await site.AskAsync(new GetDeskProduct.Query(id))).Saved;
        await site.AskAsync(new EditProduct.Command(id, now.Version, f => change(f), Other));
    }
}

public sealed class CatalogPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-catalog";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/catalog?search=house");
}

public sealed class CatalogAfterBulkPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-catalog-bulk";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        string id = await DeskProducts.MakeAsync(Site);
        await page.GotoAsync($"/admin/catalog?search={id}");
        await page.Locator("input[name=ids]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply to the ticked" }).ClickAsync();
        await page.Locator("#batch-note").WaitForAsync();
    }
}

public sealed class NewProductPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-product-new";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/catalog/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class ProductEditorPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-product";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page) => await page.GotoAsync($"/admin/catalog/{await DeskProducts.MakeAsync(Site)}");
}

public sealed class ConflictPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-product-conflict";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        string id = await DeskProducts.MakeAsync(Site);
        await page.GotoAsync($"/admin/catalog/{id}");
        await DeskProducts.ChangeAsync(Site, id, f => f with { Note = "What the other wrote." });
        await page.FillAsync("#note", "What I write.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.Locator("#conflicts").WaitForAsync();
    }
}

public sealed class ProductHistoryPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-product-history";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        string id = await DeskProducts.MakeAsync(Site);
        await DeskProducts.ChangeAsync(Site, id, f => f with { PriceMinor = 3_000, Note = "Guides the foot." });
        await page.GotoAsync($"/admin/catalog/{id}/history");
    }
}

public sealed class ProductPreviewPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "desk-product-preview";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page) => await page.GotoAsync($"/admin/catalog/{await DeskProducts.MakeAsync(Site)}/preview");
}

/// <summary>The ways through the catalogue's desk, with scripts off.</summary>
public sealed class CatalogDeskJourneyTests(BackCareSite site, Chromium chromium)
{
    [Fact]
    public async Task An_editor_mends_the_words_publishes_and_shoppers_see_it()
    {
        string id = await DeskProducts.MakeAsync(site);
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await page.GotoAsync($"/admin/catalog/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.Locator("#note-error")).ToContainTextAsync("Write: may help with comfort");

        await page.FillAsync("#note", "May help with comfort.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published");

        IPage shopper = await chromium.OpenAsync(site.Address);
        for (int i = 0; i < 100 && (await shopper.GotoAsync($"/products/{id}"))!.Status != 200; i++)
            await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.True(await shopper.GetByRole(AriaRole.Option, new() { Name = "EU 40-43" }).IsDisabledAsync());
    }

    [Fact]
    public async Task The_second_editor_chooses_where_both_wrote_and_keeps_the_rest()
    {
        string id = await DeskProducts.MakeAsync(site);
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await page.GotoAsync($"/admin/catalog/{id}");
        await DeskProducts.ChangeAsync(site, id, f => f with { Note = "Theirs.", PriceMinor = 3_300 });

        await page.FillAsync("#note", "Mine.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Take mine: Mine." }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save with these choices" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("it was kept: Price");
        Assert.Equal(("Mine.", "33.00"), (await page.InputValueAsync("#note"), await page.InputValueAsync("#priceMinor")));
    }

    [Fact]
    public async Task A_bulk_change_is_taken_back_from_the_note_above_the_list()
    {
        string id = await DeskProducts.MakeAsync(site);
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await page.GotoAsync($"/admin/catalog?search={id}");
        await page.Locator("input[name=ids]").First.CheckAsync();
        await page.SelectOptionAsync("#action", "adjust_price");
        await page.FillAsync("#value", "+20%");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply to the ticked" }).ClickAsync();
        Assert.Equal("30.00", await page.InputValueAsync($"[name='price:{id}']"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        Assert.Equal("25.00", await page.InputValueAsync($"[name='price:{id}']"));
    }
}
