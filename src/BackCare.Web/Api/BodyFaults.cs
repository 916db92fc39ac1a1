using System.Text.Json;

namespace BackCare.Web.Api;

/// <summary>Problems for bodies that cannot be read; none repeats a value that was sent.</summary>
public static class BodyFaults
{
    // The serializer tells these cases apart only by its message. ProblemTests pin both.
    private const string UnknownField = "The JSON property '";
    private const string FieldTwice = "Duplicate property '";

    /// <summary>The body is the literal null.</summary>
    public static IResult Null() =>
        Problems.BadRequest("malformed_json", "The body is not the JSON expected.", "The body is null; send an object.");

    /// <summary>The serializer stopped.</summary>
    public static IResult Of(JsonException fault)
    {
        if (fault.InnerException is JsonException) return Malformed(fault);
        string path = PathOf(fault);
        KeyValuePair<string, object?>[] place = Place(fault);
        if (fault.Message.StartsWith(UnknownField, StringComparison.Ordinal))
            return Problems.BadRequest("unknown_field", "A field is not known.", Sentence(fault), path, place);
        if (fault.Message.StartsWith(FieldTwice, StringComparison.Ordinal))
            return Problems.BadRequest("duplicate_field", "A field is given twice.", Sentence(fault), path, place);
        return Problems.BadRequest("wrong_type", "A value has the wrong type.", Sentence(fault), path, place);
    }

    /// <summary>A field stands twice, and the reader does not say where.</summary>
    public static IResult Twice() => Problems.BadRequest("duplicate_field", "A field is given twice.", "Send every field of an object once.");

    /// <summary>The text is no JSON.</summary>
    public static IResult Malformed(JsonException fault)
    {
        KeyValuePair<string, object?>[] place = Place(fault);
        return Problems.BadRequest(
            "malformed_json", "The body is not well-formed JSON.", $"Reading stopped at line {place[0].Value}, byte {place[1].Value}.", null, place);
    }

    /// <summary>What to do about a value that does not fit its contract.</summary>
    public static string Sentence(JsonException fault) =>
        fault.Message.StartsWith(UnknownField, StringComparison.Ordinal) ? $"Remove {PathOf(fault)}; the OpenAPI document lists the fields."
        : fault.Message.StartsWith(FieldTwice, StringComparison.Ordinal) ? $"Send {PathOf(fault)} once."
        : $"See the type of {PathOf(fault)} in the OpenAPI document.";

    // Field names are the client's own; one that is absurdly long is cut, and one that reads like a sentence (JSON paths quote it) is not repeated: it may be somebody's words.
    private static string PathOf(JsonException fault) => fault.Path is not { } full ? "$"
        : full.IndexOf("['", StringComparison.Ordinal) is >= 0 and var quoted ? full[..quoted] : full[..Math.Min(full.Length, 200)];

    // Positions are 0-based in the exception; people count from 1.
    private static KeyValuePair<string, object?>[] Place(JsonException fault) =>
        [new("line", (fault.LineNumber ?? 0) + 1), new("position", (fault.BytePositionInLine ?? 0) + 1)];
}
