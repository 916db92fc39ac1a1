namespace BackCare.Domain.Catalog;

/// <summary>What a device's maker says that it is for, kept apart from everything the shop says: two attributes of a product.</summary>
/// <remarks>A shop may repeat a maker's medical purpose for a device that is marked, word by word, and may add nothing to it; for what is not marked it is shown nowhere.</remarks>
public static class IntendedPurpose
{
    /// <summary>Attribute with the maker's words.</summary>
    public const string Text = "intended_purpose_text";

    /// <summary>Attribute with the mark that the device bears.</summary>
    public const string Marking = "device_marking";

    private static readonly string[] Marks = ["CE", "UKCA", "FDA listed"];

    /// <summary>True for an attribute that is shown on its own, or not at all.</summary>
    public static bool IsApart(string attribute) => attribute is Text or Marking;

    /// <summary>True when the product bears the mark of a medical device.</summary>
    public static bool IsMarked(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return attributes.GetValueOrDefault(Marking) is { } mark && Marks.Contains(mark.Trim(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The maker's words of a marked device; null when there are none, or it is not marked.</summary>
    public static string? Of(IReadOnlyDictionary<string, string> attributes) =>
        IsMarked(attributes) && attributes.GetValueOrDefault(Text) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The attributes that are the shop's own copy: without the words of a marked device's maker, which the shop neither wrote nor may change.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OwnCopy(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return attributes.Where(a => a.Key != Text || !IsMarked(attributes)).OrderBy(a => a.Key, StringComparer.Ordinal);
    }
}
