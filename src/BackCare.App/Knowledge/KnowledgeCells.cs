using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackCare.App.Knowledge;

/// <summary>Cells of a row as one JSON object by column; empty cells are left out, so a new column changes no stored row.</summary>
internal static class KnowledgeCells
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            for (int c = 0; c < columns.Count && c < cells.Count; c++)
            {
                if (cells[c].Length > 0)
                    json.WriteString(columns[c], cells[c]);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The cells in the order of <paramref name="columns"/>.</summary>
    public static string[] FromJson(string json, IReadOnlyList<string> columns)
    {
        string[] cells = new string[columns.Count];
        Array.Fill(cells, "");
        using var document = JsonDocument.Parse(json);
        int at = 0;
        foreach (JsonProperty cell in document.RootElement.EnumerateObject())
        {
            // Cells are written in the order of the columns, so the search rarely takes more than a step or two.
            for (int tried = 0; tried < columns.Count && !cell.NameEquals(columns[at]); tried++)
                at = (at + 1) % columns.Count;
            if (cell.NameEquals(columns[at]))
                cells[at] = cell.Value.GetString() ?? "";
        }

        return cells;
    }

    /// <summary>Cells by column, as they are stored: in the order of the columns, empty ones left out.</summary>
    public static string ToJson(IReadOnlyList<string> columns, IReadOnlyDictionary<string, string?> cells) => ToJson(columns, [.. columns.Select(c => cells.GetValueOrDefault(c) ?? "")]);

    /// <summary>Cells by column; empty ones are left out.</summary>
    public static IReadOnlyDictionary<string, string?> ByColumn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString(), StringComparer.Ordinal);
    }

    /// <summary>Tells one content from another; 64 hex digits.</summary>
    public static string Hash(string cells) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cells)));
}
