using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;

namespace BackCare.FunctionalTests.Learn;

/// <summary>Two hosts, each with a database of its own, that share nothing but the models folder; both are asked without a pause while the champion changes.</summary>
public sealed class ModelSwapTests : IDisposable
{
    private readonly ModelsOnDisk disk = new();
    private readonly ConcurrentBag<(HttpStatusCode Status, string? Version)> answers = [];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promotions_rollbacks_and_damaged_models_fail_no_request_on_any_replica()
    {
        foreach (string version in new[] { "v1", "v2" })
            disk.Write(version, "promote");
        using Replica first = new(disk.Folder), second = new(disk.Folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        Task[] load = [.. new[] { first, second, first, second }.Select(replica => AskWithoutPauseAsync(replica, stop.Token))];
        HttpClient analyst = await first.AsAsync(AccountRole.Analyst);
        analyst.DefaultRequestHeaders.Add(SignedIn.OwnScript, "1");

        await PromoteAsync(analyst, "v1");
        await BothServeAsync(first, second, "lambdamart v1", "ready");
        await PromoteAsync(analyst, "v2");
        await BothServeAsync(first, second, "lambdamart v2", "ready");

        // Put there by hand: what a copy that is still under way looks like, then what it looks like when it has arrived.
        Directory.CreateDirectory(disk.PathOf("v3"));
        File.WriteAllBytes(disk.PathOf("v3", "card.json"), ModelsOnDisk.Parts("promote")[1].Content.ToArray());
        File.WriteAllText(disk.PathOf("champion.json"), """{ "version": "v3", "previous": [ { "version": "v2" }, { "version": "v1" } ] }""");
        await BothServeAsync(first, second, "lambdamart v2", "degraded");
        File.WriteAllBytes(disk.PathOf("v3", "model.txt"), ModelsOnDisk.Model[..(ModelsOnDisk.Model.Length / 2)]);
        await BothServeAsync(first, second, "lambdamart v2", "degraded");
        File.WriteAllBytes(disk.PathOf("v3", "model.txt"), ModelsOnDisk.Model);
        await BothServeAsync(first, second, "lambdamart v3", "ready");

        await RollBackAsync(analyst, "v3");
        await BothServeAsync(first, second, "lambdamart v2", "ready");
        await RollBackAsync(analyst, "v2");
        await RollBackAsync(analyst, "v1");
        await BothServeAsync(first, second, "knowledge ", "ready");

        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Superset(new HashSet<string?> { "v1", "v2", "v3" }, answers.Select(answer => answer.Version).ToHashSet());
    }

    public void Dispose() => disk.Dispose();

    private static async Task PromoteAsync(HttpClient analyst, string version)
    {
        using HttpResponseMessage response = await analyst.PutAsJsonAsync("/v1/models/ranking/aliases/champion", new { version }, Ended);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ended));
    }

    private static async Task RollBackAsync(HttpClient analyst, string version)
    {
        using HttpResponseMessage response = await analyst.PostAsJsonAsync($"/v1/models/{version}:rollback", new { reason = "test" }, Ended);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ended));
    }

    /// <summary>Waits until both replicas say so; the test's own limit ends it when one never does.</summary>
    private static async Task BothServeAsync(Replica first, Replica second, string ranker, string status)
    {
        foreach (Replica replica in new[] { first, second })
        {
            JsonNode ready;
            do
            {
                await Task.Delay(20, Ended);
                ready = JsonNode.Parse(await replica.Http.GetStringAsync("/health/ready", Ended))!;
            }
            while (!(ready.Text("ranker")!.StartsWith(ranker, StringComparison.Ordinal) && ready.Text("status") == status));
        }
    }

    private async Task AskWithoutPauseAsync(Replica replica, CancellationToken stop)
    {
        using HttpClient client = replica.Browse();
        while (!stop.IsCancellationRequested)
        {
            using HttpResponseMessage response = await client.PostJsonAsync("/v1/recommendations", """{ "text": "heel hurts when I get out of bed" }""");
            JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None))!;
            answers.Add((response.StatusCode, body["model"]?.Text("version")));
        }
    }

    private sealed class Replica(string models) : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Models:Path"] = models };
    }
}
