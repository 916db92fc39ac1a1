using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Desk;

/// <summary>Turns stored products into what an editor writes, and back.</summary>
internal static class ProductForms
{
    /// <summary>What an editor sees of a product.</summary>
    public static ProductForm Of(StoredProduct p) => new()
    {
        Sku = p.Sku,
        Name = p.Name,
        Brand = p.Brand,
        Maker = p.Maker,
        BrandStatus = p.BrandStatus,
        CategoryId = p.CategoryId,
        EvidenceProfile = p.EvidenceProfile,
        Regions = StoredProduct.Split(p.Regions),
        Sizes = p.Sizes,
        ArchHeight = p.ArchHeight,
        Firmness = p.Firmness,
        Activities = StoredProduct.Split(p.Activities),
        WeightMaxKg = p.WeightMaxKg,
        Material = p.Material,
        LatexFree = p.LatexFree,
        PriceMinor = p.PriceMinor,
        Currency = p.Currency,
        PriceBasis = p.PriceBasis,
        Note = p.Note,
        Description = p.Description,
        SourceIds = StoredProduct.Split(p.SourceIds),
        Gtin = p.Gtin,
        StockQuantity = p.StockQuantity,
        Attributes = p.AttributeValues,
        Variants = [.. p.Variants.OrderBy(v => v.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal)
            .Select(v => new ProductForm.Variant(v.Id, v.Name, v.Sku, v.PriceMinor, v.StockQuantity, v.Gtin))],
        Pictures = [.. p.Pictures.OrderBy(x => x.Ordinal).ThenBy(x => x.Hash, StringComparer.Ordinal).Select(x => new ProductForm.Picture(x.Hash, x.Alt))],
        Overrides = [.. p.Overrides.OrderBy(o => o.SymptomId, StringComparer.Ordinal).Select(o => new ProductForm.Override(
            o.SymptomId, o.Effect.ToSnake(), o.Relevance, o.Grade.ToSnake(), o.Role.ToSnake(), StoredProduct.Split(o.SourceIds), o.StructureId, o.Note))],
    };

    /// <summary>What a product would say after an editor's form; its status stays. The form must have passed <see cref="ProductFormCheck"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="id">The product's id.</param>
    /// <param name="status">Whether shoppers see it.</param>
    /// <param name="sizes">Width and height of the pictures by hash.</param>
    public static IReadOnlyDictionary<string, string?> State(ProductForm form, string id, PublicationStatus status, IReadOnlyDictionary<string, (int Width, int Height)> sizes)
    {
        var product = new StoredProduct
        {
            Id = id,
            Sku = form.Sku.Trim(),
            Name = form.Name.Trim(),
            Brand = form.Brand.Trim(),
            Maker = Lines(form.Maker),
            BrandStatus = form.BrandStatus,
            CategoryId = form.CategoryId,
            EvidenceProfile = form.EvidenceProfile,
            Regions = StoredProduct.Join(form.Regions),
            Sizes = Lines(form.Sizes),
            ArchHeight = form.ArchHeight,
            Firmness = form.Firmness,
            Activities = StoredProduct.Join(form.Activities),
            WeightMaxKg = form.WeightMaxKg,
            Material = Lines(form.Material),
            LatexFree = form.LatexFree,
            PriceMinor = form.PriceMinor,
            Currency = form.Currency,
            PriceBasis = form.PriceBasis.Trim(),
            Note = Lines(form.Note),
            Description = Lines(form.Description),
            SourceIds = StoredProduct.Join(form.SourceIds),
            Gtin = form.Gtin,
            StockQuantity = form.StockQuantity,
            Status = status,
            Attributes = form.Attributes.Count == 0 ? "" : FieldsJson.Write(form.Attributes.ToDictionary(a => a.Key, string? (a) => a.Value.Trim(), StringComparer.Ordinal))!,
        };
        product.Variants.AddRange(Variants(form, id));
        product.Pictures.AddRange(form.Pictures.Select((p, i) => new StoredProductPicture
        {
            ProductId = id,
            Hash = p.Hash,
            Alt = p.Alt.Trim(),
            Width = sizes[p.Hash].Width,
            Height = sizes[p.Hash].Height,
            Ordinal = i,
        }));
        product.Overrides.AddRange(form.Overrides.Select(o => Stored(o, id)));
        return ProductState.Of(product)!;
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>The variants with an id for each: a new one gets it from its name.</summary>
    private static IEnumerable<StoredVariant> Variants(ProductForm form, string productId)
    {
        HashSet<string> taken = new(form.Variants.Select(v => v.Id), StringComparer.Ordinal);
        for (int i = 0; i < form.Variants.Count; i++)
        {
            ProductForm.Variant v = form.Variants[i];
            string id = v.Id;
            if (id.Length == 0)
                taken.Add(id = Slug.Free(v.Name, "variant", taken.Contains));
            yield return new StoredVariant
            {
                ProductId = productId,
                Id = id,
                Name = v.Name.Trim(),
                Sku = v.Sku.Trim(),
                PriceMinor = v.PriceMinor,
                StockQuantity = v.StockQuantity,
                Gtin = v.Gtin,
                Ordinal = i,
            };
        }
    }

    private static EvidenceOverride Stored(ProductForm.Override o, string productId) => new()
    {
        ProductId = productId,
        SymptomId = o.SymptomId,
        Effect = SnakeNames.TryParse(o.Effect, out Effect effect) ? effect : throw new ArgumentException($"'{o.Effect}' is no effect.", nameof(o)),
        Grade = SnakeNames.TryParse(o.Grade, out EvidenceGrade grade) ? grade : throw new ArgumentException($"'{o.Grade}' is no grade.", nameof(o)),
        Role = SnakeNames.TryParse(o.Role, out EvidenceRole role) ? role : throw new ArgumentException($"'{o.Role}' is no role.", nameof(o)),
        Relevance = o.Relevance,
        StructureId = o.StructureId,
        SourceIds = StoredProduct.Join(o.SourceIds),
        Note = o.Note.Trim(),
    };
}
