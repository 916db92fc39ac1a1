namespace BackCare.Domain.Knowledge;

/// <summary>A row that an import brings.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Hash">Hash of its content.</param>
public sealed record IncomingRow(string Table, string Key, string Hash);

/// <summary>A row as it is stored.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="SeedHash">Hash of what the last import brought; null when an admin created it.</param>
/// <param name="Edited">An admin changed it.</param>
/// <param name="Removed">An admin removed it; the row is a mark.</param>
public sealed record StoredRow(string Table, string Key, string? SeedHash, bool Edited, bool Removed);

/// <summary>What an import does with one row.</summary>
public enum MergeAction
{
    /// <summary>New: stored.</summary>
    Add,

    /// <summary>Changed in the files and untouched by admins: taken over.</summary>
    Change,

    /// <summary>As it is stored.</summary>
    Leave,

    /// <summary>Changed, created or removed by an admin: kept as the admin left it.</summary>
    Keep,

    /// <summary>No longer in the files and untouched by admins: removed.</summary>
    Remove,
}

/// <summary>One row's fate.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
public sealed record MergeStep(MergeAction Action, string Table, string Key);

/// <summary>How an import meets what is stored: it brings what is new and never undoes an admin.</summary>
public static class KnowledgeMerge
{
    /// <summary>What to do with every incoming and every stored row. Marks of removed rows that no import brings any more are passed over.</summary>
    public static IReadOnlyList<MergeStep> Decide(IEnumerable<IncomingRow> incoming, IEnumerable<StoredRow> stored)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        Dictionary<(string, string), StoredRow> left = stored.ToDictionary(row => (row.Table, row.Key));
        var steps = new List<MergeStep>();
        foreach (IncomingRow row in incoming)
        {
            MergeAction action = !left.Remove((row.Table, row.Key), out StoredRow? known) ? MergeAction.Add
                : known.Removed || known.Edited || known.SeedHash is null ? MergeAction.Keep
                : known.SeedHash == row.Hash ? MergeAction.Leave
                : MergeAction.Change;
            steps.Add(new MergeStep(action, row.Table, row.Key));
        }

        steps.AddRange(left.Values.Where(row => !row.Removed)
            .OrderBy(row => row.Table, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => new MergeStep(row.Edited || row.SeedHash is null ? MergeAction.Keep : MergeAction.Remove, row.Table, row.Key)));
        return steps;
    }
}
