using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Learn;

/// <summary>Training runs on a real database and a real host.</summary>
public sealed class TrainingTests(BackCareSite site) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-train-").FullName;

    [Fact]
    public async Task A_run_on_an_empty_journal_starts_at_once_and_says_why_it_failed()
    {
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        analyst.DefaultRequestHeaders.TryAddWithoutValidation(SignedIn.OwnScript, "1");
        using HttpResponseMessage started = await analyst.PostAsJsonAsync("/v1/training-runs", new { since = "2020-01-01T00:00:00Z", until = "2020-01-02T00:00:00Z" });
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);

        JsonNode run;
        do
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            run = JsonNode.Parse(await analyst.GetStringAsync(started.Headers.Location))!;
        }
        while (run["run"]!.Text("state") == "running");
        Assert.Equal("failed", run["run"]!.Text("state"));
        Assert.Contains("no served list", run["run"]!.Text("failure"), StringComparison.Ordinal);
        Assert.Contains(run["checks"]!.AsArray(), check => check!.Text("name") == "few_responses" && check!.Text("outcome") == "error");
        Assert.Contains(run["log"]!.AsArray(), line => line!.ToString().EndsWith("reading the journal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_is_marked_once_its_lease_has_run_out_and_the_next_one_may_start()
    {
        await using ShopUnderTest shop = await ShopAsync();
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await PutAsync(shop, "killed", leaseUntil: now.AddMinutes(1));

        Answer<TrainModel.Response> busy = await shop.SendAsync(new TrainModel.Command(new TrainModel.Order(), "test", Wait: true));
        Assert.Equal(RefusalKind.Conflict, busy.Refusal!.Kind);
        Assert.Contains("Training run killed is under way", busy.Refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("running", (await shop.SendAsync(new GetTrainingRun.Query("killed"))).Value.Run.State);

        await using (BackCareDb db = shop.Open())
            await db.Leases.ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresUtc, now.AddSeconds(-1)), TestContext.Current.CancellationToken);
        TrainingRun lost = (await shop.SendAsync(new GetTrainingRuns.Query())).Value.Items.Single();
        Assert.Equal("interrupted", lost.State);
        Assert.Contains("ended without a word", lost.Failure, StringComparison.Ordinal);

        Answer<TrainModel.Response> next = await shop.SendAsync(new TrainModel.Command(new TrainModel.Order(), "test", Wait: true));
        Assert.Equal(RefusalKind.Unmet, next.Refusal!.Kind);
    }

    [Fact]
    public async Task Many_processes_that_start_at_once_train_one_at_a_time()
    {
        await using ShopUnderTest first = await ShopAsync(), second = await ShopAsync();
        Answer<TrainModel.Response>[] all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            (i % 2 == 0 ? first : second).SendAsync(new TrainModel.Command(new TrainModel.Order(), "test", Wait: true))));

        // Nothing is in the journal: whoever got the lease failed for that, everybody else was told that a run is under way.
        Assert.All(all, answer => Assert.Contains(answer.Refusal!.Kind, new[] { RefusalKind.Unmet, RefusalKind.Conflict }));
        IReadOnlyList<TrainingRun> runs = (await first.SendAsync(new GetTrainingRuns.Query())).Value.Items;
        Assert.Equal(all.Count(answer => answer.Refusal!.Kind == RefusalKind.Unmet), runs.Count);
        TrainingRun[] inOrder = [.. runs.OrderBy(run => run.StartedUtc)];
        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.FinishedUtc <= pair.Second.StartedUtc));
    }

    [Fact]
    public async Task Two_replicas_train_once_for_one_moment_of_the_schedule()
    {
        await using ShopUnderTest first = await ShopAsync(), second = await ShopAsync();
        DateTime due = TimeProvider.System.GetUtcNow().UtcDateTime;
        TrainModel.Command command = new(new TrainModel.Order(), TrainingOrder.BySchedule, Wait: true) { ScheduledUtc = due };

        Assert.Equal(RefusalKind.Unmet, (await first.SendAsync(command)).Refusal!.Kind);
        Answer<TrainModel.Response> again = await second.SendAsync(command);

        Assert.Equal(RefusalKind.Conflict, again.Refusal!.Kind);
        Assert.Contains("Another host has trained", again.Refusal.Reason, StringComparison.Ordinal);
        Assert.Single((await first.SendAsync(new GetTrainingRuns.Query())).Value.Items);
    }

    [Fact]
    public async Task Cancelling_is_asked_through_the_row_and_refused_once_a_run_has_ended()
    {
        await using ShopUnderTest shop = await ShopAsync();
        await PutAsync(shop, "elsewhere", leaseUntil: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));

        Assert.True((await shop.SendAsync(new CancelTraining.Command("elsewhere", "Ada"))).Value.Run.CancelRequested);
        await using (BackCareDb db = shop.Open())
            await db.TrainingRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Failed), TestContext.Current.CancellationToken);
        Assert.Equal(RefusalKind.Conflict, (await shop.SendAsync(new CancelTraining.Command("elsewhere", "Ada"))).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await shop.SendAsync(new CancelTraining.Command("nothing", "Ada"))).Refusal!.Kind);
    }

    [Theory]
    [InlineData("every night")]
    [InlineData("0 0 3 * *")]
    public async Task A_schedule_that_is_no_cron_expression_stops_the_start_with_setting_value_and_remedy(string schedule)
    {
        await using var shop = new ShopUnderTest(new Dictionary<string, string?>
        {
            ["ConnectionStrings:BackCare"] = $"Data Source={Path.Combine(folder, "s.db")}",
            ["Training:Schedule"] = schedule,
        });

        Assert.Contains($"Training:Schedule is '{schedule}': write a cron expression", (await shop.PrepareAsync()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schedule_tells_its_next_moment_in_utc()
    {
        var schedule = new TrainingSchedule("0 0 3 * * ?", "managed");

        Assert.Equal(new DateTime(2026, 3, 2, 3, 0, 0, DateTimeKind.Utc), schedule.NextUtc(new DateTime(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc)));
        Assert.Null(new TrainingSchedule(null, "managed").NextUtc(DateTime.UnixEpoch));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task PutAsync(ShopUnderTest shop, string id, DateTime leaseUntil)
    {
        await using BackCareDb db = shop.Open();
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.Leases.Add(new StoredLease { Name = "train:ranking", Owner = id, ExpiresUtc = leaseUntil });
        db.TrainingRuns.Add(new StoredTrainingRun
        {
            Id = id,
            Model = "ranking",
            Trainer = "lambdamart",
            RequestedBy = "test",
            Process = "gone:1",
            StartedUtc = now,
            HeardUtc = now,
            State = TrainingState.Running,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<ShopUnderTest> ShopAsync()
    {
        ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"), Path.Combine(folder, "models"));
        Assert.Null((await shop.PrepareAsync()).Refusal);
        return shop;
    }
}
