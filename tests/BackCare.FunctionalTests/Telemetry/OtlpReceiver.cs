using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BackCare.FunctionalTests.Telemetry;

/// <summary>A collector: takes OTLP as protobuf over HTTP/1.1 or as gRPC over HTTP/2 and reads names out of the bytes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> bodies = new();

    private OtlpReceiver(bool isGrpc)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        app = builder.Build();
        app.MapPost("/v1/traces", (HttpContext context) => TakeAsync(context, Spans));
        app.MapPost("/v1/metrics", (HttpContext context) => TakeAsync(context, Metrics));
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", (HttpContext context) => TakeFrameAsync(context, Spans));
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", (HttpContext context) => TakeFrameAsync(context, Metrics));
    }

    public ConcurrentDictionary<string, int> Spans { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Metrics { get; } = new(StringComparer.Ordinal);

    public string Address => app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync(bool isGrpc)
    {
        var receiver = new OtlpReceiver(isGrpc);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>True when the bytes of anything received hold the text.</summary>
    public bool Heard(string text) => bodies.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, ConcurrentDictionary<string, int> names) => Read(await BodyOf(context), names, names == Spans ? 5 : 1);

    /// <summary>One gRPC message: a flag, four bytes of length, the message; the answer is an empty message and a status in a trailer.</summary>
    private async Task TakeFrameAsync(HttpContext context, ConcurrentDictionary<string, int> names)
    {
        Read((await BodyOf(context))[5..], names, names == Spans ? 5 : 1);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task<byte[]> BodyOf(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        bodies.Enqueue(body.ToArray());
        return body.ToArray();
    }

    /// <summary>Export request: resources (1) → scopes (2) → spans or metrics (2) → name.</summary>
    private static void Read(byte[] message, ConcurrentDictionary<string, int> names, int nameField)
    {
        foreach (ReadOnlyMemory<byte> thing in Fields(message, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            foreach (ReadOnlyMemory<byte> name in Fields(thing, nameField))
                names.AddOrUpdate(Encoding.UTF8.GetString(name.Span), 1, static (_, count) => count + 1);
        }
    }

    /// <summary>The length-delimited fields of that number.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        for (int at = 0; at < message.Length;)
        {
            ulong tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0: Varint(message.Span, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                case 2:
                    int length = (int)Varint(message.Span, ref at);
                    if ((int)(tag >> 3) == wanted) found.Add(message.Slice(at, length));
                    at += length;
                    break;
                default: throw new InvalidDataException($"Wire type {tag & 7} is none of protobuf's.");
            }
        }
        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}
