namespace BackCare.Domain.Editing;

/// <summary>One field that differs between two states of a thing.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">What it said; null when it said nothing.</param>
/// <param name="After">What it says since; null when it says nothing.</param>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>What differs between two states of a thing that people edit. A state is its fields by name; a field that is absent says nothing, as one that is null.</summary>
public static class FieldDiff
{
    /// <summary>Every field that differs, in the order of names.</summary>
    public static IReadOnlyList<FieldChange> Between(IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(field => new FieldChange(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
                .Where(change => change.Before != change.After),
        ];
    }

    /// <summary>True when both states say the same.</summary>
    public static bool AreSame(IReadOnlyDictionary<string, string?>? one, IReadOnlyDictionary<string, string?>? other) =>
        one is null || other is null ? one is null && other is null : Between(one, other).Count == 0;
}
