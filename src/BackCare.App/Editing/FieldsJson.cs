using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackCare.App.Editing;

/// <summary>Fields of a thing as a JSON object of strings and nulls, in the order of names: the same fields always give the same text.</summary>
public static class FieldsJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object; null for a thing that does not exist.</summary>
    public static string? Write(IReadOnlyDictionary<string, string?>? fields)
    {
        if (fields is null)
            return null;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            foreach ((string field, string? value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
                json.WriteString(field, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The fields of an object that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no such object.</exception>
    public static IReadOnlyDictionary<string, string?>? Read(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString(), StringComparer.Ordinal);
    }
}
