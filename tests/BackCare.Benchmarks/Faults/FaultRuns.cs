using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace BackCare.Benchmarks.Faults;

/// <summary><c>faults</c>: each fault for real against a web process under load, with what was sent, failed and lost.</summary>
internal sealed class FaultRuns
{
    private readonly string program;
    private readonly string only;
    private readonly TimeSpan time;
    private readonly int recommendations, batches;

    private FaultRuns(Arguments arguments)
    {
        string configuration = arguments.Text("configuration") ?? "Release";
        program = Path.Combine(Root(), "src", "BackCare.Web", "bin", configuration, "net10.0", "BackCare.Web.dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing: build with 'dotnet build -c {configuration} tests/BackCare.Benchmarks'.");
        (time, only) = (TimeSpan.FromSeconds(arguments.Number("seconds", 60)), arguments.Text("only") ?? "");
        (recommendations, batches) = (arguments.Number("recommendations", 100), arguments.Number("batches", 10));
    }

    internal static async Task<int> RunAsync(Arguments arguments)
    {
        var runs = new FaultRuns(arguments);
        Console.WriteLine(FormattableString.Invariant($"{runs.recommendations} recommendations/s, half of them kept, and {runs.batches} batches of 10 events/s, open loop; load average {await File.ReadAllTextAsync("/proc/loadavg")}").Trim());
        Console.WriteLine("| fault | for | recommendations sent / failed / lost | p50 / p99 ms | event batches sent / 202 / failed / lost | events accepted / stored once / lost / counted twice | lists answered / stored | /health/ready sent / not 200 | most threads | told |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        (string Name, Func<Task> Run)[] all =
        [
            ("none", () => runs.UnderLoadAsync("none", (_, _) => Task.Delay(runs.time / 4))),
            ("database", () => runs.UnderLoadAsync("database gone", (database, _) => database.TakeAwayAsync(runs.time))),
            ("slow", () => runs.UnderLoadAsync("database slow (2 s a statement) or blocked", (database, _) => database.SlowAsync(runs.time / 2))),
            ("kill", runs.KilledAsync),
            ("poison", () => runs.UnderLoadAsync("poison event", runs.PoisonAsync)),
            ("disk", runs.DiskFullAsync),
            ("models", runs.ModelsAsync),
            ("corrupt", runs.CorruptAsync),
        ];
        foreach ((string name, Func<Task> run) in all)
        {
            if (runs.only.Length == 0 || runs.only.Split(',').Contains(name)) await run();
        }
        return 0;
    }

    private async Task UnderLoadAsync(string name, Func<FaultyDatabase, Cast, Task> fault, string? home = null)
    {
        string folder = home ?? Directory.CreateTempSubdirectory("backcare-faults-").FullName;
        using FaultyDatabase database = FaultyDatabase.Make(folder);
        var cast = new Cast(await FaultyHost.StartAsync(program, folder, database.Settings), Run(), folder);
        try
        {
            var load = new FaultLoad(cast.Run, recommendations, batches, 10);
            await new FaultLoad(cast.Run + "-warm", 20, 0, 10).RunAsync(() => cast.Host.Http, TimeSpan.FromSeconds(3));
            var clock = Stopwatch.StartNew();
            Task hurting = Task.Run(() => fault(database, cast));
            await load.RunAsync(() => cast.Host.Http, hurting);
            await hurting;
            double seconds = clock.Elapsed.TotalSeconds;
            await DrainedAsync(cast);
            await ReportAsync($"{name} ({database.Name})", seconds, load, database, cast);
        }
        finally
        {
            cast.Host.Dispose();
            if (home is null) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The database goes, events wait on disk, the process is killed and another takes over.</summary>
    private Task KilledAsync() => UnderLoadAsync("database gone and kill -9 before it is back", async (database, cast) =>
    {
        Task away = database.TakeAwayAsync(time / 2);
        await Task.Delay(time / 3);
        cast.Host.Kill();
        await away;
        FaultyHost killed = cast.Host;
        cast.Host = await FaultyHost.StartAsync(program, cast.Folder, database.Settings);
        killed.Dispose();
    });

    private async Task PoisonAsync(FaultyDatabase database, Cast cast)
    {
        if (!database.IsServer)
            await database.ExecuteAsync($"CREATE TRIGGER poison BEFORE INSERT ON Interactions WHEN NEW.EventId LIKE '{cast.Run}%-7' BEGIN SELECT RAISE(ABORT, 'never'); END");
        await Task.Delay(time / 6);
        cast.Told = (await ReadyTextAsync(cast)).Trim();
        if (!database.IsServer) await database.ExecuteAsync("DROP TRIGGER poison");
        // What was set aside is tried again by the next start.
        FaultyHost before = cast.Host;
        before.Kill();
        cast.Host = await FaultyHost.StartAsync(program, cast.Folder, database.Settings);
        before.Dispose();
    }

    /// <summary>Database, spool and models on one small disk that is filled to its last byte.</summary>
    private async Task DiskFullAsync()
    {
        string disk = Directory.CreateTempSubdirectory("backcare-disk-").FullName;
        if (Shell("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk) != 0)
        {
            Console.WriteLine("| disk full | | not run: mounting a small disk needs root | | | | | | | |");
            return;
        }
        try
        {
            await UnderLoadAsync("disk full", async (_, cast) =>
            {
                await Task.Delay(2_000);
                string filler = Path.Combine(disk, "filler");
                Fill(filler);
                await Task.Delay(time / 4);
                Fill(filler);
                cast.Told = (await ReadyTextAsync(cast)).Trim();
                File.Delete(filler);
                await Task.Delay(2_000);
            }, disk);
        }
        finally
        {
            Shell("umount", disk);
            Directory.Delete(disk);
        }
    }

    /// <summary>A models folder that cannot be written, and a champion of which half a file is there.</summary>
    private Task ModelsAsync() => UnderLoadAsync("models folder read-only, champion half-written", async (_, cast) =>
    {
        string models = Path.Combine(cast.Folder, "models", "ranking");
        Directory.CreateDirectory(Path.Combine(models, "half"));
        string shipped = Directory.GetDirectories(Path.Combine(Root(), "models", "ranking")).First(d => File.Exists(Path.Combine(d, "model.txt")));
        File.Copy(Path.Combine(shipped, "card.json"), Path.Combine(models, "half", "card.json"));
        byte[] model = await File.ReadAllBytesAsync(Path.Combine(shipped, "model.txt"));
        await File.WriteAllBytesAsync(Path.Combine(models, "half", "model.txt"), model[..(model.Length / 2)]);
        await File.WriteAllTextAsync(Path.Combine(models, "champion.json"), """{ "version": "half" }""");
        await Task.Delay(2_000);
        bool isReadOnly = Shell("mount", "--bind", models, models) == 0 && Shell("mount", "-o", "remount,bind,ro", models) == 0;
        await Task.Delay(time / 6);
        cast.Told = (await ReadyTextAsync(cast)).Trim() + (isReadOnly ? "" : " (read-only not tried: it needs root)");
        if (isReadOnly) Shell("umount", models);
    });

    /// <summary>The file is overwritten while the host runs, then at a start.</summary>
    private async Task CorruptAsync()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-faults-").FullName;
        using FaultyDatabase database = FaultyDatabase.Make(folder);
        if (database.IsServer) return;
        var cast = new Cast(await FaultyHost.StartAsync(program, folder, database.Settings), Run(), folder);
        var load = new FaultLoad(cast.Run, recommendations, batches, 10);
        await load.RunAsync(() => cast.Host.Http, TimeSpan.FromSeconds(3));
        await using (FileStream file = new(database.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write(Enumerable.Repeat((byte)0x5A, (int)Math.Min(file.Length, 4_000_000)).ToArray());
        foreach (string ending in new[] { "-wal", "-shm" })
        {
            if (File.Exists(database.File + ending)) await File.WriteAllBytesAsync(database.File + ending, Enumerable.Repeat((byte)0x5A, 65_536).ToArray());
        }
        await load.RunAsync(() => cast.Host.Http, time / 6);
        string told = (await ReadyTextAsync(cast)).Trim();
        cast.Host.Kill();
        string refusal = FaultyHost.RefusalOf(program, folder, database.Settings);
        Console.WriteLine($"| database file overwritten (SQLite) | {Of(load, "recommend")} | | {told} At the next start: {refusal} |");
        cast.Host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReportAsync(string name, double seconds, FaultLoad load, FaultyDatabase database, Cast cast)
    {
        var stored = (await database.ReadAsync($"""SELECT "Id" FROM "RecordedEvents" WHERE "Id" LIKE '{cast.Run}-%'""")).ToHashSet(StringComparer.Ordinal);
        long counted = long.Parse((await database.ReadAsync("""SELECT COALESCE(SUM("Count"), 0) FROM "DailyCounts" """))[0], CultureInfo.InvariantCulture);
        var lists = (await database.ReadAsync("""SELECT "Id" FROM "ServedLists" """)).ToHashSet(StringComparer.Ordinal);
        int lost = load.Accepted.Keys.Count(id => !stored.Contains(id));
        double[] times = [.. load.Answers.Where(a => a.Kind == "recommend").Select(a => a.Milliseconds).Order()];
        int ready = load.Answers.Count(a => a.Kind == "ready"), notReady = load.Answers.Count(a => a.Kind == "ready" && a.Status != 200);
        int accepted = load.Answers.Count(a => a.Kind == "events" && a.Status == 202);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {seconds:0} s | {Of(load, "recommend")} | {At(times, 0.5):0.0} / {At(times, 0.99):0.0} | {load.Answers.Count(a => a.Kind == "events")} / {accepted} / {Failed(load, "events")} | {load.Accepted.Count} / {load.Accepted.Count - lost} / {lost} / {counted - stored.Count} | {load.Lists.Count} / {load.Lists.Keys.Count(lists.Contains)} | {ready} / {notReady} | {cast.Host.MostThreads} | {cast.Told} |"));
    }

    private static async Task DrainedAsync(Cast cast)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(3); await Task.Delay(250))
        {
            string ready = await ReadyTextAsync(cast);
            if (!ready.Contains("wait on this host's disk", StringComparison.Ordinal) && !ready.Contains("has not answered", StringComparison.Ordinal)) break;
        }
        // The last lists of a queue that nobody waits for.
        await Task.Delay(1_500);
    }

    private static async Task<string> ReadyTextAsync(Cast cast)
    {
        using HttpResponseMessage answer = await cast.Host.Http.GetAsync("/health/ready");
        JsonNode ready = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return $"{(int)answer.StatusCode} {ready["status"]}: {string.Join(' ', ready["reasons"]!.AsArray().Select(r => r!.ToString()))}";
    }

    private static string Of(FaultLoad load, string kind) => string.Create(CultureInfo.InvariantCulture, $"{load.Answers.Count(a => a.Kind == kind)} / {Failed(load, kind)}");

    private static string Failed(FaultLoad load, string kind) => string.Create(CultureInfo.InvariantCulture,
        $"{load.Answers.Count(a => a.Kind == kind && a.Status is not (0 or >= 200 and < 300))} / {load.Answers.Count(a => a.Kind == kind && a.Status == 0)}");

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    private static void Fill(string file)
    {
        try
        {
            using FileStream filler = new(file, FileMode.Append);
            while (true) filler.Write(new byte[64 * 1024]);
        }
        catch (IOException)
        {
            // The disk is full, which is what was wanted.
        }
    }

    private static int Shell(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Run() => string.Create(CultureInfo.InvariantCulture, $"r{Environment.ProcessId}-{Environment.TickCount64}");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>What a run plays with.</summary>
    private sealed class Cast(FaultyHost host, string run, string folder)
    {
        internal FaultyHost Host { get; set; } = host;

        internal string Run { get; } = run;

        internal string Folder { get; } = folder;

        internal string Told { get; set; } = "";
    }
}
