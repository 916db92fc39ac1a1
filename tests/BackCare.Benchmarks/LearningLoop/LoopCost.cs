using System.Diagnostics;
using System.Globalization;
using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Training;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary><c>loop-cost</c>: time, processor time and memory of every step of the loop through the app itself, on an SQLite database of its own.</summary>
/// <remarks>Steps run one after another in one process, with a full collection before each; the peak is that of the process's working set while the step ran, read every 20 ms. The run that
/// `backcare train` makes comes last as a whole, with its own steps as it tells them.</remarks>
internal static class LoopCost
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int sessions = arguments.Number("sessions", 100_000), seed = arguments.Number("seed", 1);
        string folder = arguments.Text("folder") ?? Directory.CreateTempSubdirectory("backcare-loop-").FullName;
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:BackCare", $"Data Source={Path.Combine(folder, "loop.db")}"), new("Models:Path", Path.Combine(folder, "models")),
        ]).Build();
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        try
        {
            Console.WriteLine($"{"step",-44} {"wall s",8} {"CPU s",8} {"peak MB",8} {"allocated MB",12}");
            await StepsAsync(settings, sessions, seed);
            foreach (string file in Directory.EnumerateFiles(folder, "loop.db*"))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {new FileInfo(file).Length / 1e6:0} MB"));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (arguments.Text("folder") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StepsAsync(IConfiguration settings, int sessions, int seed)
    {
        await using (ServiceProvider writing = Services(settings))
        {
            await writing.GetRequiredService<BackCareStartup>().PrepareAsync();
            SimulateShoppers.Response made = await MeasureAsync("serve, simulate, journal, fold as it comes", () => SendAsync(writing, new SimulateShoppers.Command(sessions, seed)));
            await writing.GetRequiredService<StatisticsHost>().KeepAsync(CancellationToken.None);
            Console.WriteLine($"  {made.Sessions} sessions, {made.Lists} lists, {made.Events} events, ranked by {made.RankedBy}");
        }

        await using ServiceProvider services = Services(settings);
        await services.GetRequiredService<BackCareStartup>().PrepareAsync();
        StatisticsHost statistics = services.GetRequiredService<StatisticsHost>();
        await MeasureAsync("statistics of a start, from the checkpoint", () => RefreshAsync(statistics));
        int bytes = statistics.StateBytes().Length;
        using (var scratch = new StatisticsHost(
            services.GetRequiredService<JournalReader>(), services.GetRequiredService<Databases>(),
            new ServingSettingsReading(services.GetRequiredService<ServingSettingsReading>().Required with { Statistics = new() { HalfLifeDays = 30.000001 } }, null), new JournalKeeping(null), TimeProvider.System, NullLogger<StatisticsHost>.Instance))
            await MeasureAsync("statistics of a start, from the beginning", () => RefreshAsync(scratch));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {statistics.Current.Sequence} journal entries; the checkpoint has {bytes / 1e6:0.0} MB"));
        await PartsAsync(services);
        var steps = new Steps();
        TrainModel.Response trained = await MeasureAsync("backcare train, the whole run", () => SendAsync(services, new TrainModel.Command(new TrainModel.Order(), "benchmark", Wait: true) { Listener = steps }));
        steps.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  NDCG@10 {trained.Result!.Ndcg10:0.0000}, knowledge prior {trained.Result.Baselines.Knowledge:0.0000}, verdict {trained.Result.Verdict}"));
    }

    /// <summary>The steps of a run one by one.</summary>
    private static async Task PartsAsync(IServiceProvider services)
    {
        BuildTrainingSet.Response read = await MeasureAsync("read journal, grade, build the training set", () => SendAsync(services, new BuildTrainingSet.Query()));
        TrainingParts parts = await MeasureAsync("cut in time, estimate examination, weight", () => Task.FromResult(
            TrainingParts.Of(read.Set, TimeSplitOptions.For(read.Set.Groups.Count), new TrainingSetOptions().Examination).Parts!));
        TrainedModel model = await MeasureAsync("grow trees", () =>
        {
            TrainingPlan plan = TrainingPlan.Managed(parts, 1);
            return Task.FromResult(plan.Grow(new LambdaMart(), null, null, default));
        });
        Console.WriteLine($"  {read.Set.Groups.Count} lists, {read.Set.Data.Rows} rows, {model.Forest.Trees.Length} trees");
        await MeasureAsync("evaluate beside baselines, off-policy", () => Task.FromResult(Evaluator.Evaluate(parts, model.Forest, null, new EvaluatorOptions())));
    }

    private static async Task<StatisticsHost> RefreshAsync(StatisticsHost statistics)
    {
        await statistics.RefreshAsync(CancellationToken.None);
        return statistics;
    }

    private static async Task<T> SendAsync<T>(IServiceProvider services, IRequest<Answer<T>> request)
        where T : notnull
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer<T> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        return answer.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Reason) : answer.Value;
    }

    private static async Task<T> MeasureAsync<T>(string name, Func<Task<T>> step)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        (long peak, long allocated, TimeSpan processor, long started) = (process.WorkingSet64, GC.GetTotalAllocatedBytes(), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        using var ended = new CancellationTokenSource();
        Task watching = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
                await Task.Delay(20);
            }
        });
        T made = await Task.Run(step);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await ended.CancelAsync();
        await watching;
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-44} {seconds,8:0.0} {(process.TotalProcessorTime - processor).TotalSeconds,8:0.0} {peak / 1e6,8:0} {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,12:0}"));
        return made;
    }

    private static ServiceProvider Services(IConfiguration settings) =>
        new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();

    /// <summary>When a run entered each of its steps.</summary>
    private sealed class Steps : IProgress<TrainingStatus>
    {
        private readonly List<(string Name, long At)> entered = [];

        public void Report(TrainingStatus value)
        {
            lock (entered)
            {
                if (entered.Count == 0 || entered[^1].Name != value.Stage)
                    entered.Add((value.Stage, Stopwatch.GetTimestamp()));
            }
        }

        internal void Print()
        {
            long end = Stopwatch.GetTimestamp();
            for (int i = 0; i < entered.Count; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {entered[i].Name,-42} {Stopwatch.GetElapsedTime(entered[i].At, i + 1 < entered.Count ? entered[i + 1].At : end).TotalSeconds,8:0.0}"));
        }
    }
}
