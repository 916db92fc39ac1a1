using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Shop;

public sealed partial class SearchTests(BackCareSite site)
{
    [Fact]
    public async Task Misspelt_words_find_products_and_facets_narrow_them()
    {
        JsonObject found = await SearchAsync("""{ "text": "slant bord" }""");
        JsonObject narrowed = await SearchAsync("""{ "text": "heel", "narrow": { "category": "heel_cups", "sort": "price", "pageSize": 3 } }""");

        Assert.Equal("house_slant_board", found["items"]![0]!.Text("id"));
        Assert.Equal("board", found["readAs"]![0]!.Text("readAs"));
        Assert.All(narrowed["items"]!.AsArray(), i => Assert.Equal("heel_cups", i!.Text("categoryId")));
        long[] prices = [.. narrowed["items"]!.AsArray().Select(i => (long)i!["price"]!["minor"]!)];
        Assert.Equal(prices.Order(), prices);
    }

    [Fact]
    public async Task A_danger_sign_in_a_search_gives_a_referral_and_no_product()
    {
        JsonObject answer = await SearchAsync("""{ "text": "back stretcher, back pain and I can't pee" }""");
        string page = await site.Http.PostFormAsync("/products", ("q", "back stretcher, back pain and I can't pee"));

        Assert.Equal("referral", answer.Text("outcome"));
        Assert.Empty(answer["items"]!.AsArray());
        Assert.Contains("Call 911", page, StringComparison.Ordinal);
        Assert.All(
            site.Services.GetRequiredService<ShelfHost>().Current!.Products.Values,
            product => Assert.DoesNotContain(product.Name, WebUtility.HtmlDecode(page), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Words_searched_for_stand_in_no_address_of_the_page()
    {
        string html = await site.Http.PostFormAsync("/products", ("q", "my heel hurts quokka"), ("group", "support"));

        Assert.Contains("This sounds like something that hurts", html, StringComparison.Ordinal);
        Assert.All(Address().Matches(html), address => Assert.DoesNotContain("quokka", address.Value, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("noindex", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_search_leads_to_the_plain_list_with_its_facets()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("q", " "), KeyValuePair.Create("group", "stretch")]);
        using HttpResponseMessage response = await site.Http.PostAsync("/products", form);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/products?group=stretch", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_price_that_cannot_be_read_has_its_message_beside_it()
    {
        using HttpResponseMessage response = await site.Http.GetAsync("/products?min=cheap&max=20");
        string html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("id=\"min-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"cheap\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "text": "" }""", "$.text")]
    [InlineData("""{ "text": "x", "narrow": { "sort": "best" } }""", "$.narrow.sort")]
    [InlineData("""{ "text": "x", "narrow": { "category": "heel_cup" } }""", "$.narrow.category")]
    public async Task A_wrong_field_is_named(string body, string path)
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync("/v1/products/search", body);
        JsonObject problem = await response.ProblemAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem["errors"]!.AsArray(), e => e!.Text("path") == path);
    }

    [Fact]
    public async Task A_product_page_carries_structured_data_and_its_canonical_address()
    {
        string html = await site.Http.GetStringAsync("/products/house_slant_board");
        JsonNode graph = JsonNode.Parse(Block().Match(html).Groups[1].Value)!["@graph"]!;

        Assert.Contains($"<link rel=\"canonical\" href=\"{site.Address}/products/house_slant_board\"", html, StringComparison.Ordinal);
        Assert.Equal("Product", graph[0]!.Text("@type"));
        Assert.Equal(("34.95", "USD", "https://schema.org/InStock"),
            (graph[0]!["offers"]!.Text("price"), graph[0]!["offers"]!.Text("priceCurrency"), graph[0]!["offers"]!.Text("availability")));
        Assert.Equal("BreadcrumbList", graph[1]!.Text("@type"));
        Assert.Equal(3, graph[1]!["itemListElement"]!.AsArray().Count);
        using HttpResponseMessage picture = await site.Http.GetAsync(new Uri(graph[0]!.Text("image")!).PathAndQuery);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_the_shop_knows_of_a_product_is_told_in_spanish()
    {
        string product = WebUtility.HtmlDecode(await site.Http.GetStringAsync("/es/products/tulis_heavy_duty_heel_cups"));
        string list = WebUtility.HtmlDecode(await site.Http.GetStringAsync("/es/products"));

        Assert.Contains("Taloneras y almohadillas para el talón", product, StringComparison.Ordinal);
        Assert.Contains("Taloneras y almohadillas para el talón", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Heel pain with the first steps", product, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sitemap_names_every_product_and_robots_the_sitemap()
    {
        string map = await site.Http.GetStringAsync("/sitemap.xml"), robots = await site.Http.GetStringAsync("/robots.txt");

        Assert.All(site.Services.GetRequiredService<ShelfHost>().Current!.Products.Keys,
            id => Assert.Contains($"<loc>{site.Address}/products/{id}</loc>", map, StringComparison.Ordinal));
        Assert.Contains($"Sitemap: {site.Address}/sitemap.xml", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /your-data", robots, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_product_has_a_drawing_of_its_own()
    {
        foreach (string category in site.Services.GetRequiredService<ShelfHost>().Current!.Knowledge.Categories.Keys)
        {
            using HttpResponseMessage response = await site.Http.GetAsync($"/assets/pictures/{category}.svg");
            Assert.True(response.IsSuccessStatusCode, category);
        }
    }

    private async Task<JsonObject> SearchAsync(string body)
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync("/v1/products/search", body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonObject>(text)!;
    }

    [GeneratedRegex("(?:href|action|src)=\"[^\"]*\"")]
    private static partial Regex Address();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>")]
    private static partial Regex Block();
}
