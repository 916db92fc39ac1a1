using System.Collections.Frozen;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge.Checks;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge.Desk;

/// <summary>The columns of every table that is edited at the desk: what each holds, within which bounds, and whether it may stay empty.</summary>
/// <remarks>What may stay empty is asked of the check itself, so that editor and check never disagree. Products have a desk of their own.</remarks>
public static class KnowledgeFields
{
    private static readonly FrozenDictionary<string, FieldShape> Special = Shapes().ToFrozenDictionary(p => p.Name, p => p.Shape, StringComparer.Ordinal);

    private static readonly FrozenSet<(string File, string Column)> NeverEmpty = AskTheCheck();

    private static readonly FrozenDictionary<string, IReadOnlyList<FieldShape>> ByTable = KnowledgeSchema.Tables
        .Where(t => t.Name != KnowledgeSchema.Products).ToFrozenDictionary(t => t.Name, Build, StringComparer.Ordinal);

    /// <summary>Tables that are edited here, those named by others first.</summary>
    public static IReadOnlyList<KnowledgeTableShape> Tables { get; } = [.. KnowledgeSchema.Tables.Where(t => t.Name != KnowledgeSchema.Products)];

    /// <summary>The fields of a table in its columns' order; null for a table that is not edited here.</summary>
    public static IReadOnlyList<FieldShape>? Of(string table) => ByTable.GetValueOrDefault(table);

    private static IReadOnlyList<FieldShape> Build(KnowledgeTableShape table) =>
    [
        .. table.Columns.Concat(table.OptionalColumns).Select((column, place) =>
            (place == 0 ? new FieldShape(column, FieldForm.Id) : Find(table, column)) with { Required = place == 0 || IsRequired(table, column) }),
    ];

    private static bool IsRequired(KnowledgeTableShape table, string column) =>
        // An empty list of danger signs is refused only while no reason stands beside it.
        (table.Name, column) is not ("symptoms", "gate_red_flags") && NeverEmpty.Contains((table.Name, column));

    private static FieldShape Find(KnowledgeTableShape table, string column)
    {
        if (table.References.FirstOrDefault(r => r.Column == column) is { } reference)
        {
            return new FieldShape(column, reference.Form switch { ReferenceForm.One => FieldForm.One, ReferenceForm.List => FieldForm.List, _ => FieldForm.Pairs })
            {
                Table = reference.Table,
                Choices = reference.Form == ReferenceForm.Pairs && reference.Table == "conditions" ? ["block", "ask", "caution"] : [],
                Lowest = reference.Form == ReferenceForm.Pairs && reference.Table == "structures" ? 0.01 : null,
                Highest = reference.Form == ReferenceForm.Pairs && reference.Table == "structures" ? 1 : null,
            };
        }

        FieldShape shape = Special.GetValueOrDefault($"{table.Name}.{column}") ?? Special.GetValueOrDefault(column) ?? new FieldShape(column, FieldForm.Text);
        return shape with { Column = column };
    }

    private static IEnumerable<(string Name, FieldShape Shape)> Shapes() =>
    [
        .. Long("description", "mechanism", "counter_evidence", "note", "notes", "question", "message", "question_es", "message_es", "action_us", "action_uk", "reason",
            "cues", "progression", "easier", "honest_note", "citation", "regulatory_note", "english", "spanish", "pattern", "no_gate_reason", "rule", "why_it_applies",
            "software_must", "test_idea", "replace_with", "evidence", "stop_rules.text"),
        .. Words("key_attributes", "free_text_triggers", "jurisdictions"),
        ("seed_mentioned", new("", FieldForm.Flag)), ("seed_claim", new("", FieldForm.Flag)),
        ("evidence_grade", Choice<EvidenceGrade>()), ("use", Choice<LinkUse>()), ("plan_group", Choice<PlanGroup>()), ("urgency", Choice<Urgency>()), ("gate", Choice<Gate>()),
        ("redflags.scope", Choice<RedFlagScope>()), ("on_match", Choice<OnMatch>()), ("self_care", Choice<SelfCare>()), ("contraindications.level", Choice<ContraindicationLevel>()),
        ("effect", Choice<Effect>()), ("role", Choice<EvidenceRole>()), ("verified", Choice<SourceVerification>()),
        ("trigger_answer", Choice("yes", "no")), ("claims_wording.level", Choice("block", "review")), ("lang", Choice(SymptomRules.Languages)),
        ("symptom_phrases.kind", Choice(SymptomRules.PhraseKinds)), ("population", Choice(SymptomRules.Populations)), ("exercises.type", Choice(PlanRules.ExerciseTypes)),
        ("stop_rules.action", Choice(PlanRules.StopActions)),
        ("strength", Number(0.01, 1)), ("relevance", Number(0, 1)), ("times_per_day", Number(0, 50)), ("days_per_week", Number(0, 7)),
        ("chain_order", Whole(0, 100)), ("sets", Whole(1, 20)), ("reps", Whole(1, 500)), ("hold_s", Whole(0, 7200)), ("plans.weeks", Whole(1, 104)),
    ];

    private static IEnumerable<(string, FieldShape)> Long(params string[] columns) => columns.Select(c => (c, new FieldShape(c, FieldForm.LongText)));

    private static IEnumerable<(string, FieldShape)> Words(params string[] columns) => columns.Select(c => (c, new FieldShape(c, FieldForm.Words)));

    private static FieldShape Choice<T>()
        where T : struct, Enum => Choice([.. Enum.GetValues<T>().Select(v => v.ToSnake())]);

    private static FieldShape Choice(params string[] words) => new("", FieldForm.Choice) { Choices = words };

    private static FieldShape Number(double lowest, double highest) => new("", FieldForm.Number) { Lowest = lowest, Highest = highest };

    private static FieldShape Whole(double lowest, double highest) => new("", FieldForm.Whole) { Lowest = lowest, Highest = highest };

    /// <summary>One row in each table with nothing but a key: what the check misses in it must be filled in.</summary>
    private static FrozenSet<(string Table, string Column)> AskTheCheck()
    {
        KnowledgeTable[] bare =
        [
            .. KnowledgeSchema.Tables.Select(t => new KnowledgeTable(t.Name, t.Name, t.Columns, [new KnowledgeRow(1, ["bare", .. t.Columns.Skip(1).Select(_ => "")])])),
        ];
        return KnowledgeCheck.Run(bare).Where(p => p.Line == 1 && p.Value.Length == 0 && p.Column.Length > 0).Select(p => (p.File, p.Column)).ToFrozenSet();
    }
}
