using System.Text;

namespace BackCare.Domain.Knowledge;

/// <summary>What a knowledge file must be as bytes: UTF-8 without a mark, lines ended by a single line feed.</summary>
public static class FileBytes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Everything wrong with the bytes of <paramref name="file"/>; the first place of each kind.</summary>
    public static IEnumerable<KnowledgeProblem> Check(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            yield return new KnowledgeProblem(file, 1, "", "", "starts with a byte order mark", "Save it as UTF-8 without one");
        if (bytes.Length > 0 && bytes[^1] != '\n')
            yield return new KnowledgeProblem(file, LineOf(bytes, bytes.Length), "", "", "does not end with a line feed", "End the last line");
        int carriage = Array.IndexOf(bytes, (byte)'\r');
        if (carriage >= 0)
            yield return new KnowledgeProblem(file, LineOf(bytes, carriage), "", "", "has a carriage return", "Save it with line feeds alone (LF)");
        int zero = Array.IndexOf(bytes, (byte)0);
        if (zero >= 0)
            yield return new KnowledgeProblem(file, LineOf(bytes, zero), "", "", "holds a zero byte, so it is no text in UTF-8", "Save it as UTF-8");
        else if (FirstInvalid(bytes) is { } invalid)
            yield return new KnowledgeProblem(file, LineOf(bytes, invalid), "", "", "is not valid UTF-8", "Save it as UTF-8");
    }

    private static int? FirstInvalid(byte[] bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return null;
        }
        catch (DecoderFallbackException error)
        {
            return error.Index;
        }
    }

    private static int LineOf(byte[] bytes, int position) => 1 + bytes.AsSpan(0, position).Count((byte)'\n');
}
