namespace BackCare.Domain.Learn.Experiments;

/// <summary>One served list of an experiment, with one success on it or none. A list with three successes has three rows, one after the other.</summary>
/// <param name="ListId">The list.</param>
/// <param name="ServedUtc">When it was served.</param>
/// <param name="VisitorId">Pseudonym of the visitor.</param>
/// <param name="Arm">As <see cref="ExperimentArms"/> writes it.</param>
/// <param name="Position">Place of the product that was chosen, 1-based; null when none was, or when its place is not known.</param>
/// <param name="SucceededUtc">When; null when none was.</param>
public readonly record struct ExperimentRow(string ListId, DateTime ServedUtc, string VisitorId, string Arm, int? Position, DateTime? SucceededUtc);

/// <summary>Turns rows into what is compared. A visitor or a list counts once its window has passed, so that no result changes after it was counted.</summary>
public static class ExperimentLog
{
    /// <summary>One outcome per visitor, in the order of their first lists.</summary>
    /// <param name="rows">In the order in which the lists were served.</param>
    /// <param name="window">How long after the first list a success counts.</param>
    /// <param name="nowUtc">Visitors whose window has not passed are counted as waiting.</param>
    public static (IReadOnlyList<VisitorOutcome> Outcomes, int Waiting) Visitors(IEnumerable<ExperimentRow> rows, TimeSpan window, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new List<(DateTime Until, bool Treated, bool Succeeded)>();
        foreach (ExperimentRow row in rows)
        {
            if (!places.TryGetValue(row.VisitorId, out int place))
            {
                places[row.VisitorId] = place = seen.Count;
                seen.Add((row.ServedUtc + window, row.Arm == Experiment.TreatmentArm, false));
            }
            if (row.SucceededUtc is { } at && at <= seen[place].Until) seen[place] = seen[place] with { Succeeded = true };
        }
        VisitorOutcome[] outcomes = [.. seen.Where(v => v.Until <= nowUtc).Select(v => new VisitorOutcome(v.Treated, v.Succeeded))];
        return (outcomes, seen.Count - outcomes.Length);
    }

    /// <summary>One outcome per interleaved list: how many of each side's products succeeded, each product once.</summary>
    /// <param name="rows">In the order in which the lists were served.</param>
    /// <param name="window">How long after the list a success counts.</param>
    /// <param name="nowUtc">Lists whose window has not passed are counted as waiting.</param>
    public static (IReadOnlyList<ListOutcome> Outcomes, int Waiting) Lists(IEnumerable<ExperimentRow> rows, TimeSpan window, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outcomes = new List<ListOutcome>();
        var places = new HashSet<int>();
        string list = "";
        int waiting = 0;
        bool counted = false;
        foreach (ExperimentRow row in rows)
        {
            if (row.ListId != list)
            {
                list = row.ListId;
                places.Clear();
                counted = row.ServedUtc + window <= nowUtc;
                if (counted) outcomes.Add(default);
                else waiting++;
            }
            if (!counted || row.Position is not { } position || !(row.SucceededUtc <= row.ServedUtc + window) || !places.Add(position)) continue;
            ListOutcome so = outcomes[^1];
            outcomes[^1] = ExperimentArms.IsTreated(row.Arm, position) switch
            {
                true => so with { Treatment = so.Treatment + 1 },
                false => so with { Control = so.Control + 1 },
                null => so,
            };
        }
        return (outcomes, waiting);
    }
}

/// <summary>How a served list says which side it belongs to: <c>control</c>, <c>treatment</c>, or <c>interleaved:</c> and a letter for each shown place.</summary>
public static class ExperimentArms
{
    /// <summary>How the arm of an interleaved list begins; nothing exact is known of such a list's propensities.</summary>
    public const string Interleaved = "interleaved:";

    private const char Treatment = 'T', Control = 'C';

    /// <summary>The arm of an interleaved list.</summary>
    /// <param name="treated">True where the treatment picked, by shown place.</param>
    public static string OfTeams(IEnumerable<bool> treated) => Interleaved + string.Concat(treated.Select(t => t ? Treatment : Control));

    /// <summary>Whose pick stood at a place; null when the arm does not say.</summary>
    /// <param name="arm">As stored.</param>
    /// <param name="position">1-based.</param>
    public static bool? IsTreated(string arm, int position)
    {
        ArgumentNullException.ThrowIfNull(arm);
        int at = Interleaved.Length + position - 1;
        return arm.StartsWith(Interleaved, StringComparison.Ordinal) && position >= 1 && at < arm.Length ? arm[at] == Treatment : null;
    }
}
