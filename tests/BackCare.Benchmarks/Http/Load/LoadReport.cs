using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>Prints what a load came to, and writes it as JSON where asked to.</summary>
internal sealed class LoadReport(LoadOptions options)
{
    private readonly JsonObject all = new() { ["scenario"] = options.Scenario, ["products"] = options.Products };
    private readonly JsonArray runs = [];
    private readonly List<LoadResult> results = [];

    internal void Ready(double seconds, double processor, double megabytes)
    {
        Say($"{options.Products:N0} products: first recommendation {seconds:F2} s after the start of the process ({processor:F2} processor s), {megabytes:F0} MB resident");
        (all["readySeconds"], all["readyMegabytes"]) = (seconds, megabytes);
    }

    internal void Begin(double kilobytes)
    {
        Say($"{options.Scenario}: {kilobytes:F1} kB an answer on average; {options.Rounds} rounds of {options.Seconds} s in turns, {options.WarmUp} s of warm-up; generator on the same machine; load average {LoadAverage()}");
        Say("mode    endpoint             due/s answered/s    p50 ms   p99 ms  p99.9 ms   max ms  failed  processor µs/request  resident MB");
        (all["answerKilobytes"], all["loadAverage"]) = (kilobytes, LoadAverage());
    }

    internal void Add(string mode, string endpoint, LoadResult result, double? megabytes)
    {
        double due = mode == "open" ? options.Rate : 0, micros = result.ProcessorSeconds * 1e6 / Math.Max(1, result.Requests);
        Say($"{mode,-7} {endpoint,-18} {due,7:F0} {result.PerSecond,10:F0} {Milli(result, 0.5),9:F2} {Milli(result, 0.99),8:F2} {Milli(result, 0.999),9:F2} {result.Latency.HighestMicros / 1e3,8:F1} {result.Failed,7} {micros,21:F0} {megabytes,12:F0}");
        results.Add(result);
        runs.Add(new JsonObject
        {
            ["mode"] = mode,
            ["endpoint"] = endpoint,
            ["duePerSecond"] = due,
            ["perSecond"] = result.PerSecond,
            ["requests"] = result.Requests,
            ["failed"] = result.Failed,
            ["p50Ms"] = Milli(result, 0.5),
            ["p99Ms"] = Milli(result, 0.99),
            ["p999Ms"] = Milli(result, 0.999),
            ["maxMs"] = result.Latency.HighestMicros / 1e3,
            ["serviceP99Ms"] = result.Service.PercentileMicros(0.99) / 1e3,
            ["ownLagP99Ms"] = result.OwnLag.PercentileMicros(0.99) / 1e3,
            ["processorMicros"] = micros,
            ["residentMegabytes"] = megabytes,
        });
        if (mode != "open") return;
        bool keptUp = result.PerSecond > 0.99 * options.Rate * (options.Poisson ? 0.97 : 1);
        Say($"        measured from the moment each request was due; from the moment it was sent, p99 would be {result.Service.PercentileMicros(0.99) / 1e3:F2} ms. The generator's own lag: p50 {result.OwnLag.PercentileMicros(0.5) / 1e3:F2}, p99 {result.OwnLag.PercentileMicros(0.99) / 1e3:F2} ms{(keptUp ? "" : "; THE RATE WAS NOT REACHED")}");
    }

    internal void Print()
    {
        for (int i = 0; i + 1 < results.Count; i += 2)
        {
            if ((string?)runs[i]!["mode"] == "closed" && (string?)runs[i + 1]!["mode"] == "closed")
            {
                Say($"throughput / bare endpoint with the same bytes: {results[i].PerSecond / results[i + 1].PerSecond:F3}; processor time / bare: {(double)runs[i]!["processorMicros"]! / (double)runs[i + 1]!["processorMicros"]!:F2}");
            }
        }
        all["runs"] = runs;
        if (options.Json is { } file) File.WriteAllText(file, all.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static double Milli(LoadResult result, double share) => result.Latency.PercentileMicros(share) / 1e3;

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static void Say(string line) => Console.WriteLine(line);
}
