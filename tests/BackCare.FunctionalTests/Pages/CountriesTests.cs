using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;

namespace BackCare.FunctionalTests.Pages;

public class CountriesTests
{
    [Theory]
    [InlineData("en", "Albania", "Another country")]
    [InlineData("es", "Albania", "Otro país")]
    public void Every_country_with_a_number_is_named_in_order_and_another_one_comes_last(string language, string first, string last)
    {
        PageTexts texts = PageTexts.For(language);
        string[] names = [.. Countries.In(texts).Select(iso => texts["Country_" + iso])];

        Assert.Equal((first, last), (names[0], names[^1]));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Theory]
    [InlineData("GB", "en", "GB")]
    [InlineData("MX", "es", "MX")]
    [InlineData(null, "en", "US")]
    [InlineData(null, "es", "ZZ")]
    [InlineData("PE", "es", "ZZ")]
    public void A_page_starts_with_the_country_of_the_browser_and_guesses_no_number(string? named, string language, string country) =>
        Assert.Equal(country, Countries.StartWith(named, language));
}
