using System.Buffers;
using System.Text.Json;
using BackCare.App.Recommend;

namespace BackCare.Web.Api;

/// <summary>A recommendation as a response: written whole into one buffer of the thread, sent with its length.</summary>
internal sealed class WrittenRecommendations(GetRecommendations.Response answer) : IResult, IStatusCodeHttpResult, IValueHttpResult
{
    // An answer is 5 to 40 KB; a buffer that had to hold a much longer one is let go.
    private const int FirstLength = 64 * 1024, LongestKept = 512 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public object? Value => answer;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArrayBufferWriter<byte> written = buffer ??= new ArrayBufferWriter<byte>(FirstLength);
        written.ResetWrittenCount();
        Utf8JsonWriter json = writer ??= new Utf8JsonWriter(written, new JsonWriterOptions { SkipValidation = true });
        json.Reset(written);
        RecommendationWriter.Write(json, answer);
        json.Flush();
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = written.WrittenCount;
        // The pipe takes a copy before it returns: the buffer is free for the thread's next answer.
        response.BodyWriter.Write(written.WrittenSpan);
        if (written.Capacity > LongestKept) buffer = null;
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}
