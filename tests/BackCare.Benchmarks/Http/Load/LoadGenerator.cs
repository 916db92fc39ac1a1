using System.Diagnostics;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>Sends requests over kept-alive connections, each with a thread of its own, and measures.</summary>
/// <remarks>
/// Open loop: requests are due by a schedule that the server cannot slow down. A connection that is free takes the next one and sends it when it is due, or at
/// once when that is past; latency counts from when it was <em>due</em>. A server that stalls for a second is therefore charged with every request that was due
/// meanwhile and not with one (coordinated omission; G. Tene, "How not to measure latency"). Closed loop: every connection sends its next request when the last
/// answer is in, which measures throughput and says nothing of latency under a load that goes on.
/// </remarks>
internal static class LoadGenerator
{
    /// <summary>Sends by a schedule.</summary>
    /// <param name="port">The server's.</param>
    /// <param name="connections">Requests that may be on their way at once.</param>
    /// <param name="due">When each is due, in microseconds, ascending.</param>
    /// <param name="warmUpMicros">What is due before is sent and not counted.</param>
    /// <param name="request">Bytes of the n-th request; called by many threads.</param>
    /// <param name="processorSeconds">What the server spent so far; asked at the end of the warm-up and at the end.</param>
    internal static LoadResult Open(int port, int connections, long[] due, long warmUpMicros, Func<int, ReadOnlyMemory<byte>> request, Func<double>? processorSeconds = null)
    {
        int next = -1;
        return Run(port, connections, warmUpMicros, processorSeconds, (connection, result, now) =>
        {
            for (int n = Interlocked.Increment(ref next); n < due.Length; n = Interlocked.Increment(ref next))
            {
                ReadOnlyMemory<byte> bytes = request(n);
                long free = now();
                Nap.Until(now, due[n]);
                long sent = now();
                bool succeeded = IsSuccess(connection.Ask(bytes.Span));
                if (due[n] < warmUpMicros) continue;
                result.OwnLag.Add(sent - Math.Max(due[n], free));
                Count(result, succeeded, due[n], sent, now());
            }
        });
    }

    /// <summary>Sends without pause for so long.</summary>
    internal static LoadResult Closed(int port, int connections, double seconds, long warmUpMicros, Func<int, ReadOnlyMemory<byte>> request, Func<double>? processorSeconds = null)
    {
        int next = -1;
        long end = warmUpMicros + (long)(seconds * 1_000_000);
        return Run(port, connections, warmUpMicros, processorSeconds, (connection, result, now) =>
        {
            for (long sent = now(); sent < end; sent = now())
            {
                bool succeeded = IsSuccess(connection.Ask(request(Interlocked.Increment(ref next)).Span));
                if (sent >= warmUpMicros) Count(result, succeeded, sent, sent, now());
            }
        });
    }

    private static LoadResult Run(
        int port, int connections, long warmUpMicros, Func<double>? processorSeconds, Action<LoadConnection, LoadResult, Func<long>> work)
    {
        LoadResult[] results = [.. Enumerable.Range(0, connections).Select(_ => new LoadResult())];
        LoadConnection[] opened = [.. Enumerable.Range(0, connections).Select(_ => new LoadConnection(port))];
        Exception? broken = null;
        long start = Stopwatch.GetTimestamp();
        long Now() => (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        Thread[] threads = [.. Enumerable.Range(0, connections).Select(i => new Thread(() =>
        {
            try
            {
                work(opened[i], results[i], Now);
            }
            catch (Exception fault)
            {
                broken = fault;
            }
        }, 256 * 1024) { IsBackground = true })];
        foreach (Thread thread in threads) thread.Start();
        threads[0].Join(TimeSpan.FromMicroseconds(warmUpMicros));
        double spent = processorSeconds?.Invoke() ?? 0;
        foreach (Thread thread in threads) thread.Join();
        double seconds = (Now() - warmUpMicros) / 1_000_000.0;
        spent = (processorSeconds?.Invoke() ?? 0) - spent;
        foreach (LoadConnection connection in opened) connection.Dispose();
        if (broken is not null) throw new InvalidOperationException("The load could not be made.", broken);
        var all = new LoadResult { Seconds = seconds, ProcessorSeconds = spent };
        foreach (LoadResult result in results) all.Add(result);
        return all;
    }

    private static void Count(LoadResult result, bool succeeded, long due, long sent, long answered)
    {
        result.Requests++;
        if (!succeeded) result.Failed++;
        result.Latency.Add(answered - due);
        result.Service.Add(answered - sent);
    }

    private static bool IsSuccess(int status) => status is >= 200 and < 300;
}
