using System.Collections.Frozen;

namespace BackCare.Domain.Knowledge.Desk;

/// <summary>Which changes of the knowledge base touch safety and so need a second person (docs/decisions/0097).</summary>
/// <remarks>It names everything that <see cref="Safety.SafetyGate"/>, the hard filters for safety and the plans' stop rules read.</remarks>
public static class SafetyScope
{
    private const string Rules = "evidence_rules", Translations = "spanish", Effect = "effect", Avoid = "avoid", Structure = "structure_id", English = "english";

    // A product is a lift for one shoe by a rule that names this structure, and is held back by it (ShelfItem.IsOneSidedLift).
    private const string LegLength = "leg_length";

    private static readonly string[] HoldingBack = ["evidence_profile", "symptom_id", Effect, Structure];

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

    /// <summary>True when some changes of the table touch safety.</summary>
    public static bool IsPartly(string table) => table is Rules or Translations || Columns.ContainsKey(table);

    /// <summary>True when a change of this column touches safety, whatever its value.</summary>
    public static bool Covers(string table, string column) => IsWhole(table) || (Columns.TryGetValue(table, out string[]? columns) && columns.Contains(column));

    /// <summary>The columns of a change that touch safety, in the order of names; empty when one person may make it.</summary>
    /// <param name="table">The row's table.</param>
    /// <param name="before">Its cells as they are; null when the row is new.</param>
    /// <param name="after">Its cells as they are to be; null when the row goes.</param>
    /// <param name="warnings">What <see cref="Warnings"/> says of the tables before and after; read for translations alone.</param>
    public static IReadOnlyList<string> Of(
        string table, IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after, IReadOnlySet<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        string[] changed = [.. (before?.Keys ?? []).Union(after?.Keys ?? [], StringComparer.Ordinal).Where(c => Cell(before, c) != Cell(after, c)).Order(StringComparer.Ordinal)];
        // A row that says what may harm, or no longer says it, decides what is taken off a list; a warning in Spanish is a warning.
        bool whole = table switch
        {
            Rules => IsSafetyRule(column => Cell(before, column)) || IsSafetyRule(column => Cell(after, column)),
            Translations => warnings.Contains(Cell(before, English)) || warnings.Contains(Cell(after, English)),
            _ => false,
        };
        return whole ? changed : [.. changed.Where(c => Covers(table, c))];
    }

    /// <summary>True when a rule by which a kind of product works on a structure goes, or says something else of it. Such a rule holds other kinds back
    /// where its own may harm (<see cref="Candidates.SymptomIndex"/>), so the safety cases have to say what its change lets through.</summary>
    /// <param name="table">The row's table.</param>
    /// <param name="before">Its cells as they are; null when the row is new.</param>
    /// <param name="after">Its cells as they are to be; null when the row goes.</param>
    public static bool MayLetThrough(string table, IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after) =>
        table == Rules && Cell(before, Structure).Length > 0 && Cell(before, Effect) is "helps" or "may_help" && HoldingBack.Any(c => Cell(before, c) != Cell(after, c));

    /// <summary>Every text of the tables whose change touches safety, in English: a change of its translation does so too.</summary>
    public static IReadOnlySet<string> Warnings(IEnumerable<KnowledgeTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (KnowledgeTable table in tables.Where(t => t.Name == Rules || IsWhole(t.Name) || Columns.ContainsKey(t.Name)))
        {
            int[] covered = [.. Enumerable.Range(0, table.Columns.Count).Where(c => Covers(table.Name, table.Columns[c]))];
            Dictionary<string, int> places = table.Columns.Select((column, place) => (column, place)).ToDictionary(p => p.column, p => p.place, StringComparer.Ordinal);
            foreach (KnowledgeRow row in table.Rows)
            {
                bool whole = table.Name == Rules && IsSafetyRule(column => row.Cells[places[column]]);
                texts.UnionWith(whole ? row.Cells : covered.Select(c => row.Cells[c]));
            }
        }

        texts.Remove("");
        return texts;
    }

    private static bool IsSafetyRule(Func<string, string> cell) => cell(Effect) == Avoid || cell(Structure) == LegLength;

    private static string Cell(IReadOnlyDictionary<string, string?>? cells, string column) => cells?.GetValueOrDefault(column) ?? "";
}
