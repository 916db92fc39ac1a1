using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.Domain.Editing;
using BackCare.Domain.Explain;

namespace BackCare.Tests.App.Catalog.Desk;

public sealed class ProductStateTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_product_comes_back_from_its_fields_as_it_was()
    {
        StoredProduct product = Whole();
        StoredProduct again = Empty();

        ProductState.Apply(again, ProductState.Of(product), Now);

        Assert.Empty(FieldDiff.Between(ProductState.Of(product)!, ProductState.Of(again)!));
        Assert.Equal((product.PriceMinor, product.StockQuantity, product.LatexFree, product.Status), (again.PriceMinor, again.StockQuantity, again.LatexFree, again.Status));
        Assert.Equal((0.35, Effect.MayHelp, "gastrocnemius"), (again.Overrides[0].Relevance, again.Overrides[0].Effect, again.Overrides[0].StructureId));
    }

    [Fact]
    public void A_variant_is_told_field_by_field_and_goes_when_none_of_its_fields_is_left()
    {
        StoredProduct product = Whole();
        IReadOnlyDictionary<string, string?> fields = ProductState.Of(product)!;
        Assert.Equal(("M", "3", "27.00"), (fields["variants/m/name"], fields["variants/m/stock"], fields["variants/m/price"]));

        ProductState.Apply(product, fields.Where(f => !f.Key.StartsWith("variants/m/", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value), Now);

        Assert.Equal(["l"], product.Variants.Select(v => v.Id));
    }

    [Fact]
    public void A_removed_product_says_nothing_and_keeps_its_row()
    {
        StoredProduct product = Whole();
        ProductState.Apply(product, null, Now);

        Assert.Null(ProductState.Of(product));
        Assert.Equal((Now, "Board"), (product.RemovedUtc!.Value, product.Name));
    }

    [Theory]
    [InlineData("24.95", 2_495L)]
    [InlineData("24", 2_400L)]
    [InlineData("0.05", 5L)]
    [InlineData("24.955", null)]
    [InlineData("-1", null)]
    [InlineData("24,95", null)]
    public void A_price_is_read_exactly_or_not_at_all(string text, long? minor) => Assert.Equal(minor, ProductState.Minor(text));

    private static StoredProduct Whole()
    {
        StoredProduct product = Empty();
        (product.Sku, product.Name, product.Brand, product.CategoryId, product.Currency) = ("S", "Board", "House", "calf_stretchers", "USD");
        (product.PriceMinor, product.StockQuantity, product.LatexFree, product.WeightMaxKg) = (2_495, 12, false, 120);
        (product.Regions, product.Description, product.Status) = ("foot|ankle", "One.\n\nTwo.", PublicationStatus.Retired);
        product.Attributes = """{"angle":"20"}""";
        product.Variants.Add(new StoredVariant { ProductId = "p", Id = "m", Name = "M", Sku = "S-M", PriceMinor = 2_700, StockQuantity = 3 });
        product.Variants.Add(new StoredVariant { ProductId = "p", Id = "l", Name = "L", Sku = "S-L", Ordinal = 1 });
        product.Pictures.Add(new StoredProductPicture { ProductId = "p", Hash = new string('a', 64), Alt = "A board", Width = 800, Height = 600 });
        product.Overrides.Add(new EvidenceOverride
        {
            ProductId = "p",
            SymptomId = "calf_tight",
            Effect = Effect.MayHelp,
            Relevance = 0.35,
            Grade = EvidenceGrade.Moderate,
            Role = EvidenceRole.Primary,
            StructureId = "gastrocnemius",
            SourceIds = "A|B",
            Note = "Known.",
        });
        return product;
    }

    private static StoredProduct Empty() => new() { Id = "p", Sku = "", Name = "", Brand = "", CategoryId = "", EvidenceProfile = "", Currency = "" };
}
