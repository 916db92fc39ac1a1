using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BackCare.Benchmarks.Http;

/// <summary><c>http</c>: POST /v1/recommendations under load, beside a bare endpoint that returns the same bytes, in turns in one run.</summary>
/// <remarks>Closed loop: every connection sends its next report when the last answer is in, so latency includes waiting for a core that the
/// client shares with the server. Both sides get the same reports from the same client. The bare side answers with a Content-Length,
/// BackCare chunked, as each would.</remarks>
internal static class HttpLoad
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int connections = arguments.Number("connections", 16), rounds = arguments.Number("rounds", 3), seconds = arguments.Number("seconds", 5);
        using WebProcess web = WebProcess.Start();
        string folder = Path.Combine(web.Folder, "answers");
        Directory.CreateDirectory(folder);
        double kilobytes = await RecordAsync(web.Port, folder);
        using Process bare = StartBare(folder, WebProcess.FreePort(), out int barePort);
        try
        {
            byte[][] ours = [.. Reports.All.Select(r => RawConnection.Post("/v1/recommendations", r))];
            byte[][] theirs = [.. Reports.All.Select((r, i) => RawConnection.Post(string.Create(CultureInfo.InvariantCulture, $"/{i}"), r))];
            await ReadyAsync(barePort, theirs[0]);
            Say($"{Reports.All.Count} reports in turn, {kilobytes:F1} kB an answer, {connections} connections, {rounds} rounds of {seconds} s in turns, client on the same machine");
            await LoadAsync(web.Port, ours, connections, seconds);
            await LoadAsync(barePort, theirs, connections, seconds);
            Sample backCare = new(), plain = new();
            for (int round = 0; round < rounds; round++)
            {
                backCare.Add(await LoadAsync(web.Port, ours, connections, seconds));
                plain.Add(await LoadAsync(barePort, theirs, connections, seconds));
            }
            Say("endpoint                  requests/s   p50 ms   p99 ms  p99.9 ms");
            backCare.Print("POST /v1/recommendations");
            plain.Print("bare, same bytes");
            Say($"throughput BackCare / bare: {backCare.PerSecond / plain.PerSecond:F3}; p99 BackCare / bare: {backCare.Percentile(0.99) / plain.Percentile(0.99):F2}");
            Say($"resident memory of the host after the load: {web.ResidentMegabytes():F0} MB");
            return 0;
        }
        finally
        {
            bare.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Waits until a server answers with success.</summary>
    internal static async Task ReadyAsync(int port, byte[] request)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(2))
        {
            try
            {
                using var connection = new RawConnection();
                await connection.OpenAsync(port);
                (string head, _) = await connection.AskAsync(request);
                if (head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) return;
            }
            catch (Exception fault) when (fault is System.Net.Sockets.SocketException or IOException && waited.Elapsed < TimeSpan.FromMinutes(2))
            {
                // Not listening yet.
            }
            if (waited.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"Nothing answers on port {port}.");
        }
    }

    /// <summary>Keeps one answer to every report for the bare server; returns their mean size.</summary>
    private static async Task<double> RecordAsync(int port, string folder)
    {
        await ReadyAsync(port, RawConnection.Post("/v1/recommendations", Reports.All[0]));
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        long total = 0;
        for (int i = 0; i < Reports.All.Count; i++)
        {
            using var content = new StringContent(Reports.All[i], Encoding.UTF8, "application/json");
            byte[] answer = await (await http.PostAsync("/v1/recommendations", content)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            await File.WriteAllBytesAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:00}")), answer);
            total += answer.Length;
        }
        return total / 1000.0 / Reports.All.Count;
    }

    /// <summary>Starts the bare server on recorded answers.</summary>
    internal static Process StartBare(string folder, int freePort, out int port)
    {
        port = freePort;
        // Started as "dotnet X.dll", this process is dotnet and not the program.
        bool byDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] program = byDotnet ? [typeof(HttpLoad).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [.. program, "http-bare", "--answers", folder, "--port", port.ToString(CultureInfo.InvariantCulture)]))!;
    }

    private static async Task<(double Seconds, double[] Milliseconds)> LoadAsync(int port, byte[][] requests, int connections, int seconds)
    {
        var clock = Stopwatch.StartNew();
        List<double>[] all = await Task.WhenAll(Enumerable.Range(0, connections).Select(start => Task.Run(async () =>
        {
            List<double> times = new(100_000);
            using var connection = new RawConnection();
            await connection.OpenAsync(port);
            for (int i = start; clock.Elapsed.TotalSeconds < seconds; i++)
            {
                long began = Stopwatch.GetTimestamp();
                (string head, _) = await connection.AskAsync(requests[i % requests.Length]);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException($"The server answered {head.Split('\r')[0]}.");
            }
            return times;
        })));
        return (clock.Elapsed.TotalSeconds, [.. all.SelectMany(t => t)]);
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static void Say(string line) => Console.WriteLine(line);

    /// <summary>Requests of all rounds together.</summary>
    private sealed class Sample
    {
        private readonly List<double> times = [];
        private double seconds;
        private bool sorted;

        internal double PerSecond => times.Count / seconds;

        internal void Add((double Seconds, double[] Milliseconds) round)
        {
            seconds += round.Seconds;
            times.AddRange(round.Milliseconds);
            sorted = false;
        }

        internal double Percentile(double share)
        {
            if (!sorted) times.Sort();
            sorted = true;
            return times[(int)Math.Min(times.Count - 1, Math.Ceiling(share * times.Count) - 1)];
        }

        internal void Print(string name) => Say($"{name,-25} {PerSecond,10:F0} {Percentile(0.5),8:F2} {Percentile(0.99),8:F2} {Percentile(0.999),9:F2}");
    }
}
