using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>One kept-alive HTTP/1.1 connection that a thread of its own waits on: no scheduler stands between the answer and the clock.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly int port;
    private byte[] buffer = new byte[64 * 1024];
    private Socket socket;

    internal LoadConnection(int port)
    {
        this.port = port;
        socket = Open();
    }

    /// <summary>Sends a request and reads the whole answer; returns its status, or 0 when the connection broke, which is then opened anew.</summary>
    internal int Ask(ReadOnlySpan<byte> request)
    {
        try
        {
            while (!request.IsEmpty) request = request[socket.Send(request)..];
            return Read();
        }
        catch (SocketException)
        {
            Reopen();
            return 0;
        }
    }

    public void Dispose() => socket.Dispose();

    private int Read()
    {
        int filled = 0, body = -1, end = int.MaxValue, status = 0;
        bool chunked = false;
        while (filled < end)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            int read = socket.Receive(buffer.AsSpan(filled));
            if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
            filled += read;
            if (body < 0)
            {
                int head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (head < 0) continue;
                body = head + 4;
                (status, int length) = Head(buffer.AsSpan(0, head + 2));
                chunked = length < 0;
                end = chunked ? int.MaxValue : body + length;
            }
            if (chunked && buffer.AsSpan(body, filled - body).EndsWith("0\r\n\r\n"u8)) return status;
        }
        return status;
    }

    /// <summary>Status and length of an answer; a length of -1 for one that comes in chunks.</summary>
    private static (int Status, int Length) Head(ReadOnlySpan<byte> head)
    {
        if (!Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _)) throw new InvalidDataException("The answer has no status.");
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0) return (status, -1);
        int name = head.IndexOf("Content-Length: "u8);
        if (name < 0) return (status, 0);
        return Utf8Parser.TryParse(head[(name + "Content-Length: ".Length)..], out int length, out _) ? (status, length) : throw new InvalidDataException("The answer's length is no number.");
    }

    private void Reopen()
    {
        socket.Dispose();
        socket = Open();
    }

    private Socket Open()
    {
        var opened = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            opened.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            // The next request finds it broken and counts as failed.
        }
        return opened;
    }
}
