using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Api;

public class OpenApiTests(BackCareSite site)
{
    [Fact]
    public async Task The_document_lists_every_endpoint_of_the_api()
    {
        JsonNode document = await DocumentAsync();
        IEnumerable<string> mapped = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(p => p.StartsWith("/v1", StringComparison.Ordinal) || p.StartsWith("/health", StringComparison.Ordinal));

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), document["paths"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Schemas_are_named_after_their_slice_so_that_none_is_shared_by_accident()
    {
        JsonNode document = await DocumentAsync();
        string[] names = [.. document["components"]!["schemas"]!.AsObject().Select(s => s.Key)];

        Assert.Contains("GetRecommendationsQuery", names);
        Assert.Contains("GetRecommendationsResponse", names);
        Assert.Contains("ContinueInterviewResponse", names);
        Assert.Contains("GetProductsItem", names);
        Assert.Contains("GetSymptomsItem", names);
        Assert.DoesNotContain("Response", names);
        Assert.DoesNotContain("Query", names);
        Assert.DoesNotContain("Item", names);
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_problems()
    {
        JsonNode document = await DocumentAsync();
        foreach ((string path, JsonNode? methods) in document["paths"]!.AsObject())
        {
            foreach ((_, JsonNode? operation) in methods!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty(operation!.Text("operationId")), path);
                Assert.False(string.IsNullOrEmpty(operation!.Text("summary")), path);
                if (!path.StartsWith("/v1", StringComparison.Ordinal)) continue;
                JsonObject responses = operation!["responses"]!.AsObject();
                Assert.Empty(new[] { "400", "429", "500", "503" }.Except(responses.Select(r => r.Key)));
                Assert.Contains(responses.Select(r => r.Key), status => status.StartsWith('2'));
                Assert.NotNull(responses["400"]!["content"]!["application/problem+json"]);
                if (operation["requestBody"] is not null) Assert.Empty(new[] { "413", "415" }.Except(responses.Select(r => r.Key)));
            }
        }
    }

    [Fact]
    public async Task Every_operation_of_the_desk_says_what_a_caller_without_the_right_gets()
    {
        (string Path, JsonNode Operation)[] desk =
            [.. (await DocumentAsync())["paths"]!.AsObject().Where(p => p.Key.StartsWith("/v1/admin", StringComparison.Ordinal)).SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Value!)))];

        Assert.NotEmpty(desk);
        Assert.All(desk, d => Assert.Empty(new[] { "401", "403" }.Except(d.Operation["responses"]!.AsObject().Select(r => r.Key))));
    }

    [Fact]
    public async Task A_report_is_a_required_json_body()
    {
        JsonNode body = (await DocumentAsync())["paths"]!["/v1/recommendations"]!["post"]!["requestBody"]!;

        Assert.Equal("#/components/schemas/GetRecommendationsQuery", body["content"]!["application/json"]!["schema"]!.Text("$ref"));
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await site.Http.GetStringAsync("/openapi/v1.json"))!;
}
