using BackCare.App.Catalog.Desk;
using BackCare.Domain.Catalog.Files;

namespace BackCare.Tests.App.Catalog.Desk;

public sealed class BulkActionTests
{
    [Theory]
    [InlineData(2_495, "+10%", 2_745)] // 2744.5, halves away from zero
    [InlineData(2_495, "-10%", 2_246)] // 2245.5
    [InlineData(2_495, "+1.50", 2_645)]
    [InlineData(2_495, "-30", 0)]
    [InlineData(2_495, "19.95", 1_995)]
    [InlineData(2_495, "-100%", 0)]
    public void A_price_is_changed_by_a_share_by_an_amount_or_to_a_new_one(long price, string change, long expected) =>
        Assert.Equal(expected, BulkAction.Adjusted(price, change));

    [Theory]
    [InlineData("10%")] // no sign: dearer or cheaper?
    [InlineData("-101%")]
    [InlineData("cheaper")]
    [InlineData("")]
    [InlineData("1e3")]
    public void What_is_no_change_of_a_price_is_refused(string change) => Assert.Null(BulkAction.Adjusted(2_495, change));

    [Theory]
    [InlineData("4006381333931", true)] // the check digit of GS1's own example
    [InlineData("4006381333932", false)]
    [InlineData("73513537", true)]
    [InlineData("400638133393", false)]
    [InlineData("400638133393x", false)]
    public void A_gtin_is_checked_by_its_last_digit(string gtin, bool expected) => Assert.Equal(expected, ProductLimits.IsGtin(gtin));
}
