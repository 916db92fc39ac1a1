using System.Diagnostics;
using System.Diagnostics.Metrics;
using BackCare.App;
using BackCare.App.Recommend;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Telemetry;

/// <summary><c>telemetry-cost</c>: own CPU time and memory of one recommendation through its use case while nobody listens, while metrics are listened to, and while every request is traced too.</summary>
internal static class TelemetryCost
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int requests = arguments.Number("requests", 10_000);
        string folder = Directory.CreateTempSubdirectory("backcare-telemetry-").FullName;
        try
        {
            IConfigurationRoot settings = new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={Path.Combine(folder, "backcare.db")}"), new("Models:Path", Path.Combine(folder, "models"))]).Build();
            await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
            await services.GetRequiredService<BackCareStartup>().PrepareAsync();
            await MeasureAsync(services, Math.Min(requests, 3_000), null);
            for (int round = 1; round <= 2; round++)
            {
                await MeasureAsync(services, requests, $"round {round}, nobody listens");
                using (MeterListener metrics = Metrics())
                {
                    await MeasureAsync(services, requests, $"round {round}, metrics");
                    using ActivityListener traces = Traces();
                    await MeasureAsync(services, requests, $"round {round}, metrics and traces of every request");
                }
            }

            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(ServiceProvider services, int requests, string? name)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        IMediator mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        double[] micros = new double[requests];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < requests; i++)
        {
            double cpu = ThreadClock.Micros();
            await mediator.Send(new GetRecommendations.Query { Text = "tight calves after running and a sore spot at the back of the heel" });
            micros[i] = ThreadClock.Micros() - cpu;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(micros);
        if (name is not null)
            Console.WriteLine($"{name}: own CPU time, µs: p50 {micros[requests / 2]:0}  p99 {micros[requests * 99 / 100]:0}; {allocated / requests / 1024.0:0.0} KiB a request");
    }

    private static MeterListener Metrics()
    {
        var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == "BackCare") listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static ActivityListener Traces()
    {
        var listener = new ActivityListener { ShouldListenTo = static source => source.Name == "BackCare", Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
