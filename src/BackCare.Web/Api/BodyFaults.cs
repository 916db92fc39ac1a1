using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackCare.Web.Api;

/// <summary>Problems for bodies that cannot be read; none repeats a value that was sent.</summary>
public static partial class BodyFaults
{
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
        string parent = fault.Path ?? "$";
        if (UnknownName().Match(fault.Message) is { Success: true } unknown)
        {
            string path = $"{parent}.{unknown.Groups[1].Value}";
            return Problems.BadRequest("unknown_field", "A field is not known.", $"Remove {path}; the OpenAPI document lists the fields.", path, place);
        }
        if (DuplicateName().IsMatch(fault.Message))
            return Problems.BadRequest("duplicate_field", "A field is given twice.", $"Send the fields under {parent} once each.", parent, place);
        return Problems.BadRequest("wrong_type", "A value has the wrong type.", $"See the type of {parent} in the OpenAPI document.", parent, place);
    }

    // The serializer gives the name of the offending field only inside its message. ApiContractTests pin both forms.
    [GeneratedRegex("^The JSON property '([^']{1,64})[^']*' could not be mapped")]
    private static partial Regex UnknownName();

    [GeneratedRegex("^Duplicate property '")]
    private static partial Regex DuplicateName();
}
