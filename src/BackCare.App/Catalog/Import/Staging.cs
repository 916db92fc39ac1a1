using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Catalog.Suggest;
using BackCare.Domain.Editing;

namespace BackCare.App.Catalog.Import;

/// <summary>Rows that are laid out and not saved yet.</summary>
internal sealed class StagedRows
{
    public List<StagedProduct> Products { get; } = [];

    public List<StagedVariant> Variants { get; } = [];

    /// <summary>Saves them and begins anew.</summary>
    public async Task SaveAsync(BackCareDb db, DatabaseSettings settings, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                await db.AddNewAsync(settings, Products, cancellationToken);
                await db.AddNewAsync(settings, Variants, cancellationToken);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        Products.Clear();
        Variants.Clear();
    }
}

/// <summary>Lays a product out beside the catalogue, with the change that its history will tell.</summary>
internal static class Staging
{
    private static readonly Dictionary<string, string> NoFields = [];

    /// <summary>Adds the rows to what the caller saves.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="importId">The import.</param>
    /// <param name="ordinal">Place in the file.</param>
    /// <param name="after">What the product will say.</param>
    /// <param name="stored">The product as it is; null for a new one.</param>
    /// <param name="suggestion">Where it may belong.</param>
    public static void Add(StagedRows into, string importId, int ordinal, IReadOnlyDictionary<string, string> after, StoredProduct? stored, ProductSuggestion? suggestion)
    {
        CatalogProduct known = ProductText.ToProduct(after);
        Product p = known.Product;
        IReadOnlyDictionary<string, string> before = stored is null ? NoFields : ProductText.Of(ShopProducts.CatalogProductOf(stored));
        bool exists = stored is { RemovedUtc: null };
        Edit edit = Edit.Between(exists ? State(ProductText.ToProduct(before), stored!.Variants) : null, State(known, null));
        into.Products.Add(new StagedProduct
        {
            ImportId = importId,
            Id = p.Id,
            Ordinal = ordinal,
            IsNew = stored is null,
            BasisVersion = stored?.Version ?? 0,
            Before = FieldsJson.Write(edit.Before),
            After = FieldsJson.Write(edit.After)!,
            VariantsChange = before.GetValueOrDefault(ProductFields.Variants, "") != after[ProductFields.Variants],
            Sku = p.Sku,
            Name = p.Name,
            Brand = p.Brand,
            Maker = p.Maker,
            BrandStatus = p.BrandStatus,
            CategoryId = p.CategoryId,
            EvidenceProfile = p.EvidenceProfile,
            Regions = StoredProduct.Join(p.Regions),
            Sizes = p.Sizes,
            ArchHeight = p.ArchHeight,
            Firmness = p.Firmness,
            Activities = StoredProduct.Join(p.Activities),
            WeightMaxKg = p.WeightMaxKg,
            Material = p.Material,
            LatexFree = p.LatexFree,
            PriceMinor = p.Price.Minor,
            Currency = p.Price.Currency,
            PriceBasis = p.PriceBasis,
            Note = p.Note,
            SourceIds = StoredProduct.Join(p.SourceIds),
            Description = known.Description,
            Gtin = p.Gtin,
            Attributes = p.Attributes.Count == 0 ? "" : FieldsJson.Write(p.Attributes.ToDictionary(a => a.Key, a => (string?)a.Value, StringComparer.Ordinal))!,
            StockQuantity = p.StockQuantity,
            Status = Enum.Parse<PublicationStatus>(known.Status, ignoreCase: true),
            GuessCategory = suggestion?.Category?.Id ?? "",
            GuessCategoryConfidence = suggestion?.Category?.Confidence ?? 0,
            GuessProfile = suggestion?.EvidenceProfile?.Id ?? "",
            GuessProfileConfidence = suggestion?.EvidenceProfile?.Confidence ?? 0,
            GuessRegions = suggestion?.Regions?.Id ?? "",
            GuessRegionsConfidence = suggestion?.Regions?.Confidence ?? 0,
        });
        for (int i = 0; i < p.Variants.Count; i++)
        {
            ProductVariant v = p.Variants[i];
            into.Variants.Add(new StagedVariant
            {
                ImportId = importId,
                ProductId = p.Id,
                Id = v.Id,
                Name = v.Name,
                Sku = v.Sku,
                PriceMinor = v.PriceMinor,
                StockQuantity = v.StockQuantity,
                Gtin = v.Gtin,
                Ordinal = i,
            });
        }
    }

    /// <summary>The fields as the desk's history names them: variants and attributes one by one. Pictures and overrides are not a file's to change.</summary>
    private static Dictionary<string, string?> State(CatalogProduct known, List<StoredVariant>? stored)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string field, string value) in ProductText.Of(known))
        {
            if (field is not (ProductFields.Id or ProductFields.Variants or ProductFields.Attributes) && value.Length > 0 && !(field == ProductFields.LatexFree && value == "unknown"))
                fields[field] = value;
        }

        foreach ((string name, string value) in known.Product.Attributes)
            fields[$"attributes/{name}"] = value;
        IEnumerable<(ProductVariant Variant, int Order)> variants = stored is null
            ? known.Product.Variants.Select((v, i) => (v, i))
            : stored.Select(v => (v.ToVariant(), v.Ordinal));
        foreach ((ProductVariant v, int order) in variants)
        {
            (string Field, string Value)[] parts =
            [
                ("order", order.ToString(CultureInfo.InvariantCulture)), ("name", v.Name), ("sku", v.Sku), ("price", v.PriceMinor is { } price ? PriceText.Of(price) : ""),
                ("stock", v.StockQuantity?.ToString(CultureInfo.InvariantCulture) ?? ""), ("gtin", v.Gtin),
            ];
            foreach ((string field, string value) in parts.Where(part => part.Value.Length > 0))
                fields[$"variants/{v.Id}/{field}"] = value;
        }

        return fields;
    }
}
