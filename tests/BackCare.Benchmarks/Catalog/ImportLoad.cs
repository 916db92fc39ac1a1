using System.Diagnostics;
using System.Globalization;
using System.Text;
using BackCare.App;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Catalog;

/// <summary><c>import</c>: a product file of many rows through upload, check and import on SQLite: rows a second, and how much memory the process had at most.</summary>
/// <remarks>The products are new and have no category, so that every one of them is also linted and gets a suggestion. A second import of the same file,
/// in which nothing differs, is measured too.</remarks>
internal static class ImportLoad
{
    private static readonly Actor Admin = new("benchmark", "benchmark", AccountRole.Admin);

    private static readonly string[] Kinds = ["gel heel cup", "foam roller", "slant board", "arch sleeve", "night splint", "resistance band", "massage ball", "coffee mug"];

    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int rows = arguments.Number("rows", 100_000);
        string folder = Directory.CreateTempSubdirectory("backcare-import-").FullName;
        try
        {
            string file = Path.Combine(folder, "products.csv");
            await WriteAsync(file, rows);
            await RunAsync(Path.Combine(folder, "backcare.db"), file, rows);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string database, string file, int rows)
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={database}")]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
        await services.GetRequiredService<BackCareStartup>().PrepareAsync();
        Say($"{rows} rows, {new FileInfo(file).Length / 1e6:F1} MB; {Environment.ProcessorCount} processors; before: {Peak():F0} MB at most");
        foreach (string pass in (string[])["new products", "the same file again"])
        {
            string id = "";
            await MeasureAsync(pass, "upload", rows, async () =>
            {
                await using FileStream content = File.OpenRead(file);
                id = (await AskAsync(services, new UploadImport.Command("products.csv", content, Admin))).Import.Id;
            });
            await MeasureAsync(pass, "check", rows, () => AskAsync(services, new CheckImport.Command(id, new CheckImport.Choices(), Wait: true)));
            ImportCounts counts = (await AskAsync(services, new GetImport.Query(id))).Import.Counts;
            Say($"  {counts.Added} new, {counts.Changed} changed, {counts.Unchanged} unchanged, {counts.Rejected} rejected, {counts.NeedPlace} to confirm");
            if (counts.Added > 0)
                await MeasureAsync(pass, "import", rows, () => AskAsync(services, new ApplyImport.Command(id, false, Admin, Wait: true)));
        }

        await using BackCareDb db = services.GetRequiredService<Databases>().Open();
        Say($"in the database: {await db.Products.CountAsync()} products, {await db.Changes.CountAsync()} changes in the history, {await db.Suggestions.CountAsync()} suggestions");
    }

    private static async Task MeasureAsync(string pass, string step, int rows, Func<Task> work)
    {
        long before = Stopwatch.GetTimestamp();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        await work();
        double seconds = Stopwatch.GetElapsedTime(before).TotalSeconds, used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        Say($"{pass}, {step}: {seconds:F1} s ({used:F1} s of processor), {rows / seconds:F0} rows/s, {Peak():F0} MB at most");
    }

    private static async Task<T> AskAsync<T>(ServiceProvider services, IRequest<Answer<T>> request)
        where T : notnull
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer<T> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        return answer.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Reason) : answer.Value;
    }

    private static async Task WriteAsync(string file, int rows)
    {
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false));
        await writer.WriteAsync("sku,name,description,brand,price,stock\r\n");
        for (int i = 0; i < rows; i++)
        {
            string kind = Kinds[i % Kinds.Length];
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"B-{i:000000},{kind} no. {i},\"A {kind} of the usual kind, washable, for daily use. Comes in a box with a leaflet in English and Spanish; number {i} of a long list.\",Maker {i % 40},{5 + (i % 90)}.95,{i % 30}\r\n"));
        }
    }

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static void Say(string line) => Console.WriteLine(line);
}
