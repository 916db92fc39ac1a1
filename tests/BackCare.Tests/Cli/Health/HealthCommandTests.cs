using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackCare.Tests.Cli.Health;

public sealed class HealthCommandTests : IDisposable
{
    private readonly CommandRun command = new();
    private readonly TcpListener host = new(IPAddress.Loopback, 0);

    public HealthCommandTests() => host.Start();

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}");

    [Theory]
    [InlineData("200 OK", """{"status":"ready","reasons":[]}""", 0, "ready")]
    [InlineData("200 OK", """{"status":"degraded","reasons":["An older catalogue is served."]}""", 0, "degraded\nAn older catalogue is served.")]
    [InlineData("503 Service Unavailable", """{"status":"stopping","reasons":["The host was asked to stop."]}""", 1, "stopping\nThe host was asked to stop.")]
    [InlineData("404 Not Found", "<html>", 1, "What answers there is no BackCare host: 404.")]
    public async Task What_a_host_says_of_itself_is_printed_and_decides_the_exit_code(string status, string body, int code, string printed)
    {
        Task answered = AnswerAsync($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

        Assert.Equal(code, await command.Run("health", Address));
        await answered;
        Assert.Equal(printed, command.Output.TrimEnd());
    }

    [Fact]
    public async Task A_host_that_is_not_there_or_says_nothing_is_told_in_one_sentence()
    {
        Assert.Equal(1, await command.Run("health", Address, "--timeout", "1"));
        Assert.Contains("did not answer within 1 s", command.Error, StringComparison.Ordinal);
        string gone = Address;
        host.Stop();

        Assert.Equal(1, await command.Run("health", gone));
        Assert.StartsWith($"{gone}/ does not answer:", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_address_is_refused_with_an_example()
    {
        Assert.Equal(1, await command.Run("health", "localhost:8080"));
        Assert.Contains("write one such as http://localhost:8080", command.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        host.Dispose();
        command.Dispose();
    }

    private async Task AnswerAsync(string answer)
    {
        using TcpClient client = await host.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using NetworkStream stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4_096], TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
