using System.Diagnostics;
using BackCare.App;
using BackCare.App.Serving;
using BackCare.Benchmarks.Http.Load;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Recommend;

/// <summary><c>shelf</c>: how long a host takes from a changed product to the shelf that has it, with a catalogue of any size on SQLite; time, processor time, memory.</summary>
internal static class ShelfRebuild
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int products = arguments.Number("products", 100_000), edits = arguments.Number("edits", 5);
        string folder = arguments.Text("folder") ?? Directory.CreateTempSubdirectory("backcare-shelf-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            await CatalogueFile.MakeAsync(folder, products);
            IConfigurationRoot settings = new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={Path.Combine(folder, "backcare.db")}")]).Build();
            await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
            ShelfHost shelves = services.GetRequiredService<ShelfHost>();
            await MeasureAsync("first shelf", shelves);
            for (int i = 1; i <= edits; i++)
            {
                await CatalogueFile.TouchAsync(folder, i);
                await MeasureAsync("after one product changed", shelves);
            }
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine(FormattableString.Invariant($"{products:N0} products: {GC.GetTotalMemory(true) / 1e6:F0} MB live, {shelves.Current!.Kinds.Count} kinds"));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (arguments.Text("folder") is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string what, ShelfHost shelves)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        if (!await shelves.RefreshAsync(CancellationToken.None)) throw new InvalidOperationException(shelves.Degraded ?? "The catalogue did not move.");
        double seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant(
            $"{what,-26} {seconds,6:F2} s, {(process.TotalProcessorTime - processor).TotalSeconds,5:F2} processor s, {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,5:F0} MB allocated"));
    }
}
