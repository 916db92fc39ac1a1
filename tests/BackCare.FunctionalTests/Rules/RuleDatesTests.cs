using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Rules;

public sealed class RuleDatesTests(RuleDatesTests.OwnSite site) : IClassFixture<RuleDatesTests.OwnSite>
{
    private const string Text = "tired feet after a long shift";

    [Fact]
    public async Task A_rule_begins_and_ends_by_the_clock_without_a_new_shelf()
    {
        string first = await FirstAsync();
        DateTime now = site.Clock.GetUtcNow().UtcDateTime;
        await site.AskAsync(new SaveRule.Command(
            null, new RuleForm { Effect = "hide", ProductIds = [first], FromUtc = now.AddDays(1), UntilUtc = now.AddDays(2) }, Actor.Console));
        string shelf = Shelf;

        string planned = await FirstAsync();
        site.Clock.Shift = TimeSpan.FromDays(1.5);
        string running = await FirstAsync();
        site.Clock.Shift = TimeSpan.FromDays(3);
        string over = await FirstAsync();

        Assert.Equal((first, first), (planned, over));
        Assert.NotEqual(first, running);
        Assert.Equal(shelf, Shelf);
    }

    private string Shelf => site.Services.GetRequiredService<ShelfHost>().Current!.Version;

    private async Task<string> FirstAsync()
    {
        JsonObject served = await site.Http.RecommendAsync(new { text = Text });
        return served["products"]![0]!.Text("productId")!;
    }

    public sealed class OwnSite : BackCareSite
    {
        public ShiftedClock Clock { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_ => Clock));
        }
    }

    /// <summary>The machine's clock, some time ahead.</summary>
    public sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
