using System.Text.Json;
using BackCare.App;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Tests.Cli.Replay;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task A_kept_list_is_rebuilt_from_the_store_by_another_process()
    {
        GetRecommendations.Response served = await ServeAsync();

        Assert.Equal(0, await command.Run("replay", served.RecommendationId, "--json", "--database", Database));
        JsonElement replayed = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(0, await command.Run("replay", served.RecommendationId, "--database", Database));

        Assert.Equal("exact", replayed.GetProperty("replay").GetProperty("result").GetString());
        Assert.Equal(served.Products.Select(p => p.ProductId), replayed.GetProperty("products").EnumerateArray().Select(p => p.GetProperty("productId").GetString()));
        Assert.Contains("replay      the same bytes as served", command.Output, StringComparison.Ordinal);
        Assert.Contains($"stored        1. {served.Products[0].ProductId}, score ", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_never_kept_is_refused_with_a_reason()
    {
        Assert.Equal(1, await command.Run("replay", "0123456789abcdef", "--database", Database));

        Assert.Contains("Answers are kept with the shopper's consent only.", command.Error, StringComparison.Ordinal);
        Assert.Equal("", command.Output);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }

    private async Task<GetRecommendations.Response> ServeAsync()
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={Database}")]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
        await services.GetRequiredService<BackCareStartup>().PrepareAsync(TestContext.Current.CancellationToken);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        var query = new GetRecommendations.Query
        {
            Text = "heel hurts when I get out of bed",
            Consent = new ConsentForm("1", new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc)),
        };
        GetRecommendations.Response served = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(query, TestContext.Current.CancellationToken)).Value;
        await services.GetRequiredService<EventJournal>().FlushAsync(TestContext.Current.CancellationToken);
        return served;
    }
}
