using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>JSON bodies that follow a schema for the most part, and break it, or JSON itself, in one place or several.</summary>
/// <param name="schemas">The document's schemas, which others refer to.</param>
internal sealed class HostileJson(JsonObject schemas)
{
    private const int Deepest = 6;

    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>A body as it is sent.</summary>
    public Gen<byte[]> Body(JsonNode? schema) => Gen.Frequency(
        (16, Value(schema, 0).Select(Bytes)),
        (2, Value(schema, 0).SelectMany(text => Gen.Choose(0, text.Length).Select(end => Bytes(text[..end])))),
        (1, Value(schema, 0).SelectMany(text => Gen.Choose(0, 255).Two().Select(noise => WithNoise(Bytes(text), noise)))),
        (1, Value(schema, 0).Select(static text => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray())),
        (1, Value(schema, 0).Select(text => Bytes("\uFEFF" + text))),
        (1, Value(schema, 0).Select(text => Bytes(text + "{}"))),
        (1, Gen.Elements("", "null", "[]", "{}", "\"\"", "0", "true", "{", "[", "{\"a\":}", "{'a':1}", "// no\n{}", "{\"\":1}", "{\"__proto__\":{}}", "\u0000").Select(Bytes)),
        (1, Gen.Elements(20, 200, 5_000).SelectMany(depth => Gen.Elements("[", "{\"a\":").Select(open => Bytes(string.Concat(Enumerable.Repeat(open, depth)))))),
        (1, Gen.Elements(1_000, 70_000).Select(static count => Bytes("[" + string.Join(',', Enumerable.Repeat("1", count)) + "]"))));

    /// <summary>A JSON text as it is escaped in a body; a lone surrogate stays one.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c) || c > '\uFF00') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    private static byte[] Bytes(string text) => Utf8.GetBytes(text);

    private static byte[] WithNoise(byte[] body, (int At, int Byte) noise)
    {
        if (body.Length == 0) return body;
        body[noise.At * body.Length / 256] = (byte)noise.Byte;
        return body;
    }

    private Gen<string> Value(JsonNode? schema, int depth)
    {
        if (depth > Deepest || schema is null) return Junk;
        schema = Resolved(schema);
        return Gen.Frequency((14, Fitting(schema, depth)), (1, Junk));
    }

    private Gen<string> Fitting(JsonNode schema, int depth)
    {
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return Gen.Frequency((6, Gen.Elements(values.Select(v => v?.ToJsonString() ?? "null"))), (1, HostileValues.Text.Select(Quoted)));
        if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } kinds)
            return Gen.Elements(kinds.Select(k => k!)).SelectMany(kind => Value(kind, depth + 1));
        string[] types = schema["type"] switch { JsonArray several => [.. several.Select(t => (string)t!)], { } one => [(string)one!], null => schema["properties"] is null ? [] : ["object"] };
        return types.Length == 0 ? Junk : Gen.Elements(types).SelectMany(type => OfType(type, schema, depth));
    }

    private Gen<string> OfType(string type, JsonNode schema, int depth) => type switch
    {
        "object" => Object(schema, depth),
        "array" => Gen.Frequency((12, Gen.Choose(0, 3)), (1, Gen.Elements(21, 101, 1_001)))
            .SelectMany(count => count > 3
                ? Value(schema["items"], depth + 1).Select(one => "[" + string.Join(',', Enumerable.Repeat(one.Length < 200 ? one : "1", count)) + "]")
                : Value(schema["items"], depth + 1).ListOf(count).Select(items => "[" + string.Join(',', items) + "]")),
        "string" when (string?)schema["format"] is "date-time" or "date" => HostileValues.Time.Select(Quoted),
        "string" => Gen.Frequency((1, HostileValues.Id), (1, HostileValues.Text)).Select(Quoted),
        "integer" or "number" => HostileValues.Number,
        "boolean" => Gen.Elements("true", "false"),
        _ => Gen.Constant("null"),
    };

    private Gen<string> Object(JsonNode schema, int depth)
    {
        KeyValuePair<string, JsonNode?>[] members = [.. schema["properties"] as JsonObject ?? []];
        string[] required = [.. (schema["required"] as JsonArray ?? []).Select(r => (string)r!)];
        Gen<string[]> known = Gen.CollectToArray(members, member =>
            Gen.Choose(1, 20).SelectMany(dice => dice == 1 || (dice > 10 && !required.Contains(member.Key))
                ? Gen.Constant("")
                : Value(member.Value, depth + 1).Select(value => dice == 2 ? $"{Quoted(member.Key)}:{value},{Quoted(member.Key)}:{value}" : $"{Quoted(member.Key)}:{value}")));
        bool open = schema["additionalProperties"] is JsonObject;
        Gen<string> more = Gen.Choose(1, open ? 2 : 25).SelectMany(dice => dice != 1
            ? Gen.Constant("")
            : HostileValues.Text.SelectMany(name => Value(schema["additionalProperties"] as JsonObject, depth + 1).Select(value => $"{Quoted(name)}:{value}")));
        return known.SelectMany(parts => more.Select(extra => "{" + string.Join(',', parts.Append(extra).Where(p => p.Length > 0)) + "}"));
    }

    private JsonNode Resolved(JsonNode schema)
    {
        for (int hops = 0; hops < 8 && (string?)schema["$ref"] is { } name; hops++) schema = schemas[name.Split('/')[^1]] ?? new JsonObject();
        return schema;
    }

    private static Gen<string> Junk { get; } = Gen.Frequency(
        (3, HostileValues.Text.Select(Quoted)), (3, HostileValues.Number), (1, Gen.Elements("null", "true", "false", "[]", "{}", "[[]]", "{\"a\":{\"a\":{\"a\":1}}}", "[null]", "01", "+1", ".5", "nul", "\"\\x\"", "\"\\ud800\"")));
}
