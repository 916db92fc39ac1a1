using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackCare.Benchmarks.Http;

/// <summary>One kept-alive HTTP/1.1 connection over a bare socket: the client shares the machine with the server, so it must cost little.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[256 * 1024];

    internal async Task OpenAsync(int port) => await socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Bytes of a POST with a JSON body.</summary>
    internal static byte[] Post(string path, string json) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    /// <summary>Sends a request and reads the whole answer; returns its head and body as received (a chunked body with its chunk marks).</summary>
    internal async Task<(string Head, ReadOnlyMemory<byte> Body)> AskAsync(ReadOnlyMemory<byte> request)
    {
        for (int sent = 0; sent < request.Length;) sent += await socket.SendAsync(request[sent..]);
        int filled = 0, head = -1, end = int.MaxValue;
        string headText = "";
        bool chunked = false;
        while (filled < end)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            int read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;
            if (head < 0)
            {
                head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (head < 0) continue;
                headText = Encoding.ASCII.GetString(buffer, 0, head);
                chunked = headText.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
                if (!chunked) end = head + 4 + Length(headText);
            }
            if (chunked && buffer.AsSpan(head + 4, filled - head - 4).EndsWith("0\r\n\r\n"u8)) break;
        }
        return (headText, buffer.AsMemory(head + 4, filled - head - 4));
    }

    public void Dispose() => socket.Dispose();

    private static int Length(string head)
    {
        const string name = "Content-Length:";
        int start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return 0;
        int stop = head.IndexOf('\r', start);
        return int.Parse(head.AsSpan(start + name.Length, (stop < 0 ? head.Length : stop) - start - name.Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
