using System.Collections.Frozen;

namespace BackCare.Domain.Catalog.Files;

/// <summary>What a column of a product file can mean.</summary>
/// <param name="Name">Its name, which is also its column in BackCare's own files.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Longest">Most letters.</param>
/// <param name="Kept">True when a product keeps it as such; false when it only helps to read a foreign file.</param>
public sealed record ProductField(string Name, string Label, int Longest, bool Kept);

/// <summary>Every field that a product file can fill (docs/product-files.md).</summary>
public static class ProductFields
{
#pragma warning disable CS1591 // Each is the name of its column.
    public const string Id = "id", Sku = "sku", Name = "name", Brand = "brand", Maker = "maker", BrandStatus = "brand_status", CategoryId = "category_id",
        EvidenceProfile = "evidence_profile", Regions = "regions", Sizes = "sizes", ArchHeight = "arch_height", Firmness = "firmness", Activities = "activity",
        WeightMaxKg = "weight_max_kg", Material = "material", LatexFree = "latex_free", Price = "price", Currency = "currency", PriceBasis = "price_basis",
        Note = "note", SourceIds = "source_ids", Stock = "stock", Status = "status", Description = "description", Gtin = "gtin", Attributes = "attributes",
        Variants = "variants";

    public const string CategoryName = "category_name", Tags = "tags", HtmlDescription = "html_description", ShortDescription = "short_description",
        Published = "published", ShopStatus = "shop_status", Visibility = "visibility", InStock = "in_stock", StockTracker = "stock_tracker",
        OptionName = "option1_name", OptionValue = "option1_value", OptionName2 = "option2_name", OptionValue2 = "option2_value",
        OptionName3 = "option3_name", OptionValue3 = "option3_value", VariantSku = "variant_sku", VariantPrice = "variant_price", VariantStock = "variant_stock",
        Image = "image", ImagePosition = "image_position", ImageText = "image_text", RowType = "row_type", Parent = "parent", ForeignId = "foreign_id", Images = "images",
        VariantGtin = "variant_gtin";
#pragma warning restore CS1591

    /// <summary>Every field, those that a product keeps first.</summary>
    public static IReadOnlyList<ProductField> All { get; } =
    [
        Own(Id, "Product id", 120), Own(Sku, "SKU", 80), Own(Name, "Name", 200), Own(Description, "Description", 20_000), Own(Brand, "Brand", 200),
        Own(Maker, "Maker", 200), Own(BrandStatus, "Brand status", 40), Own(CategoryId, "Category id", 120), Own(EvidenceProfile, "Evidence profile", 120),
        Own(Regions, "Body regions", 400), Own(Sizes, "Sizes", 2_000), Own(ArchHeight, "Arch height", 40), Own(Firmness, "Firmness", 40),
        Own(Activities, "Activities", 400), Own(WeightMaxKg, "Highest body weight (kg)", 8), Own(Material, "Material", 400), Own(LatexFree, "Free of latex", 8),
        Own(Price, "Price", 40), Own(Currency, "Currency", 8), Own(PriceBasis, "Price basis", 80), Own(Note, "Note", 2_000), Own(SourceIds, "Sources", 2_000),
        Own(Stock, "Stock", 16), Own(Status, "Status", 20), Own(Gtin, "GTIN (EAN, UPC)", 40),
        Own(Attributes, "Attributes", 40_000), Own(Variants, "Variants", 400_000),
        Foreign(CategoryName, "Category by name"), Foreign(Tags, "Tags"), Foreign(HtmlDescription, "Description (HTML)"),
        Foreign(ShortDescription, "Short description (HTML)"), Foreign(Published, "Published (true/false)"), Foreign(ShopStatus, "Status (active/draft/archived)"),
        Foreign(Visibility, "Visible in catalogue"), Foreign(InStock, "In stock (yes/no)"), Foreign(StockTracker, "Stock tracked by"),
        Foreign(OptionName, "Option 1 name"), Foreign(OptionValue, "Option 1 value"), Foreign(OptionName2, "Option 2 name"), Foreign(OptionValue2, "Option 2 value"),
        Foreign(OptionName3, "Option 3 name"), Foreign(OptionValue3, "Option 3 value"), Foreign(VariantSku, "Variant SKU"), Foreign(VariantPrice, "Variant price"),
        Foreign(VariantStock, "Variant stock"), Foreign(Image, "Picture address"), Foreign(ImagePosition, "Picture position"), Foreign(ImageText, "Picture text"),
        Foreign(RowType, "Row type"), Foreign(Parent, "Parent product"), Foreign(ForeignId, "The shop's own id"), Foreign(Images, "Picture addresses"), Foreign(VariantGtin, "Variant GTIN"),
    ];

    /// <summary>The same by name.</summary>
    public static FrozenDictionary<string, ProductField> ByName { get; } = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>What a product keeps, in the order of the columns of BackCare's own files.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        Id, Sku, Name, Description, Brand, Maker, BrandStatus, CategoryId, EvidenceProfile, Regions, Sizes, ArchHeight, Firmness, Activities, WeightMaxKg,
        Material, LatexFree, Price, Currency, PriceBasis, Note, SourceIds, Stock, Status, Gtin, Attributes, Variants,
    ];

    private static ProductField Own(string name, string label, int longest) => new(name, label, longest, true);

    private static ProductField Foreign(string name, string label) => new(name, label, 20_000, false);
}
