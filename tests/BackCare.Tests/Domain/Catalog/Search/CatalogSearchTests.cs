using BackCare.Domain.Catalog.Search;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Catalog.Search;

public sealed class CatalogSearchTests
{
    private static string[] Found(string text) => [.. Stock.Search.Find(text).Items.Select(i => i.Product.Id)];

    [Fact]
    public void Every_word_of_a_name_finds_the_product_first() =>
        Assert.All(Stock.Items, item => Assert.Contains(item.Product.Id, Found(item.Product.Name)));

    [Theory]
    [InlineData("tuli's classic", "tulis_classic_heel_cups")]
    [InlineData("TULIS CLASSIC HEEL CUP", "tulis_classic_heel_cups")]
    [InlineData("slant bord", "house_slant_board")]
    [InlineData("balanse disc", "house_balance_disc")]
    [InlineData("BC-0002", "tulis_classic_heel_cups")]
    [InlineData("yoga stra", "house_yoga_strap")]
    [InlineData("the yoga strap for me", "house_yoga_strap")]
    public void Typos_plurals_beginnings_and_article_numbers_find_what_was_meant(string text, string first) => Assert.Equal(first, Found(text)[0]);

    [Fact]
    public void A_corrected_word_is_told()
    {
        SearchResult result = Stock.Search.Find("foam rollar");

        Assert.Contains(new ReadWord("rollar", "roller"), result.Corrections);
        Assert.True(result.HasEveryWord);
    }

    [Fact]
    public void A_word_of_a_complaint_is_spelt_right_and_read_as_no_product_word()
    {
        // "tight" is one edit from "night", which the splints are called.
        SearchResult result = Stock.Search.Find("slant bord for my tight calves", Stock.Linker.Knows);

        Assert.Equal(["bord"], result.Corrections.Select(c => c.Typed).Distinct());
        Assert.Equal("house_slant_board", result.Items[0].Product.Id);
    }

    [Fact]
    public void When_no_product_has_every_word_those_with_the_most_are_shown_and_it_is_said()
    {
        SearchResult result = Stock.Search.Find("slant board zeppelinhangar");

        Assert.False(result.HasEveryWord);
        Assert.Equal("house_slant_board", result.Items[0].Product.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ?! ")]
    [InlineData("zeppelinhangar")]
    public void Words_that_nothing_has_find_nothing(string text) => Assert.Empty(Found(text));

    [Fact]
    public void The_order_is_the_same_every_time() => Assert.Equal(Found("house gel heel"), Found("house gel heel"));
}
