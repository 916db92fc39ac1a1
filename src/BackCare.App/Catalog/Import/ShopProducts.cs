using BackCare.App.Data;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Import;

/// <summary>Stored products as files speak of them.</summary>
internal static class ShopProducts
{
    /// <summary>What an import needs to know of a product; its variants must be loaded.</summary>
    public static ShopProduct Of(StoredProduct stored) => new(ProductText.Of(CatalogProductOf(stored)), IsEdited(stored), IsRemoved(stored), stored.RemovedUtc is not null && !IsRemoved(stored));

    /// <summary>The product as files say it.</summary>
    public static CatalogProduct CatalogProductOf(StoredProduct stored) => new(stored.ToProduct(), stored.Status.ToSnake(), stored.Description);

    // What came with the program or with an import and was not touched since is the file's to change.
    private static bool IsEdited(StoredProduct stored) =>
        stored.EditedUtc is { } edited ? stored.ImportedUtc is null || edited > stored.ImportedUtc : stored.SeedHash is null && stored.ImportedUtc is null;

    private static bool IsRemoved(StoredProduct stored) => stored.RemovedUtc is { } removed && (stored.ImportedUtc is null || removed > stored.ImportedUtc);
}
