using System.Net;
using System.Net.Sockets;
using System.Text;
using BackCare.Benchmarks.Http.Load;

namespace BackCare.Tests.Benchmarks;

public sealed class LoadGeneratorTests
{
    private const int StalledMs = 600;

    [Fact]
    public void A_stall_is_charged_with_every_request_that_was_due_meanwhile()
    {
        using var server = new StallingServer(stallAt: 50, StalledMs);

        // 100 a second for two seconds on one connection: the 50th answer comes 600 ms late, so the next ones, due 10, 20, 30 ms after it, wait 590, 580, 570 ms ...
        LoadResult result = LoadGenerator.Open(server.Port, 1, Arrivals.Constant(100, 2), 0, _ => StallingServer.Request);

        Assert.Equal((200, 0, 200), (result.Requests, result.Failed, result.Latency.Count));
        // Those that wait 100 ms or more: the stalled one and the 49 due within the next 500 ms (two buckets of slack). Sent-to-answered, it was one.
        Assert.InRange(result.Latency.CountFrom(100_000), 48, 200);
        Assert.InRange(result.Latency.PercentileMicros(0.99), 570_000, long.MaxValue);
        Assert.InRange(result.Service.CountFrom(StalledMs * 950), 1, 199);
        Assert.True(result.Service.CountFrom(100_000) < result.Latency.CountFrom(100_000), "A load that waits for every answer hides what was due meanwhile.");
        // Nothing of it was the generator's fault: a connection was free only when the stall was over.
        Assert.True(result.OwnLag.CountFrom(100_000) < 48, "The generator itself was late.");
    }

    [Fact]
    public void A_closed_load_sends_the_next_request_when_the_last_is_answered()
    {
        using var server = new StallingServer(stallAt: -1, 0);

        LoadResult result = LoadGenerator.Closed(server.Port, 2, 0.3, 0, _ => StallingServer.Request);

        Assert.Equal(server.Answered, result.Requests);
        Assert.Equal((0, result.Requests), (result.Failed, result.Service.Count));
        Assert.InRange(result.Requests, 2, long.MaxValue);
    }

    [Fact]
    public void An_answer_other_than_success_counts_as_failed()
    {
        using var server = new StallingServer(stallAt: -1, 0, "503 Service Unavailable");

        Assert.Equal(10, LoadGenerator.Open(server.Port, 2, Arrivals.Constant(1_000, 0.01), 0, _ => StallingServer.Request).Failed);
    }

    [Fact]
    public void Constant_arrivals_are_equally_far_apart_and_poisson_ones_have_their_mean_and_repeat()
    {
        Assert.Equal([0, 250_000, 500_000, 750_000], Arrivals.Constant(4, 1));
        long[] due = Arrivals.Poisson(1_000, 10, 7);

        // 10,000 expected with a standard deviation of 100.
        Assert.InRange(due.Length, 9_600, 10_400);
        Assert.Equal(due, Arrivals.Poisson(1_000, 10, 7));
        Assert.NotEqual(due, Arrivals.Poisson(1_000, 10, 8));
        Assert.Equal(due.Order(), due);
        // Of exponential distances 1 − 1/e = 63.2 % are shorter than the mean of 1 ms.
        Assert.InRange(due.Zip(due.Skip(1), (a, b) => b - a).Count(distance => distance < 1_000) / (double)due.Length, 0.6, 0.66);
    }

    /// <summary>Answers every request at once, but one of them late.</summary>
    private sealed class StallingServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly byte[] answer;
        private readonly int stallAt, stallMs;
        private int answered;

        public StallingServer(int stallAt, int stallMs, string status = "200 OK")
        {
            (this.stallAt, this.stallMs) = (stallAt, stallMs);
            answer = Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nok");
            listener.Start();
            _ = Task.Run(AcceptAsync);
        }

        public static ReadOnlyMemory<byte> Request { get; } = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Answered => Volatile.Read(ref answered);

        public void Dispose() => listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = AnswerAsync(await listener.AcceptSocketAsync());
            }
            catch (Exception fault) when (fault is ObjectDisposedException or SocketException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(Socket socket)
        {
            using (socket)
            {
                socket.NoDelay = true;
                byte[] buffer = new byte[1024];
                while (await socket.ReceiveAsync(buffer) > 0)
                {
                    if (Interlocked.Increment(ref answered) == stallAt)
                        await Task.Delay(stallMs);
                    await socket.SendAsync(answer);
                }
            }
        }
    }
}
