using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class CheckoutLinkTests
{
    private static readonly CheckoutLine[] Two = [new("4001", "BC-1", "M", 2), new("4002", "BC-2", "", 1)];

    [Fact]
    public void A_shopify_cart_permalink_lists_variants_and_pieces() =>
        Assert.Equal("https://shop.example/cart/4001:2,4002:1", CheckoutLink.Shopify("https://shop.example").For(Two, null));

    [Fact]
    public void A_known_recommendation_travels_as_an_attribute()
    {
        Assert.Equal("https://shop.example/cart/4001:2,4002:1?attributes%5Bbackcare%5D=abc", CheckoutLink.Shopify("https://shop.example").For(Two, "abc"));
        Assert.Equal("https://shop.example/checkout-link/?products=4001:2,4002:1&backcare=abc", CheckoutLink.WooCommerce("https://shop.example").For(Two, "abc"));
    }

    [Fact]
    public void No_value_can_change_the_address()
    {
        var link = new CheckoutLink("https://shop.example/buy?{items}", "sku={sku}&size={size}&n={quantity}", "&", "");

        Assert.Equal("https://shop.example/buy?sku=A%26b%3D1&size=%22M%22%20%2F%20L&n=3", link.For([new(null, "A&b=1", "\"M\" / L", 3)], "abc"));
        Assert.False(link.NeedsExternalId);
    }

    [Fact]
    public void A_line_that_the_shop_does_not_know_is_refused() =>
        Assert.Throws<ArgumentException>(() => CheckoutLink.Shopify("https://shop.example").For([new(null, "BC-1", "", 1)], null));
}
