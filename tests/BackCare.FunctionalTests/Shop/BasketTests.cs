using System.Net;
using BackCare.App.Orders;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.Configuration;

namespace BackCare.FunctionalTests.Shop;

public sealed class BasketTests(BackCareSite site, BasketTests.ShopifySite shopify) : IClassFixture<BasketTests.ShopifySite>
{
    [Fact]
    public async Task What_is_put_in_can_be_changed_ordered_and_looked_up_again()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await AddAsync(shopper, "tulis_classic_heel_cups", "Regular");
        await AddAsync(shopper, "house_slant_board", "");
        await shopper.PostFormAsync("/basket/lines", ("product", "house_slant_board"), ("size", ""), ("quantity", "3"));
        string basket = await shopper.GetStringAsync("/basket");
        // 14.95 + 3 × 34.95
        Assert.Contains("$119.80", basket, StringComparison.Ordinal);
        Assert.Contains("no payment is taken", basket, StringComparison.Ordinal);

        using HttpResponseMessage ordered = await PostAsync(shopper, "/basket/order");
        string order = await shopper.GetStringAsync(ordered.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.SeeOther, ordered.StatusCode);
        Assert.StartsWith("/orders/", ordered.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("$119.80", order, StringComparison.Ordinal);
        Assert.Contains("Your basket is empty", await shopper.GetStringAsync("/basket"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_with_sizes_is_not_taken_without_one()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        using HttpResponseMessage answer = await PostAsync(shopper, "/basket", ("product", "tulis_classic_heel_cups"), ("size", "Huge"));
        string page = await shopper.GetStringAsync(answer.Headers.Location!.ToString());

        Assert.Equal("/products/tulis_classic_heel_cups?choose=size", answer.Headers.Location!.ToString());
        Assert.Contains("Choose a size before you add it", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_cookie_holds_products_alone_and_no_script_can_read_it()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        using HttpResponseMessage answer = await PostAsync(shopper, "/basket", ("product", "house_slant_board"), ("text", "my heel hurts"));
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("backcare-basket=house_slant_board~~1~;", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_script_is_told_how_many_pieces_there_are()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("product", "house_slant_board"), KeyValuePair.Create("quantity", "2")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/basket") { Content = form, Headers = { { "Accept", "application/json" } } };
        using HttpResponseMessage answer = await shopper.SendAsync(request);

        Assert.Equal("""{"kept":true,"pieces":2}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A_form_of_a_foreign_page_changes_nothing(string header, string value)
    {
        using HttpClient shopper = site.BrowseWithCookies();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("product", "house_slant_board")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/basket") { Content = form, Headers = { { header, value } } };
        using HttpResponseMessage answer = await shopper.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("house_slant_board~~1~.gone_product~~2~.%2500~x~y")]
    [InlineData(".~.~.")]
    [InlineData("<script>~~1~")]
    public async Task A_cookie_that_somebody_changed_breaks_nothing(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/basket") { Headers = { { "Cookie", $"backcare-basket={value}" } } };
        using HttpResponseMessage answer = await site.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>~", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_found_by_its_whole_token_alone()
    {
        using HttpResponseMessage answer = await site.Http.GetAsync("/orders/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_shop_gets_the_basket_by_its_own_address_and_unknown_products_stay_out()
    {
        using HttpClient shopper = shopify.BrowseWithCookies();
        await AddAsync(shopper, "house_slant_board", "");
        await AddAsync(shopper, "house_yoga_strap", "");
        string basket = await shopper.GetStringAsync("/basket");
        using HttpResponseMessage ordered = await PostAsync(shopper, "/basket/order");

        Assert.Contains("href=\"https://shop.example/cart/40012345:1\"", basket, StringComparison.Ordinal);
        Assert.Contains("does not know this product", basket, StringComparison.Ordinal);
        Assert.Equal("/basket", ordered.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("Kind", "paypal", "Checkout:Kind is 'paypal'")]
    [InlineData("Kind", "shopify", "Checkout:Shop is ''")]
    [InlineData("WebhookSecret", "short", "Checkout:WebhookSecret has 5 characters")]
    public void A_setting_that_cannot_work_is_named_at_the_start(string setting, string value, string message)
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Checkout:{setting}", (string?)value)]).Build();

        Assert.StartsWith(message, CheckoutSettings.ProblemOf(settings), StringComparison.Ordinal);
    }

    private static async Task AddAsync(HttpClient shopper, string product, string size)
    {
        using HttpResponseMessage answer = await PostAsync(shopper, "/basket", ("product", product), ("size", size));
        Assert.Equal("/basket", answer.Headers.Location?.ToString());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient shopper, string address, params (string Name, string Value)[] fields) =>
        shopper.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>A shop that sells through Shopify and knows one of the products.</summary>
    public sealed class ShopifySite : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["RateLimit:Enabled"] = "false",
            ["Checkout:Kind"] = "shopify",
            ["Checkout:Shop"] = "https://shop.example/",
            ["Checkout:Ids:house_slant_board"] = "40012345",
        };
    }
}
