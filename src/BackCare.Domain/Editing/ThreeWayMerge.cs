namespace BackCare.Domain.Editing;

/// <summary>One field that two editors changed to different values.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Basis">What both started from; null when it said nothing.</param>
/// <param name="Mine">What the second editor wrote.</param>
/// <param name="Theirs">What the first one saved.</param>
public sealed record MergeConflict(string Field, string? Basis, string? Mine, string? Theirs);

/// <summary>Two editors' changes of the same basis brought together, field by field.</summary>
/// <param name="Fields">The merged state. A field in conflict says what <c>theirs</c> says: what is saved already is never overwritten unasked.</param>
/// <param name="Taken">What the other editor had changed and is taken over.</param>
/// <param name="Conflicts">What somebody has to choose, in the order of names.</param>
public sealed record ThreeWayMerge(IReadOnlyDictionary<string, string?> Fields, IReadOnlyList<FieldChange> Taken, IReadOnlyList<MergeConflict> Conflicts)
{
    /// <summary>True when nobody has to choose anything.</summary>
    public bool IsClean => Conflicts.Count == 0;

    /// <summary>Merges: a field that only one of the two changed gets that value, one that both changed alike gets it once.</summary>
    /// <param name="basis">What the second editor was shown.</param>
    /// <param name="mine">What the second editor wants.</param>
    /// <param name="theirs">What is saved now.</param>
    public static ThreeWayMerge Of(
        IReadOnlyDictionary<string, string?> basis, IReadOnlyDictionary<string, string?> mine, IReadOnlyDictionary<string, string?> theirs)
    {
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(theirs);
        var fields = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        List<FieldChange> taken = [];
        List<MergeConflict> conflicts = [];
        foreach (string field in basis.Keys.Union(mine.Keys, StringComparer.Ordinal).Union(theirs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            (string? was, string? wanted, string? saved) = (basis.GetValueOrDefault(field), mine.GetValueOrDefault(field), theirs.GetValueOrDefault(field));
            fields[field] = wanted == was ? saved : saved == was ? wanted : saved;
            if (wanted == saved)
                continue;
            if (wanted == was)
                taken.Add(new FieldChange(field, was, saved));
            else if (saved != was)
                conflicts.Add(new MergeConflict(field, was, wanted, saved));
        }

        return new ThreeWayMerge(fields, taken, conflicts);
    }
}
