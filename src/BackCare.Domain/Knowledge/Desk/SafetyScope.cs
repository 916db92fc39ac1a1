using System.Collections.Frozen;

namespace BackCare.Domain.Knowledge.Desk;

/// <summary>Which changes of the knowledge base touch safety and so need a second person (docs/decisions/0097).</summary>
/// <remarks>It names everything that <see cref="Safety.SafetyGate"/>, the hard filters for safety and the plans' stop rules read.</remarks>
public static class SafetyScope
{
    private const string Effect = "effect", Avoid = "avoid";

    private static readonly FrozenSet<string> WholeTables =
        new[] { "redflags", "redflag_patterns", "conditions", "contraindications", "stop_rules" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        ["symptoms"] = ["regions", "population", "self_care", "gate_red_flags", "no_gate_reason"],
        ["structures"] = ["region"],
        ["categories"] = ["group", "plan_group"],
        ["exercises"] = ["stop_rules", "contraindications"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True when every change of the table touches safety.</summary>
    public static bool IsWhole(string table) => WholeTables.Contains(table);

    /// <summary>True when a change of this column touches safety, whatever its value.</summary>
    public static bool Covers(string table, string column) => IsWhole(table) || (Columns.TryGetValue(table, out string[]? columns) && columns.Contains(column));

    /// <summary>The columns of a change that touch safety, in the order of names; empty when one person may make it.</summary>
    /// <param name="table">The row's table.</param>
    /// <param name="before">Its cells as they are; null when the row is new.</param>
    /// <param name="after">Its cells as they are to be; null when the row goes.</param>
    public static IReadOnlyList<string> Of(string table, IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after)
    {
        string[] changed = [.. (before?.Keys ?? []).Union(after?.Keys ?? [], StringComparer.Ordinal).Where(c => Cell(before, c) != Cell(after, c)).Order(StringComparer.Ordinal)];
        // A row that says what may harm, or no longer says it, decides what is taken off a list.
        bool harm = table == "evidence_rules" && (Cell(before, Effect) == Avoid || Cell(after, Effect) == Avoid);
        return harm ? changed : [.. changed.Where(c => Covers(table, c))];
    }

    private static string Cell(IReadOnlyDictionary<string, string?>? cells, string column) => cells?.GetValueOrDefault(column) ?? "";
}
