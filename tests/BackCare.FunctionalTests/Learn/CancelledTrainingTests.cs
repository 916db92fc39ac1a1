using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

/// <summary>Runs that are stopped while their trees grow.</summary>
public sealed class CancelledTrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-cancel-").FullName;

    private string Models => Path.Combine(folder, "models");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_another_replica_stops_ends_between_two_trees_says_by_whom_and_leaves_no_file_and_no_lease()
    {
        await using ShopUnderTest shop = await ShopAsync(), replica = await ShopAsync();
        var stopped = new AtTree(3, run => Assert.Null(replica.SendAsync(new CancelTraining.Command(run, "Ada")).GetAwaiter().GetResult().Refusal), shop);

        Answer<TrainModel.Response> answer = await shop.SendAsync(new TrainModel.Command(new TrainModel.Order(), "test", Wait: true) { Listener = stopped });

        Assert.Equal(RefusalKind.Unmet, answer.Refusal!.Kind);
        Assert.Equal("Stopped by Ada; nothing was written.", answer.Refusal.Reason);
        GetTrainingRun.Response run = (await replica.SendAsync(new GetTrainingRun.Query(stopped.Run!))).Value;
        Assert.Equal(("cancelled", "Stopped by Ada; nothing was written.", null), (run.Run.State, run.Run.Failure, run.Run.Version));
        Assert.Contains(run.Log, line => line.EndsWith("growing trees", StringComparison.Ordinal));
        Assert.EndsWith("Stopped by Ada; nothing was written.", run.Log[^1], StringComparison.Ordinal);
        await NothingIsLeftAsync(replica);
    }

    [Fact]
    public async Task A_run_whose_caller_goes_away_as_by_ctrl_c_ends_the_same_way()
    {
        await using ShopUnderTest shop = await ShopAsync();
        using var interrupted = new CancellationTokenSource();
        var stopped = new AtTree(3, _ => interrupted.Cancel(), shop);

        await using (AsyncServiceScope scope = shop.Get<IServiceScopeFactory>().CreateAsyncScope())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.ServiceProvider.GetRequiredService<IMediator>().Send(
                new TrainModel.Command(new TrainModel.Order(), "test", Wait: true) { Listener = stopped }, interrupted.Token));
        }

        GetTrainingRun.Response run = (await shop.SendAsync(new GetTrainingRun.Query(stopped.Run!))).Value;
        Assert.Equal(("cancelled", "Stopped by the end of its process; nothing was written."), (run.Run.State, run.Run.Failure));
        await NothingIsLeftAsync(shop);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>No file, no folder with a dot, no lease: the next run trains at once.</summary>
    private async Task NothingIsLeftAsync(ShopUnderTest shop)
    {
        Assert.Empty(Directory.Exists(Models) ? Directory.EnumerateFiles(Models, "*", SearchOption.AllDirectories) : []);
        await using (BackCareDb db = shop.Open())
            Assert.All(await db.Leases.Where(l => l.Name == "train:ranking").ToListAsync(Ended), lease => Assert.Equal("", lease.Owner));
        Answer<TrainModel.Response> next = await shop.SendAsync(new TrainModel.Command(new TrainModel.Order(), "test", Wait: true));
        Assert.Null(next.Refusal);
        Assert.True(File.Exists(Path.Combine(Models, "ranking", next.Value.Result!.Version, "model.txt")));
    }

    private async Task<ShopUnderTest> ShopAsync()
    {
        ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"), Models);
        Assert.Null((await shop.PrepareAsync()).Refusal);
        await using BackCareDb db = shop.Open();
        if (!await db.ServedLists.AnyAsync(Ended))
            Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(400, 1))).Refusal);
        return shop;
    }

    /// <summary>Does something when a tree has grown, and lets the trees after it grow slowly, so that the run's heart beats before they are done.</summary>
    private sealed class AtTree(int tree, Action<string> then, ShopUnderTest shop) : IProgress<TrainingStatus>
    {
        public string? Run { get; private set; }

        public void Report(TrainingStatus value)
        {
            if (value.Iteration < tree || value.Stage != "growing trees")
                return;
            if (Run is null)
            {
                using BackCareDb db = shop.Open();
                Run = db.TrainingRuns.Single(run => run.State == TrainingState.Running).Id;
                then(Run);
            }

            Ended.WaitHandle.WaitOne(100);
        }
    }
}
