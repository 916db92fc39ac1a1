namespace BackCare.Domain.Editing;

/// <summary>What one change did to a thing: the fields it changed, as they were and as they are since.</summary>
/// <param name="Before">The changed fields as they were; null when the thing did not exist.</param>
/// <param name="After">The changed fields as they are since; null when the thing is gone since.</param>
public sealed record Edit(IReadOnlyDictionary<string, string?>? Before, IReadOnlyDictionary<string, string?>? After)
{
    private static readonly Dictionary<string, string?> Nothing = [];

    /// <summary>The fields that differ. Everything a thing said when it began or ended counts as changed.</summary>
    public IReadOnlyList<FieldChange> Changes => FieldDiff.Between(Before ?? Nothing, After ?? Nothing);

    /// <summary>True when it changes nothing.</summary>
    public bool IsEmpty => Before is null == After is null && Changes.Count == 0;

    /// <summary>The edit that leads from one state to another; a state is null when the thing does not exist in it.</summary>
    public static Edit Between(IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after)
    {
        if (before is null || after is null)
            return new Edit(Said(before), Said(after));
        IReadOnlyList<FieldChange> changes = FieldDiff.Between(before, after);
        return new Edit(Fields(changes.Select(c => (c.Field, c.Before))), Fields(changes.Select(c => (c.Field, c.After))));
    }

    /// <summary>The state after this edit of <paramref name="state"/>; null when the thing is gone.</summary>
    public IReadOnlyDictionary<string, string?>? ApplyTo(IReadOnlyDictionary<string, string?>? state)
    {
        if (After is null)
            return null;
        Dictionary<string, string?> after = Before is null || state is null ? new(StringComparer.Ordinal) : new(state, StringComparer.Ordinal);
        foreach ((string field, string? value) in After)
            after[field] = value;
        return after;
    }

    /// <summary>The state that a history says: every edit applied in turn, from a thing that does not exist or from what stood before the history began.</summary>
    public static IReadOnlyDictionary<string, string?>? Replay(IEnumerable<Edit> edits, IReadOnlyDictionary<string, string?>? start = null)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return edits.Aggregate(start, (state, edit) => edit.ApplyTo(state));
    }

    /// <summary>Takes this edit back in the present state, keeping what was changed since elsewhere.</summary>
    /// <param name="present">What is saved now; null when the thing does not exist.</param>
    public UndoneEdit UndoIn(IReadOnlyDictionary<string, string?>? present)
    {
        if (Before is not null && After is not null && present is not null)
        {
            ThreeWayMerge merge = ThreeWayMerge.Of(After, Before, Only(present, Before));
            return new UndoneEdit(merge.IsClean ? With(present, merge.Fields) : present, merge.Conflicts);
        }

        // Where a thing begins or ends there is nothing to merge: it can be taken back as long as nobody touched it since.
        if (FieldDiff.AreSame(present, Before))
            return new UndoneEdit(present, []);
        return present is null == After is null && FieldDiff.AreSame(present, After)
            ? new UndoneEdit(Before, [])
            : new UndoneEdit(present, [.. FieldDiff.Between(Before ?? Nothing, present ?? Nothing)
                .Select(c => new MergeConflict(c.Field, After?.GetValueOrDefault(c.Field), c.Before, c.After))]);
    }

    private static Dictionary<string, string?>? Said(IReadOnlyDictionary<string, string?>? state) =>
        state is null ? null : Fields(state.Where(f => f.Value is not null).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value)));

    private static Dictionary<string, string?> Fields(IEnumerable<(string Field, string? Value)> fields) =>
        fields.ToDictionary(f => f.Field, f => f.Value, StringComparer.Ordinal);

    private static Dictionary<string, string?> Only(IReadOnlyDictionary<string, string?> state, IReadOnlyDictionary<string, string?> fields) =>
        Fields(fields.Keys.Select(field => (field, state.GetValueOrDefault(field))));

    private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> state, IReadOnlyDictionary<string, string?> fields)
    {
        var with = new Dictionary<string, string?>(state, StringComparer.Ordinal);
        foreach ((string field, string? value) in fields)
            with[field] = value;
        return with;
    }
}

/// <summary>What taking an edit back leads to.</summary>
/// <param name="Fields">The state to save; null when the thing is to be gone. With conflicts it is the present state, untouched.</param>
/// <param name="Conflicts">Fields that somebody changed since: what the undo wants is in <see cref="MergeConflict.Mine"/>.</param>
public sealed record UndoneEdit(IReadOnlyDictionary<string, string?>? Fields, IReadOnlyList<MergeConflict> Conflicts)
{
    /// <summary>True when nothing stands against it.</summary>
    public bool IsClean => Conflicts.Count == 0;
}
