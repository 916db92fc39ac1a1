using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Scale;

/// <summary>Several hosts behind the proxy of docker-compose.yml, as an operator has them.</summary>
public sealed class ScaleOutTests(ThreeReplicas replicas, ITestOutputHelper output) : IClassFixture<ThreeReplicas>
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replica_that_is_killed_fails_nothing_but_forms_in_flight_on_it_and_takes_load_again_when_it_is_back()
    {
        Assert.SkipWhen(ProxyProcess.WhyNot is not null, ProxyProcess.WhyNot ?? "");
        int from = replicas.Proxy.Logged();
        ReplicaProcess killed = replicas.All[1];
        LoadResult[] results;
        await using (var load = new ShopLoad(replicas.Proxy.Address, "kill"))
        {
            await load.MoreAsync(200, Ended);
            killed.Kill();
            await load.MoreAsync(300, Ended);
            Assert.Null(await killed.ReadinessAsync(Ended));
            int back = replicas.Proxy.Logged();
            await killed.StartAsync(Ended);
            await WhenAsync(() => replicas.Proxy.Since(back).Count(request => request.Status < 500 && request.Replicas is [var only] && only == killed.Place) >= 20);
            results = await load.StopAsync();
        }

        LoadResult[] failed = [.. results.Where(result => result.Failure is not null)];
        ProxiedRequest[] lost = [.. replicas.Proxy.Since(from).Where(request => request.Status >= 500)];
        Say($"killed: {results.Length} requests, {failed.Length} failed{string.Concat(failed.GroupBy(f => f.Kind).Select(kind => $", {kind.Count()} of them {kind.Key}"))}");
        Assert.DoesNotContain(failed, failure => failure.Kind != LoadKind.Form);
        Assert.InRange(failed.Length, 0, ShopLoad.ClientsOfKind);
        Assert.All(lost, request => Assert.Equal([killed.Place], request.Replicas));
        Assert.Equal(failed.Length, lost.Length);
        await EveryEventCountsOnceAsync(results);
    }

    [Fact]
    public async Task Replicas_that_are_restarted_one_after_the_other_under_load_drop_nothing()
    {
        Assert.SkipWhen(ProxyProcess.WhyNot is not null, ProxyProcess.WhyNot ?? "");
        LoadResult[] results;
        await using (var load = new ShopLoad(replicas.Proxy.Address, "roll"))
        {
            foreach (ReplicaProcess replica in replicas.All.Take(2))
            {
                await load.MoreAsync(50, Ended);
                Task<int> stopping = replica.StopAsync(Ended);
                await WhenAsync(async () => await replica.ReadinessAsync(Ended) is { Code: HttpStatusCode.ServiceUnavailable } said && said.Said.Text("status") == "stopping");
                Assert.Equal(0, await stopping);
                await load.MoreAsync(50, Ended);
                await replica.StartAsync(Ended);
            }

            results = await load.StopAsync();
        }

        Say($"rolling restart: {results.Length} requests, {results.Count(result => result.Failure is not null)} failed");
        Assert.DoesNotContain(results, result => result.Failure is not null);
        await EveryEventCountsOnceAsync(results);
    }

    [Fact]
    public async Task A_session_is_known_to_every_replica_and_what_it_changes_reaches_every_replica()
    {
        Assert.SkipWhen(ProxyProcess.WhyNot is not null, ProxyProcess.WhyNot ?? "");
        var cookies = new CookieContainer();
        using HttpClient admin = Browse(replicas.Proxy.Address, cookies);
        using (HttpResponseMessage entered = await admin.PostPageAsync(
            "/accounts/sign-in", "/accounts/sign-in", ("email", SignedIn.EmailOf(AccountRole.Admin)), ("password", SignedIn.Password)))
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        foreach (ReplicaProcess replica in replicas.All)
        {
            using HttpClient there = Browse(replica.Http.BaseAddress!, cookies);
            Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/analyst/models", Ended)).StatusCode);
        }

        admin.DefaultRequestHeaders.Add(SignedIn.OwnScript, "1");
        string before = (await replicas.All[0].ReadinessAsync(Ended))!.Value.Said.Text("catalog")!;
        TimeSpan catalogue = await ReachedAsync(() => ChangePriceAsync(admin), said => said.Text("catalog") != before);

        replicas.Models.Write("v1", "promote");
        TimeSpan champion = await ReachedAsync(() => admin.PutAsJsonAsync("/v1/models/ranking/aliases/champion", new { version = "v1" }, Ended), said => said.Text("ranker") == "lambdamart v1");
        Say(string.Create(CultureInfo.InvariantCulture, $"every replica knew a new price after {catalogue.TotalMilliseconds:0} ms, a new champion after {champion.TotalMilliseconds:0} ms"));
    }

    [Fact]
    public async Task Training_by_schedule_runs_once_though_every_replica_has_the_schedule()
    {
        Assert.SkipWhen(ProxyProcess.WhyNot is not null, ProxyProcess.WhyNot ?? "");
        IReadOnlyList<TrainingRun> runs = [];
        await WhenAsync(async () => (runs = (await replicas.Shop.SendAsync(new GetTrainingRuns.Query())).Value.Items).Count > 0);

        // Every second is a moment of the schedule on each of them. A run counts for all moments within the half minute by which clocks may differ.
        await Task.Delay(TimeSpan.FromSeconds(2), Ended);
        runs = (await replicas.Shop.SendAsync(new GetTrainingRuns.Query())).Value.Items;
        DateTime[] started = [.. runs.Select(run => run.StartedUtc).Order()];
        Assert.All(started.Zip(started.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(29), $"Two runs within half a minute: {string.Join(", ", started)}"));
        Assert.All(runs, run => Assert.Equal(TrainingOrder.BySchedule, run.RequestedBy));
    }

    private async Task EveryEventCountsOnceAsync(LoadResult[] results)
    {
        await using BackCareDb db = replicas.Shop.Open();
        string[] told = [.. results.Where(result => result.EventId is not null && result.Failure is null).Select(result => result.EventId!)];
        HashSet<string> known = [.. await db.Set<RecordedEvent>().Select(e => e.Id).ToListAsync(Ended)];
        Assert.NotEmpty(told);
        Assert.Subset(known, told.ToHashSet());
        Assert.Equal(known.Count, await db.DailyCounts.SumAsync(count => count.Count, Ended));
    }

    private async Task<TimeSpan> ReachedAsync(Func<Task<HttpResponseMessage>> change, Predicate<JsonNode> reached)
    {
        using HttpResponseMessage changed = await change();
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Ended));
        long since = TimeProvider.System.GetTimestamp();
        await replicas.AllSayAsync(reached, Ended);
        return TimeProvider.System.GetElapsedTime(since);
    }

    private static async Task<HttpResponseMessage> ChangePriceAsync(HttpClient admin)
    {
        using HttpResponseMessage now = await admin.GetAsync("/v1/admin/products/house_slant_board", Ended);
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, "/v1/admin/products/house_slant_board")
        {
            Content = new StringContent("""{ "priceMinor": 3456 }""", Encoding.UTF8, "application/merge-patch+json"),
        };
        patch.Headers.IfMatch.Add(now.Headers.ETag!);
        return await admin.SendAsync(patch, Ended);
    }

    private static HttpClient Browse(Uri address, CookieContainer cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };

    private static Task WhenAsync(Func<bool> reached) => WhenAsync(() => Task.FromResult(reached()));

    private static async Task WhenAsync(Func<Task<bool>> reached)
    {
        while (!await reached())
            await Task.Delay(20, Ended);
    }

    private void Say(string figure)
    {
        output.WriteLine(figure);
        TestContext.Current.SendDiagnosticMessage(figure);
    }
}
