using System.Net;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Serving;

/// <summary>A host on the models that come with a checkout.</summary>
public sealed class ChampionServesTests : IDisposable
{
    private static readonly string Models = Path.Combine(Root(AppContext.BaseDirectory), "models");

    private readonly Shop shop = new();

    [Fact]
    public async Task Recommendations_are_ranked_by_the_champion_whether_or_not_the_build_has_ml_net()
    {
        JsonNode champion = JsonNode.Parse(File.ReadAllText(Path.Combine(Models, "ranking", "champion.json")))!;

        using HttpResponseMessage response = await shop.Http.PostJsonAsync("/v1/recommendations", """{ "text": "heel hurts when I get out of bed", "explain": true }""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("mlnet-lightgbm", answer["model"]!.Text("name"));
        Assert.Equal(champion.Text("version"), answer["model"]!.Text("version"));
        JsonArray products = answer["products"]!.AsArray();
        Assert.NotEmpty(products);
        Assert.All(products, product => Assert.NotNull(product!["contributions"]));
        Assert.Equal("ready", JsonNode.Parse(await shop.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken))!.Text("status"));
    }

    public void Dispose() => shop.Dispose();

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "BackCare.sln")) ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout."));

    private sealed class Shop : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Models:Path"] = Models };
    }
}
