using System.Globalization;
using System.Text;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>Somebody stops an import while its file is read.</summary>
public sealed class ImportCancelTests : IAsyncLifetime
{
    private const int Products = 3_000;

    private ImportedShop shop = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => shop = await ImportedShop.OpenAsync();

    public async ValueTask DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task A_check_that_is_cancelled_leaves_nothing_half_done_and_can_be_begun_again()
    {
        string id = (await shop.UploadAsync(Encoding.UTF8.GetBytes(File()))).Value.Import.Id;
        (int products, long version) = await CatalogueAsync();
        var canceller = new Canceller(shop, id);

        Refusal stopped = (await shop.Shop.SendAsync(new CheckImport.Command(id, new CheckImport.Choices(), Wait: true) { Listener = canceller })).Refusal!;
        ImportView import = (await shop.Shop.SendAsync(new GetImport.Query(id))).Value.Import;

        Assert.Equal("Stopped by ada; nothing was changed.", stopped.Reason);
        Assert.Equal(("cancelled", stopped.Reason), (import.State, import.Failure));
        Assert.InRange(canceller.ProductsRead, 1, Products - 1);
        Assert.Equal((products, version), await CatalogueAsync());
        Assert.Equal(0, await shop.ReadAsync(db => db.Changes.CountAsync(Cancelled)));
        Assert.Equal([""], await shop.ReadAsync(db => db.Leases.Where(l => l.Name == "catalog-import").Select(l => l.Owner).ToListAsync(Cancelled)));
        Assert.Equal(RefusalKind.Conflict, (await shop.Shop.SendAsync(new ApplyImport.Command(id, false, ImportedShop.Admin, Wait: true))).Refusal!.Kind);

        ImportView again = (await shop.Shop.SendAsync(new CheckImport.Command(id, new CheckImport.Choices(), Wait: true))).Value.Import;
        Assert.Equal(("checked", Products, Products), (again.State, again.Counts.Products, again.Counts.Added));
        Assert.Equal(Products, await shop.ReadAsync(db => db.StagedProducts.CountAsync(p => p.ImportId == id, Cancelled)));
    }

    private async Task<(int Products, long Version)> CatalogueAsync() =>
        (await shop.ReadAsync(db => db.Products.CountAsync(Cancelled)), await shop.ReadAsync(db => db.CatalogVersions.Select(v => v.Number).SingleAsync(Cancelled)));

    private static string File()
    {
        var text = new StringBuilder("sku,name,price\n");
        for (int i = 0; i < Products; i++)
            text.Append(CultureInfo.InvariantCulture, $"STOP-{i},Product {i} of the cancelled import,{5 + (i % 90)}.95\n");
        return text.ToString();
    }

    /// <summary>Cancels the import when some of its products are read, and holds the reading until the import's heart has heard it.</summary>
    private sealed class Canceller(ImportedShop shop, string id) : IProgress<ImportProgress>
    {
        public int ProductsRead { get; private set; }

        public void Report(ImportProgress value)
        {
            if (value.Products == 0)
                return;
            bool first = ProductsRead == 0;
            ProductsRead = value.Products;
            if (!first)
                return;
            CancelImport.Response asked = shop.Shop.SendAsync(new CancelImport.Command(id, "ada")).GetAwaiter().GetResult().Value;
            Assert.False(asked.Discarded);
            // The first beat from here on hears the request and stops the work; the second begins when that is done.
            Beat();
            Beat();
        }

        private void Beat()
        {
            DateTime before = Heard();
            while (Heard() == before)
                Task.Delay(20, Cancelled).Wait(Cancelled);
        }

        private DateTime Heard()
        {
            using BackCareDb db = shop.Shop.Open();
            return db.Imports.Where(i => i.Id == id).Select(i => i.HeardUtc).Single();
        }
    }
}
