using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Shop;

public sealed partial class KeptEventsTests(BackCareSite site)
{
    [Fact]
    public async Task With_consent_a_list_and_what_is_done_with_it_are_kept_up_to_the_purchase()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await shopper.PostFormAsync("/your-data/consent");
        string results = await shopper.PostFormAsync("/results", ("symptom", "heel_pain_first_step"));
        (string list, string product) = Card(results);
        await shopper.PostFormAsync("/basket", ("product", product), ("list", list), ("size", ""));
        await shopper.PostFormAsync("/basket/order");

        JsonNode kept = await KeptAsync(shopper, lists: 1, events: 2);

        Assert.Equal(list, kept.Text("recommendationId"));
        Assert.Equal(["add_to_cart", "purchase"], kept["events"]!.AsArray().Select(e => e!.Text("name")));
        Assert.All(kept["events"]!.AsArray(), e => Assert.Equal(product, e!.Text("productId")));
    }

    [Fact]
    public async Task Opening_a_product_of_the_list_and_buying_it_from_its_page_are_told_of_the_list()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await shopper.PostFormAsync("/your-data/consent");
        (string list, string product) = Card(await shopper.PostFormAsync("/results", ("symptom", "heel_pain_first_step")));
        await KeptAsync(shopper, lists: 1, events: 0);
        string page = await shopper.GetStringAsync($"/products/{product}");

        JsonNode kept = await KeptAsync(shopper, lists: 1, events: 1);
        Assert.Equal((list, "view_item"), (kept.Text("recommendationId"), kept["events"]![0]!.Text("name")));
        Assert.Contains($"name=\"list\" value=\"{list}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_no_list_showed_is_told_of_none()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await shopper.PostFormAsync("/your-data/consent");
        await shopper.PostFormAsync("/results", ("symptom", "heel_pain_first_step"));
        await KeptAsync(shopper, lists: 1, events: 0);

        Assert.DoesNotContain("name=\"list\"", await shopper.GetStringAsync("/products/house_back_arch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_consent_no_page_carries_a_list_and_the_basket_takes_none()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        string results = await shopper.PostFormAsync("/results", ("symptom", "heel_pain_first_step"));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("product", "house_slant_board"), KeyValuePair.Create("list", "0123456789abcdef0123456789abcdef")]);
        using HttpResponseMessage added = await shopper.PostAsync("/basket", form);

        Assert.DoesNotContain("data-list", results, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"list\"", results, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", Assert.Single(added.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    /// <summary>The journal writes beside the request; it is asked until it has written.</summary>
    private static async Task<JsonNode> KeptAsync(HttpClient shopper, int lists, int events)
    {
        JsonArray kept = [];
        for (int i = 0; i < 100; i++)
        {
            kept = JsonNode.Parse(await shopper.GetStringAsync("/v1/me/export"))!["lists"]!.AsArray();
            if (kept.Count == lists && kept[0]!["events"]!.AsArray().Count == events) return kept[0]!;
            await Task.Delay(100);
        }
        Assert.Fail($"The journal holds {kept.ToJsonString()}.");
        return kept;
    }

    /// <summary>A product that can be bought without choosing a size, and the list it stands in.</summary>
    private static (string List, string Product) Card(string html)
    {
        string list = Marked().Match(html).Groups[1].Value;
        string product = Form().Matches(html).Select(m => m.Value).Where(f => !f.Contains("<select", StringComparison.Ordinal)).Select(f => Product().Match(f).Groups[1].Value).First();
        return (list, product);
    }

    [GeneratedRegex("data-list=\"([0-9a-f]+)\"")]
    private static partial Regex Marked();

    [GeneratedRegex("<form method=\"post\" action=\"/basket\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("name=\"product\" value=\"([^\"]+)\"")]
    private static partial Regex Product();
}
