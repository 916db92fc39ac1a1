using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using BackCare.App.Messaging;

namespace BackCare.App.Editing;

/// <summary>Where a page of a list ended: the last item's sort keys under the name of the list and its order. Clients pass it back as it is.</summary>
/// <remarks>A page that starts after a key, not at a number, neither repeats nor leaves out items when others are added or removed meanwhile.</remarks>
/// <param name="List">Name of the list and its order, such as <c>products:name</c>; a cursor of one is refused by another.</param>
/// <param name="Keys">Sort keys of the last item, its id last.</param>
public sealed record Cursor(string List, IReadOnlyList<string> Keys)
{
    private const int LongestText = 2_000;

    /// <summary>What a use case answers to a cursor that it did not give out.</summary>
    public static Refusal Unknown { get; } = new(
        RefusalKind.Invalid, "The cursor is not one of this list.", [new RefusedField("cursor", "Pass the cursor of the page before with the same sort and filters, or leave it out to start anew.")]);

    /// <summary>A cursor after the item with these keys.</summary>
    public static string After(string list, params ReadOnlySpan<string> keys)
    {
        var text = new StringBuilder(Part(list));
        foreach (string key in keys)
            text.Append('.').Append(Part(key));
        return text.ToString();
    }

    /// <summary>Reads a cursor; false when it is not one of this list or has not as many keys.</summary>
    public static bool TryRead(string text, string list, int keys, [NotNullWhen(true)] out Cursor? cursor)
    {
        ArgumentNullException.ThrowIfNull(text);
        cursor = null;
        string[] parts = text.Length > LongestText ? [] : text.Split('.');
        if (parts.Length != keys + 1 || parts.Any(p => !Base64Url.IsValid(p)))
            return false;
        string[] read = [.. parts.Select(p => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(p)))];
        cursor = read[0] == list ? new Cursor(list, read[1..]) : null;
        return cursor is not null;
    }

    /// <summary>Reads a cursor whose only key is a number; null when there is no cursor, a refusal when it is not one of this list.</summary>
    public static Answer<CursorStart> Number(string? text, string list) =>
        text is null or "" ? new CursorStart(null)
        : TryRead(text, list, 1, out Cursor? cursor) && long.TryParse(cursor.Keys[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id) ? new CursorStart(id)
        : Unknown;

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

/// <summary>Where a list by number starts.</summary>
/// <param name="After">The last number of the page before; null for the first page.</param>
public sealed record CursorStart(long? After);
