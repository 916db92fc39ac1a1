using System.Diagnostics;
using BackCare.Benchmarks.Http.Load;

namespace BackCare.Benchmarks.Http;

/// <summary><c>load</c>: the real host, in its own process with a catalogue of any size, under an open or a closed load, beside a bare endpoint of the same bytes in turns in one run.</summary>
internal sealed class LoadRun
{
    private readonly LoadOptions options;
    private readonly LoadScenario scenario;
    private readonly LoadReport report;

    private LoadRun(LoadOptions options)
    {
        this.options = options;
        scenario = LoadScenario.Named(options.Scenario);
        report = new LoadReport(options);
    }

    internal static Task<int> RunAsync(Arguments arguments) => new LoadRun(LoadOptions.Read(arguments)).RunAsync();

    private async Task<int> RunAsync()
    {
        string folder = options.Folder ?? Directory.CreateTempSubdirectory("backcare-load-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            await CatalogueFile.MakeAsync(folder, options.Products);
            var started = Stopwatch.StartNew();
            using WebProcess web = WebProcess.Start(folder);
            await HttpLoad.ReadyAsync(web.Port, RawConnection.Post("/v1/recommendations", Reports.All[0]));
            report.Ready(started.Elapsed.TotalSeconds, web.ProcessorSeconds(), web.ResidentMegabytes());
            await LoadAsync(web, folder);
            report.Print();
            return 0;
        }
        finally
        {
            if (options.Folder is null) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task LoadAsync(WebProcess web, string folder)
    {
        string answers = Path.Combine(folder, "answers");
        if (Directory.Exists(answers)) Directory.Delete(answers, recursive: true);
        Directory.CreateDirectory(answers);
        double kilobytes = await scenario.RecordAsync(web.Port, answers);
        using Process? bare = options.Bare && scenario.Fixed.Count > 0 ? HttpLoad.StartBare(answers, WebProcess.FreePort(), out int barePort) : StartNone(out barePort);
        try
        {
            if (bare is not null) await HttpLoad.ReadyAsync(barePort, RawConnection.Post("/0", Reports.All[0]));
            LoadScenario plain = scenario.ForBare();
            report.Begin(kilobytes);
            if (options.Closed)
            {
                Turns("closed", web, bare is null ? null : plain, bare, barePort, (port, load, warmUp, _, spent) =>
                    LoadGenerator.Closed(port, options.Callers, options.Seconds, warmUp, load.Of, spent));
            }
            if (options.Open)
            {
                using var edits = new Edits(options.EditEvery, folder);
                Turns("open", web, bare is null ? null : plain, bare, barePort, (port, load, warmUp, round, spent) =>
                    LoadGenerator.Open(port, options.Connections, Due(warmUp, round), warmUp, load.Of, spent));
            }
        }
        finally
        {
            bare?.Kill(entireProcessTree: true);
        }
    }

    private static Process? StartNone(out int port)
    {
        port = 0;
        return null;
    }

    private long[] Due(long warmUp, int round)
    {
        double seconds = options.Seconds + warmUp / 1e6;
        return options.Poisson ? Arrivals.Poisson(options.Rate, seconds, options.Seed + (ulong)round) : Arrivals.Constant(options.Rate, seconds);
    }

    private void Turns(string mode, WebProcess web, LoadScenario? plain, Process? bare, int barePort, Func<int, LoadScenario, long, int, Func<double>, LoadResult> load)
    {
        LoadResult ours = new(), theirs = new();
        for (int round = 0; round < options.Rounds; round++)
        {
            long warmUp = round == 0 ? options.WarmUp * 1_000_000L : 500_000;
            using (var samples = new MemorySamples(options.SampleEvery, web))
            {
                Take(ours, load(web.Port, scenario, warmUp, round, web.ProcessorSeconds));
            }
            if (plain is not null && bare is not null) Take(theirs, load(barePort, plain, warmUp, round, () => Processor(bare)));
        }
        report.Add(mode, options.Scenario, ours, web.ResidentMegabytes());
        if (plain is not null) report.Add(mode, "bare, same bytes", theirs, null);

        static double Processor(Process process)
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }

        static void Take(LoadResult all, LoadResult round)
        {
            all.Add(round);
            all.Seconds += round.Seconds;
            all.ProcessorSeconds += round.ProcessorSeconds;
        }
    }
}
