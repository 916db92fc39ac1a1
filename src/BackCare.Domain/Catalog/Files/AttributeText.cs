using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Attributes of a product as one text: <c>name=value</c>, separated by <c>|</c>, in the order of names. A backslash takes the meaning from what follows it.</summary>
public static class AttributeText
{
    /// <summary>The text.</summary>
    public static string Write(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return string.Join('|', attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{Escape(a.Key)}={Escape(a.Value)}"));
    }

    /// <summary>Reads a text; null when a part of it is no <c>name=value</c> or a name stands twice.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        var part = new StringBuilder();
        for (int i = 0; i <= text.Length && text.Length > 0; i++)
        {
            char c = i < text.Length ? text[i] : '|';
            if (c == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (c == '=' && name is null)
            {
                name = part.ToString().Trim();
                part.Clear();
            }
            else if (c == '|')
            {
                if (name is null or "" || !attributes.TryAdd(name, part.ToString().Trim()))
                    return null;
                (name, _) = (null, part.Clear());
            }
            else
            {
                part.Append(c);
            }
        }

        return attributes;
    }

    private static string Escape(string part) =>
        part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
