using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BackCare.Benchmarks.Faults;

/// <summary>A wire to a server that can be cut, made silent or slow.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly string host;
    private readonly int port;
    private volatile bool isCut, isSilent, isEnded;

    internal CuttingProxy(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How long every piece of an answer is held back.</summary>
    internal TimeSpan Delay { get; set; }

    /// <summary>Nothing goes through any more, and nobody is told.</summary>
    internal void Silence() => isSilent = true;

    /// <summary>Every connection is closed, and a new one at once.</summary>
    internal void Cut()
    {
        (isCut, isSilent) = (true, false);
        foreach (TcpClient client in open.Keys) client.Close();
    }

    /// <summary>New connections go through again.</summary>
    internal void Mend() => (isCut, isSilent) = (false, false);

    public void Dispose()
    {
        isEnded = true;
        Cut();
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!isEnded)
        {
            try
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                if (isCut) client.Close();
                else _ = CarryAsync(client);
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        (open[client], open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(host, port);
            await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream(), delays: false), PumpAsync(server.GetStream(), client.GetStream(), delays: true));
        }
        catch (Exception ended) when (ended is SocketException or IOException or ObjectDisposedException)
        {
            // One side is gone, so the other goes too.
        }
        finally
        {
            client.Close();
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool delays)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer)) > 0;)
            {
                if (delays && Delay > TimeSpan.Zero) await Task.Delay(Delay);
                while (isSilent) await Task.Delay(20);
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception ended) when (ended is SocketException or IOException or ObjectDisposedException)
        {
            // The wire was cut.
        }
    }
}
