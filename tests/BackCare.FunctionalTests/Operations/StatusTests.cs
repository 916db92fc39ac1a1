using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Operations;

public sealed class StatusTests(BackCareSite site)
{
    [Fact]
    public async Task Operators_read_every_finding_about_the_host_and_nobody_else_does()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage answer = await admin.GetAsync("/health/details", TestContext.Current.CancellationToken);
        JsonNode status = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string[] areas = [.. status["findings"]!.AsArray().Select(f => f!.Text("area")!).Distinct()];
        Assert.All(["configuration", "serving", "database", "disk", "models", "clock", "parts", "keys", "jobs"], area => Assert.Contains(area, areas));
        Assert.All(status["findings"]!.AsArray(), f => Assert.True(f!.Text("level") == "ok" || f!.Text("remedy")!.Length > 10, f!.ToJsonString()));
        using HttpResponseMessage stranger = await site.Http.GetAsync("/health/details", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task The_desk_shows_the_same_on_a_page()
    {
        string page = await (await site.AsAsync(AccountRole.Admin)).GetStringAsync("/admin/status", TestContext.Current.CancellationToken);

        Assert.Contains("Status of this host", page, StringComparison.Ordinal);
        Assert.Contains("Catalogue ", page, StringComparison.Ordinal);
        Assert.Contains("ranks.", page, StringComparison.Ordinal);
    }
}
