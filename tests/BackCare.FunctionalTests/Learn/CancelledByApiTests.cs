using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.FunctionalTests.Hosting;
using BackCare.Ranking.Data;
using BackCare.Ranking.Training;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

/// <summary>A run that is started and cancelled over HTTP while its trees really grow.</summary>
public sealed class CancelledByApiTests : IDisposable
{
    private readonly PausingSite site = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_grows_trees_is_cancelled_by_delete_leaves_nothing_behind_and_lets_the_next_one_train()
    {
        await site.AskAsync(new SimulateShoppers.Command(400, 1));
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        analyst.DefaultRequestHeaders.TryAddWithoutValidation(SignedIn.OwnScript, "1");
        Uri run = await StartAsync(analyst, Pausing.ListedName);
        await site.Trainer.Paused.WaitAsync(Ended);

        using HttpResponseMessage busy = await analyst.PostAsJsonAsync("/v1/training-runs", new { }, Ended);
        Assert.Equal(HttpStatusCode.Conflict, busy.StatusCode);
        using HttpResponseMessage asked = await analyst.DeleteAsync(run, Ended);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal("true", JsonNode.Parse(await asked.Content.ReadAsStringAsync(Ended))!["run"]!.Text("cancelRequested"));

        JsonNode cancelled = (await EndAsync(analyst, run))["run"]!;
        Assert.Equal(("cancelled", "growing trees", "Stopped by analyst@example.org; nothing was written."),
            (cancelled.Text("state"), cancelled.Text("stage"), cancelled.Text("failure")));
        Assert.Equal(Pausing.Trees.ToString(CultureInfo.InvariantCulture), cancelled.Text("iteration"));
        Assert.Null(cancelled["version"]);
        string models = site.Services.GetRequiredService<IConfiguration>()["Models:Path"]!;
        Assert.Empty(Directory.Exists(models) ? Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories) : []);
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
            Assert.Equal("", (await db.Leases.SingleAsync(l => l.Name == "train:ranking", Ended)).Owner);
        using HttpResponseMessage late = await analyst.DeleteAsync(run, Ended);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        JsonNode next = (await EndAsync(analyst, await StartAsync(analyst, TrainingOrder.DefaultTrainer)))["run"]!;
        Assert.Equal(("succeeded", null), (next.Text("state"), next["failure"]?.ToString()));
        Assert.True(File.Exists(Path.Combine(models, "ranking", next.Text("version")!, "model.txt")));
    }

    public void Dispose() => site.Dispose();

    private static async Task<Uri> StartAsync(HttpClient analyst, string trainer)
    {
        using HttpResponseMessage started = await analyst.PostAsJsonAsync("/v1/training-runs", new { trainer }, Ended);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        return started.Headers.Location!;
    }

    private static async Task<JsonNode> EndAsync(HttpClient analyst, Uri run)
    {
        while (true)
        {
            JsonNode shown = JsonNode.Parse(await analyst.GetStringAsync(run, Ended))!;
            if (shown["run"]!.Text("state") != "running")
                return shown;
            await Task.Delay(50, Ended);
        }
    }

    /// <summary>A host that can also train with a trainer which holds its breath.</summary>
    private sealed class PausingSite : BackCareSite
    {
        public Pausing Trainer { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(_ => new TrainerCatalog(
                [new TrainerListing("lambdamart", "BackCare", null) { Alias = TrainingOrder.DefaultTrainer }, new TrainerListing(Pausing.ListedName, "BackCare", null)],
                [new LambdaMart(), Trainer])));
        }
    }

    /// <summary>LambdaMART that stands still after a few trees, so that a request always finds it growing them; only being cancelled moves it on.</summary>
    private sealed class Pausing : ITrainer
    {
        public const string ListedName = "pausing";
        public const int Trees = 3;

        private readonly TaskCompletionSource paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => ListedName;

        public Task Paused => paused.Task;

        public TrainedModel Train(RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
            new LambdaMart().Train(train, validation, options, new Breath(this, progress, cancellation), cancellation);

        private sealed class Breath(Pausing trainer, IProgress<TrainingProgress>? told, CancellationToken cancellation) : IProgress<TrainingProgress>
        {
            public void Report(TrainingProgress value)
            {
                told?.Report(value);
                if (value.Iteration != Trees)
                    return;
                trainer.paused.SetResult();
                cancellation.WaitHandle.WaitOne();
            }
        }
    }
}
