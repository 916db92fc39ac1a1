using System.Text;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Import;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>Files that the pages about imports are looked at with.</summary>
internal static class ImportFiles
{
    public const string WithErrors = """
        Title,URL handle,Description,Vendor,Type,Published on online store,Status,SKU,Price,Inventory quantity
        Acme gel heel cups,acme-gel-cups,<p>Soft cups under the heel.</p>,Acme,Comfort,TRUE,Active,AG-1,15.00,4
        Acme foam roller,acme-roller,<p>Firm roller that cures.</p>,Acme,Fitness,TRUE,Active,AG-2,gratis,2
        """;

    /// <summary>An upload that waits for somebody to say what its columns mean.</summary>
    public static Task<UploadImport.Response> UploadAsync(BackCareSite site, string text) => site.AskAsync(
        new UploadImport.Command("products.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), new Actor("ada", "ada@example.org", AccountRole.Admin)));
}

public sealed class ImportsPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "imports";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/imports");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "products.xlsx", MimeType = "application/zip", Buffer = Encoding.ASCII.GetBytes("PK\u0003\u0004xl/workbook.xml") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class ImportPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "import";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        UploadImport.Response uploaded = await ImportFiles.UploadAsync(Site, ImportFiles.WithErrors);
        await Site.AskAsync(new CheckImport.Command(uploaded.Import.Id, new CheckImport.Choices(), Wait: true));
        await page.GotoAsync($"/admin/imports/{uploaded.Import.Id}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Problems" }).WaitForAsync();
    }
}

public sealed class SuggestionsPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    private static readonly SemaphoreSlim Once = new(1);
    private static bool imported;

    protected override string Name => "suggestions";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await Once.WaitAsync();
        try
        {
            if (!imported)
            {
                UploadImport.Response uploaded = await ImportFiles.UploadAsync(Site, "sku,name,price\nSUG-1,Gel heel cups for hard floors,15.00\nSUG-2,Coffee mug,9.00\n");
                await Site.AskAsync(new CheckImport.Command(uploaded.Import.Id, new CheckImport.Choices(), Wait: true));
                await Site.AskAsync(new ApplyImport.Command(uploaded.Import.Id, false, new Actor("ada", "ada@example.org", AccountRole.Admin), Wait: true));
                imported = true;
            }
        }
        finally
        {
            Once.Release();
        }

        await page.GotoAsync("/admin/imports/suggestions");
        await page.GetByText("nothing is like it").First.WaitForAsync();
    }
}

/// <summary>An owner's first hour with a file: upload with errors, look, correct, import, confirm, sell.</summary>
public sealed class FirstImportTests(Chromium chromium) : IDisposable
{
    private readonly BackCareSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_file_with_errors_is_corrected_imported_confirmed_and_sold()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await UploadAsync(page, ImportFiles.WithErrors);
        await page.GetByText("Shopify (new column names)").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Problems" }).WaitForAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Screenshots.PathOf("first-import-problems"), FullPage = true });

        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download all problems as CSV").ClickAsync());
        string problems = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("3,Price,gratis,error", problems, StringComparison.Ordinal);
        Assert.Contains("3,Description,cures,", problems, StringComparison.Ordinal);

        await UploadAsync(page, ImportFiles.WithErrors.Replace("gratis", "29.00", StringComparison.Ordinal).Replace(" that cures", "", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 2 products" }).ClickAsync();
        await page.GetByText("It is in the catalogue: 2 new").WaitForAsync();
        await page.GetByText("Confirm where new products belong").ClickAsync();
        await page.SelectOptionAsync("#profile-acme-gel-cups", "heelcup_gel");
        await page.Locator("input[name='regions-acme-gel-cups'][value=foot]").CheckAsync();
        await page.Locator("input[name=confirm][value='acme-gel-cups']").CheckAsync();
        await page.Locator("input[name=confirm][value='acme-roller']").UncheckAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Screenshots.PathOf("first-import-suggestions"), FullPage = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm and publish the ticked" }).ClickAsync();
        await page.GetByText("1 confirmed, 1 of them published.").WaitForAsync();

        IResponse? sold = null;
        for (int tries = 0; sold?.Status != 200 && tries < 40; tries++)
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            sold = await page.GotoAsync("/products/acme-gel-cups");
        }

        Assert.Equal(200, sold!.Status);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Acme gel heel cups", Level = 1 }).WaitForAsync();
    }

    private static async Task UploadAsync(IPage page, string text)
    {
        await page.GotoAsync("/admin/imports");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "shopify.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
    }
}
