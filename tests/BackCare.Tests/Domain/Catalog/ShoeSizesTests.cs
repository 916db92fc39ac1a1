using BackCare.Domain.Catalog;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Catalog;

public sealed class ShoeSizesTests
{
    [Theory]
    [InlineData("US men's 5-14", 36.83, 48.26)]
    [InlineData("US men's 7-15, 2E-4E", 39.37, 49.53)]
    [InlineData("S 5-7.5, M 8-10.5, L 11-14 (US men's)", 36.83, 48.26)]
    [InlineData("US women's 5-12", 34.925, 43.815)]
    [InlineData("Youth 12-3, Youth 4-7", 29.21, 39.37)]
    [InlineData("Youth 12-6", 29.21, 38.1)]
    [InlineData("EU 36-47", 36, 47)]
    public void Printed_sizes_become_european_ones(string sizes, double lowest, double highest)
    {
        ShoeSizeRange range = ShoeSizes.Read(sizes)!.Value;

        Assert.Equal(lowest, range.Lowest, 0.006);
        Assert.Equal(highest, range.Highest, 0.006);
    }

    [Theory]
    [InlineData("S, M, L")]
    [InlineData("one size, trim")]
    [InlineData("S-XL by shoe")]
    [InlineData("Youth and adult sizes (check chart)")]
    [InlineData("adjustable 60-90 cm")]
    [InlineData("unknown")]
    [InlineData("")]
    public void Other_texts_name_no_shoe_size_and_exclude_nobody(string sizes)
    {
        Assert.Null(ShoeSizes.Read(sizes));
        Assert.True(ShoeSizes.Fits(ShoeSizes.Read(sizes), 55));
    }

    [Theory]
    [InlineData(36, false)]
    [InlineData(36.5, true)]
    [InlineData(42, true)]
    [InlineData(49, true)]
    [InlineData(49.5, false)]
    public void A_range_excludes_sizes_beyond_its_tolerance(double size, bool fits)
    {
        Assert.Equal(fits, ShoeSizes.Fits(ShoeSizes.Read("US men's 5-14"), size));
    }

    [Fact]
    public void Every_size_text_of_the_seed_that_names_a_shoe_scale_is_understood()
    {
        Assert.All(SeedKnowledge.Base.Rows.Products.Where(p => p.Sizes.Contains("US ") || p.Sizes.Contains("Youth 1")),
            p => Assert.NotNull(ShoeSizes.Read(p.Sizes)));
    }
}
