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
        // Positions are 0-based in the exception; people count from 1.
        long line = (fault.LineNumber ?? 0) + 1, column = (fault.BytePositionInLine ?? 0) + 1;
        KeyValuePair<string, object?>[] place = [new("line", line), new("position", column)];
        if (fault.InnerException is JsonException)
        {
            return Problems.BadRequest(
                "malformed_json", "The body is not well-formed JSON.", $"Reading stopped at line {line}, byte {column}.", null, place);
        }
        // Field names are the client's own; one that is absurdly long is cut.
        string path = fault.Path is { } full ? full[..Math.Min(full.Length, 200)] : "$";
        if (fault.Message.StartsWith(UnknownField, StringComparison.Ordinal))
            return Problems.BadRequest("unknown_field", "A field is not known.", $"Remove {path}; the OpenAPI document lists the fields.", path, place);
        if (fault.Message.StartsWith(FieldTwice, StringComparison.Ordinal))
            return Problems.BadRequest("duplicate_field", "A field is given twice.", $"Send {path} once.", path, place);
        return Problems.BadRequest("wrong_type", "A value has the wrong type.", $"See the type of {path} in the OpenAPI document.", path, place);
    }
}
