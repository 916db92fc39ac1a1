using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class VariantSizesTests
{
    [Fact]
    public void The_range_runs_over_the_variants_that_can_be_bought()
    {
        ProductVariant[] variants = [Of("EU 36-38", 0), Of("EU 39-41", 5), Of("EU 42-44", null)];

        Assert.Equal(new ShoeSizeRange(39, 44), VariantSizes.Read(variants, ""));
        Assert.Equal(new ShoeSizeRange(36, 38), VariantSizes.Read([variants[0]], ""));
    }

    [Fact]
    public void A_bare_number_is_read_in_the_system_that_the_product_states()
    {
        // US men's 9 is EU (9 + 24) * 1.27 = 41.91.
        ShoeSizeRange range = VariantSizes.Read([Of("9", 1), Of("10", 1)], "US men's")!.Value;

        Assert.Equal(41.91, range.Lowest, 1e-9);
        Assert.Equal(43.18, range.Highest, 1e-9);
        Assert.Equal(new ShoeSizeRange(42, 42), VariantSizes.Read([Of("EU 42", 1)], ""));
    }

    [Fact]
    public void One_name_that_is_not_understood_excludes_nobody() =>
        Assert.Null(VariantSizes.Read([Of("EU 36-38", 1), Of("one size", 1)], ""));

    [Fact]
    public void A_product_is_in_stock_while_one_of_its_variants_is_and_each_has_its_price_and_sku()
    {
        Product product = new()
        {
            Id = "p",
            Sku = "P",
            Name = "P",
            Brand = "B",
            CategoryId = "c",
            EvidenceProfile = "",
            Price = new Money(1_000, "USD"),
            StockQuantity = 0,
            Variants = [new ProductVariant("m", "M", "P-M", 1_200, 0), new ProductVariant("l", "L", "P-L")],
        };

        Assert.True(product.InStock);
        Assert.False((product with { Variants = [product.Variants[0]] }).InStock);
        Assert.Equal((1_200, 1_000, 1_000), (product.PriceOf("M").Minor, product.PriceOf("L").Minor, product.PriceOf("").Minor));
        Assert.Equal((false, true, false), (product.HasInStock("M"), product.HasInStock("L"), product.HasInStock("XL")));
        Assert.Equal(("P-L", "P"), (product.SkuOf("L"), product.SkuOf("")));
        Assert.Equal(["M", "L"], SizeChoice.Of(product).Options);
    }

    private static ProductVariant Of(string name, int? stock) => new(name, name, name, null, stock);
}
