using System.Text.Json.Nodes;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Api;

public class CatalogueApiTests(BackCareSite site)
{
    [Fact]
    public async Task Symptoms_come_with_regions_questions_and_conditions()
    {
        JsonNode all = await GetAsync("/v1/symptoms");
        JsonNode knee = await GetAsync("/v1/symptoms?region=knee");

        KnowledgeBase known = site.Services.GetRequiredService<ShelfHost>().Current!.Knowledge;
        Assert.Equal(known.Symptoms.Count, (int)all["total"]!);
        Assert.Equal("foot", all["regions"]![0]!.Text("id"));
        Assert.Equal(known.Qualifiers.Count, all["qualifiers"]!.AsArray().Count);
        Assert.Contains(all["conditions"]!.AsArray(), c => c!.Text("id") == "pregnancy");
        Assert.All(knee["items"]!.AsArray(), s => Assert.Contains("knee", s!["regions"]!.AsArray().Select(r => r!.ToString())));
    }

    [Fact]
    public async Task Products_are_paged_sorted_and_counted_by_facet()
    {
        JsonNode cheap = await GetAsync("/v1/products?sort=price&pageSize=5&page=2");
        long[] prices = [.. cheap["items"]!.AsArray().Select(p => (long)p!["price"]!["minor"]!)];
        JsonNode cups = await GetAsync("/v1/products?category=heel_cups");

        Assert.Equal(5, prices.Length);
        Assert.Equal(prices.Order(), prices);
        Assert.Equal(site.Services.GetRequiredService<ShelfHost>().Current!.Products.Count, (int)cheap["total"]!);
        Assert.All(cups["items"]!.AsArray(), p => Assert.Equal("heel_cups", p!.Text("categoryId")));
        JsonNode facet = cheap["facets"]!["categories"]!.AsArray().Single(c => c!.Text("id") == "heel_cups")!;
        Assert.Equal(cups.Text("total"), facet.Text("count"));
    }

    [Fact]
    public async Task A_product_comes_with_evidence_for_and_against_and_its_sources()
    {
        JsonNode product = await GetAsync("/v1/products/tulis_heavy_duty_heel_cups");
        string[] sources = [.. product["sources"]!.AsArray().Select(s => s!.Text("id")!)];

        Assert.Equal("BC-0001", product.Text("sku"));
        Assert.Contains(product["evidence"]!.AsArray(), e => e!.Text("effect") == "no_benefit");
        Assert.Contains(product["notFor"]!.AsArray(), l => l!.Text("level") == "block");
        Assert.All(
            product["evidence"]!.AsArray().SelectMany(e => e!["sources"]!.AsArray()), id => Assert.Contains(id!.ToString(), sources));
    }

    private async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await site.Http.GetStringAsync(address))!;
}
