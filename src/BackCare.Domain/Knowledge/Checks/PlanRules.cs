using System.Globalization;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Exercises say when to stop; the phases of a plan follow each other and fill its weeks.</summary>
internal static class PlanRules
{
    internal static readonly string[] ExerciseTypes = ["stretch", "strength", "mobility", "alignment", "balance", "self_massage", "aerobic", "habit"];
    internal static readonly string[] StopActions = ["stop_exercise", "reduce", "stop_and_screen", "emergency", "safety", "refer"];

    public static void Check(CheckedTables tables)
    {
        foreach (CheckedRow exercise in tables.Rows("exercises"))
        {
            SymptomRules.OneOf(exercise, "type", ExerciseTypes);
            SymptomRules.NotEmpty(exercise, "stop_rules", "Name at least one stop rule");
            SymptomRules.NotEmpty(exercise, "symptoms", "Name the symptoms it is for");
            SymptomRules.NotEmpty(exercise, "structures", "Name the structures it works on");
            ChainRules.NeedsSource(exercise);
        }

        foreach (CheckedRow rule in tables.Rows("stop_rules"))
            SymptomRules.OneOf(rule, "action", StopActions);
        ILookup<string, CheckedRow> phases = tables.Rows("plan_phases").ToLookup(p => p["plan_id"], StringComparer.Ordinal);
        foreach (CheckedRow plan in tables.Rows("plans"))
        {
            SymptomRules.NotEmpty(plan, "symptoms", "Name the symptoms it is for");
            ChainRules.NeedsSource(plan);
            CheckWeeks(plan, [.. phases[plan.Key]]);
        }
    }

    private static void CheckWeeks(CheckedRow plan, CheckedRow[] phases)
    {
        int next = 1;
        foreach (CheckedRow phase in phases)
        {
            SymptomRules.NotEmpty(phase, "exercises", "Name at least one exercise");
            if (Weeks(phase["weeks"]) is not var (first, last))
            {
                phase.Note("weeks", "is not a span of weeks", "Write it as '1-4'");
                return;
            }

            if (first != next)
                phase.Note("weeks", FormattableString.Invariant($"does not start with week {next}"), "Let every phase start after the one before");
            next = last + 1;
        }

        if (phases.Length > 0 && plan.Number("weeks") is { } weeks && weeks != next - 1)
            plan.Note("weeks", FormattableString.Invariant($"is not the last week of its phases, {next - 1}"), "Let the phases fill the plan");
    }

    private static (int First, int Last)? Weeks(string span)
    {
        string[] ends = span.Split('-');
        return ends.Length == 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) && first >= 1 && last >= first ? (first, last) : null;
    }
}
