using System.Net;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Health;

public class HealthTests(BackCareSite site)
{
    [Fact]
    public async Task A_host_with_catalogue_and_ranker_is_ready_and_names_them()
    {
        using HttpResponseMessage response = await site.Http.GetAsync("/health/ready");
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(body.Text("status"), new[] { "ready", "degraded" });
        Assert.False(string.IsNullOrEmpty(body.Text("catalog")));
        Assert.StartsWith("knowledge", body.Text("ranker"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_process_is_live() => Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync("/health/live")).StatusCode);
}
