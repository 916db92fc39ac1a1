using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Rules;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Rules;

public sealed class RulesOfTwoHostsTests(RulesOfTwoHostsTests.FirstHost first) : IClassFixture<RulesOfTwoHostsTests.FirstHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_that_one_host_saves_is_followed_by_the_other_and_so_is_its_end()
    {
        using var second = new SecondHost(first.DatabaseFile);
        string product = (await ListAsync(second))[0];

        SaveRule.Response saved = await first.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "hide", ProductIds = [product] }, Actor.Console));
        await WhenAsync(second, list => !list.Contains(product));
        await first.AskAsync(new RemoveRule.Command(saved.Rule.Id, saved.Rule.Version, Actor.Console));
        await WhenAsync(second, list => list.Contains(product));

        Assert.Equal(product, (await ListAsync(second))[0]);
        Assert.Equal(await ListAsync(first), await ListAsync(second));
    }

    private static async Task WhenAsync(BackCareSite host, Predicate<string[]> reached)
    {
        while (!reached(await ListAsync(host)))
            await Task.Delay(50, Cancelled);
    }

    private static async Task<string[]> ListAsync(BackCareSite host)
    {
        JsonObject served = await host.Http.RecommendAsync(new { text = "tired feet after a long shift" });
        return [.. served["products"]!.AsArray().Select(p => p!.Text("productId")!)];
    }

    /// <summary>The host with the shop's database.</summary>
    public sealed class FirstHost : BackCareSite
    {
        public string DatabaseFile => Database;
    }

    private sealed class SecondHost(string database) : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["ConnectionStrings:BackCare"] = $"Data Source={database};Pooling=false" };
    }
}
