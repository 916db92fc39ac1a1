using System.Text;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Export;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>A seeded shop on a file of its own, into which a test imports.</summary>
internal sealed class ImportedShop : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Seeded = new(SeedAsync);

    private readonly string folder;

    private ImportedShop(string folder, ShopUnderTest shop) => (this.folder, Shop) = (folder, shop);

    public ShopUnderTest Shop { get; }

    public static Actor Admin { get; } = new("ada", "ada@example.org", AccountRole.Admin);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ImportedShop> OpenAsync()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-imports-").FullName, file = Path.Combine(folder, "backcare.db");
        File.Copy(await Seeded.Value, file);
        ShopUnderTest shop = ShopUnderTest.OnSeededFile(file);
        Assert.Null((await shop.PrepareAsync()).Refusal);
        return new ImportedShop(folder, shop);
    }

    public Task<Answer<UploadImport.Response>> UploadAsync(byte[] bytes, string name = "products.csv") =>
        Shop.SendAsync(new UploadImport.Command(name, new MemoryStream(bytes), Admin));

    /// <summary>Uploads and checks; what the check found.</summary>
    public async Task<GetImport.Response> CheckAsync(string text, CheckImport.Choices? how = null)
    {
        Answer<UploadImport.Response> uploaded = await UploadAsync(Encoding.UTF8.GetBytes(text));
        Assert.Null(uploaded.Refusal?.Reason);
        return await CheckUploadedAsync(uploaded.Value.Import.Id, how);
    }

    private async Task<GetImport.Response> CheckUploadedAsync(string id, CheckImport.Choices? how)
    {
        Answer<CheckImport.Response> done = await Shop.SendAsync(new CheckImport.Command(id, how ?? new CheckImport.Choices(), Wait: true));
        Assert.Null(done.Refusal?.Reason);
        return (await Shop.SendAsync(new GetImport.Query(id))).Value;
    }

    public Task<Answer<ApplyImport.Response>> ApplyAsync(GetImport.Response found, bool goodRows = false) =>
        Shop.SendAsync(new ApplyImport.Command(found.Import.Id, goodRows, Admin, Wait: true));

    /// <summary>Uploads, checks and imports.</summary>
    public async Task<GetImport.Response> ImportAsync(string text, CheckImport.Choices? how = null)
    {
        GetImport.Response found = await CheckAsync(text, how);
        Answer<ApplyImport.Response> applied = await ApplyAsync(found);
        Assert.Null(applied.Refusal?.Reason);
        await Shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        return found;
    }

    public async Task<string> ExportAsync(string format)
    {
        ExportProducts.Response export = (await Shop.SendAsync(new ExportProducts.Query(format, "https://shop.example"))).Value;
        using var bytes = new MemoryStream();
        await export.WriteAsync(bytes, Cancelled);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public async Task<StoredProduct?> ProductAsync(string id)
    {
        await using BackCareDb db = Shop.Open();
        return await db.Products.AsNoTracking().Include(p => p.Variants).SingleOrDefaultAsync(p => p.Id == id, Cancelled);
    }

    public async Task<T> ReadAsync<T>(Func<BackCareDb, Task<T>> read)
    {
        await using BackCareDb db = Shop.Open();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> SeedAsync()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("backcare-imports-seeded-").FullName, "backcare.db");
        await using ShopUnderTest shop = ShopUnderTest.OnFile(file);
        await shop.PrepareAsync();
        return file;
    }
}
