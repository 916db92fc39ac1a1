using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What becomes of every row of a change, once it met what is stored.</summary>
/// <param name="Rows">Rows that change something.</param>
/// <param name="Conflicts">Rows that cannot be brought together.</param>
/// <param name="Taken">What others changed meanwhile and was taken over.</param>
/// <param name="Undoes">The change that a row takes back, for an undo.</param>
internal sealed record Planned(
    IReadOnlyList<PlannedRow> Rows, IReadOnlyList<RowConflict> Conflicts, IReadOnlyList<RowTaken> Taken, IReadOnlyDictionary<(string Table, string Key), long>? Undoes = null);

/// <summary>Brings what an editor wants together with what is stored.</summary>
internal static class Planning
{
    /// <summary>Plans every row, or refuses a row that no desk edits, a stale one without a basis, and one that is there already.</summary>
    public static Answer<Planned> Of(KnowledgeWork work, IReadOnlyList<ChangeKnowledge.Change> changes)
    {
        var rows = new List<PlannedRow>();
        var conflicts = new List<RowConflict>();
        var taken = new List<RowTaken>();
        foreach (ChangeKnowledge.Change change in changes)
        {
            if (Misshapen(change, changes) is { } misshapen)
                return misshapen;
            KnowledgeEntry? entry = work.Find(change.Table, change.Key);
            IReadOnlyDictionary<string, string?>? present = work.CellsOf(change.Table, change.Key);
            IReadOnlyDictionary<string, string?>? wanted = Clean(change);
            if (change.Version is null && present is not null)
                return Taken(change);
            if (change.Version is not null && change.Version != entry?.Version)
            {
                if (change.Basis is null)
                    return Stale(change, entry, present, wanted);
                (wanted, IReadOnlyList<MergeConflict> against) = Merge(change, Cleaned(change.Basis, change.Key), present, wanted, taken);
                if (against.Count > 0)
                {
                    conflicts.Add(new RowConflict(change.Table, change.Key, entry?.Version ?? 0, present, against));
                    continue;
                }
            }

            rows.Add(new PlannedRow(entry, new RowChange(change.Table, change.Key, wanted), present));
        }

        return new Planned([.. rows.Where(r => !r.ChangesNothing)], conflicts, taken);
    }

    private static (IReadOnlyDictionary<string, string?>? Wanted, IReadOnlyList<MergeConflict> Conflicts) Merge(
        ChangeKnowledge.Change change, IReadOnlyDictionary<string, string?> basis, IReadOnlyDictionary<string, string?>? present,
        IReadOnlyDictionary<string, string?>? wanted, List<RowTaken> taken)
    {
        if (FieldDiff.AreSame(basis, present))
            return (wanted, []);
        if (present is null || wanted is null)
        {
            // One of the two removes what the other changed: nothing to merge, somebody has to choose.
            return present is null && wanted is null ? (null, [])
                : (wanted, [.. FieldDiff.Between(wanted ?? Nothing, present ?? Nothing).Select(c => new MergeConflict(c.Field, basis.GetValueOrDefault(c.Field), c.Before, c.After))]);
        }

        ThreeWayMerge merge = ThreeWayMerge.Of(basis, wanted, present);
        if (merge.Taken.Count > 0)
            taken.Add(new RowTaken(change.Table, change.Key, merge.Taken));
        return (Cleaned(merge.Fields, change.Key), merge.Conflicts);
    }

    private static readonly Dictionary<string, string?> Nothing = [];

    private static Refusal? Misshapen(ChangeKnowledge.Change change, IReadOnlyList<ChangeKnowledge.Change> all)
    {
        if (KnowledgeFields.Of(change.Table) is not { } fields)
            return new Refusal(RefusalKind.NotFound, $"There is no knowledge table '{change.Table}'. Use one of: {string.Join(", ", KnowledgeFields.Tables.Select(t => t.Name))}.");
        if (all.Count(c => c.Table == change.Table && c.Key == change.Key) > 1)
            return Invalid("key", $"The row {change.Table}/{change.Key} is named twice. Send it once.");
        if (change.Key.Length is 0 or > 120 || !change.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return Invalid(fields[0].Column, "The id is not letters, digits and underscores, at most 120. Choose another.");
        foreach ((string column, string? value) in change.Cells ?? Nothing)
        {
            if (fields.All(f => f.Column != column))
                return Invalid($"cells.{column}", $"There is no such column. Use: {string.Join(", ", fields.Select(f => f.Column))}.");
            if (value?.Length > LongestCell)
                return Invalid($"cells.{column}", $"The text is longer than {LongestCell} characters. Shorten it.");
        }

        return change.Cells?.GetValueOrDefault(fields[0].Column) is { Length: > 0 } id && id != change.Key
            ? Invalid($"cells.{fields[0].Column}", $"The id is not {change.Key}. A row keeps its id: add a new row and remove this one.")
            : null;
    }

    internal const int LongestCell = 8_000;

    private static Refusal Invalid(string path, string problem) => new(RefusalKind.Invalid, problem, [new RefusedField(path, problem)]);

    private static Refusal Taken(ChangeKnowledge.Change change)
    {
        string problem = $"{change.Key} is the id of another row of {change.Table}. Choose another, or change that row.";
        return new Refusal(RefusalKind.Conflict, problem, [new RefusedField(KnowledgeFields.Of(change.Table)![0].Column, problem)]);
    }

    private static StaleRefusal Stale(
        ChangeKnowledge.Change change, KnowledgeEntry? entry, IReadOnlyDictionary<string, string?>? present, IReadOnlyDictionary<string, string?>? wanted) =>
        new($"{change.Table}/{change.Key}", entry?.Version ?? 0, present, FieldDiff.Between(wanted ?? Nothing, present ?? Nothing), []);

    private static IReadOnlyDictionary<string, string?>? Clean(ChangeKnowledge.Change change) => change.Cells is null ? null : Cleaned(change.Cells, change.Key);

    /// <summary>As a row is stored: its id among its cells, empty cells left out.</summary>
    internal static IReadOnlyDictionary<string, string?> Cleaned(IReadOnlyDictionary<string, string?> cells, string key)
    {
        Dictionary<string, string?> clean = cells.Where(c => !string.IsNullOrEmpty(c.Value)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        clean["id"] = key;
        return clean;
    }
}
