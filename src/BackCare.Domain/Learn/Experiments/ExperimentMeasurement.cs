namespace BackCare.Domain.Learn.Experiments;

/// <summary>What one visitor of an A/B test did.</summary>
/// <param name="Treated">On the treatment's side.</param>
/// <param name="Succeeded">True when the goal was reached within the window.</param>
public readonly record struct VisitorOutcome(bool Treated, bool Succeeded);

/// <summary>What one interleaved list got.</summary>
/// <param name="Control">Successes of the control's picks.</param>
/// <param name="Treatment">Successes of the treatment's picks.</param>
public readonly record struct ListOutcome(int Control, int Treatment);

/// <summary>What an experiment says so far.</summary>
public enum ExperimentVerdict
{
    /// <summary>The interval holds zero: nothing is known yet, or there is nothing to know.</summary>
    Undecided,

    /// <summary>The whole interval is above zero.</summary>
    TreatmentBetter,

    /// <summary>The whole interval is below zero.</summary>
    ControlBetter,
}

/// <summary>One side of an experiment in numbers.</summary>
/// <param name="Units">Visitors of an A/B test; lists in interleaving, where both sides have the same.</param>
/// <param name="Successes">Visitors that reached the goal; lists that the side won.</param>
public readonly record struct ArmCount(long Units, long Successes)
{
    /// <summary>Successes per unit; NaN without units.</summary>
    public double Rate => Units == 0 ? double.NaN : (double)Successes / Units;
}

/// <summary>The measured difference between treatment and control.</summary>
/// <param name="Control">The control's counts.</param>
/// <param name="Treatment">The treatment's counts.</param>
/// <param name="Difference">A/B test: rate of the treatment less that of the control. Interleaving: share of lists that the treatment won less those that it lost.</param>
/// <param name="Verdict">What may be said at any time.</param>
/// <param name="Path">The difference as it stood after more and more units, at most <see cref="MostSteps"/> of them; the last is <paramref name="Difference"/>.</param>
public sealed record ExperimentMeasurement(
    ArmCount Control, ArmCount Treatment, SequentialInterval Difference, ExperimentVerdict Verdict, IReadOnlyList<SequentialInterval> Path)
{
    /// <summary>Most steps of a path.</summary>
    public const int MostSteps = 40;

    /// <summary>Compares the visitors of an A/B test, in the order of their first lists.</summary>
    /// <remarks>
    /// Each visitor gives ±2·(outcome − b), whose mean is the difference of the rates because a fair hash chose the side; b is the success rate of all visitors before,
    /// which changes no mean and takes most of the variance out (Horvitz and Thompson 1952, with a predictable offset).
    /// </remarks>
    public static ExperimentMeasurement OfVisitors(IReadOnlyList<VisitorOutcome> visitors, double alpha)
    {
        ArgumentNullException.ThrowIfNull(visitors);
        var sequence = new ConfidenceSequence(reach: 2, alpha);
        var path = new List<SequentialInterval>();
        long units = 0, successes = 0, treatedUnits = 0, treatedSuccesses = 0;
        foreach (VisitorOutcome visitor in visitors)
        {
            double offset = units == 0 ? 0 : (double)successes / units;
            sequence.Add((visitor.Treated ? 2 : -2) * ((visitor.Succeeded ? 1 : 0) - offset));
            units++;
            if (IsStep(units, visitors.Count)) path.Add(Possible(sequence.Interval()));
            if (visitor.Succeeded) successes++;
            if (!visitor.Treated) continue;
            treatedUnits++;
            if (visitor.Succeeded) treatedSuccesses++;
        }
        return Of(new ArmCount(units - treatedUnits, successes - treatedSuccesses), new ArmCount(treatedUnits, treatedSuccesses), Possible(sequence.Interval()), path);
    }

    /// <summary>Counts whose picks were preferred, list by list. Lists without success, and ties, count as no preference.</summary>
    public static ExperimentMeasurement OfLists(IReadOnlyList<ListOutcome> lists, double alpha)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var sequence = new ConfidenceSequence(reach: 1, alpha);
        var path = new List<SequentialInterval>();
        long units = 0, won = 0, lost = 0;
        foreach (ListOutcome list in lists)
        {
            int preference = TeamDraft.Preference(list.Control, list.Treatment);
            sequence.Add(preference);
            units++;
            if (IsStep(units, lists.Count)) path.Add(sequence.Interval());
            if (preference > 0) won++;
            else if (preference < 0) lost++;
        }
        return Of(new ArmCount(units, lost), new ArmCount(units, won), sequence.Interval(), path);
    }

    /// <summary>Two rates differ by no more than 1, whatever few visitors say.</summary>
    private static SequentialInterval Possible(SequentialInterval interval) =>
        interval with { Estimate = Math.Clamp(interval.Estimate, -1, 1), Lower = Math.Max(interval.Lower, -1), Upper = Math.Min(interval.Upper, 1) };

    /// <summary>True at the places of a path: the last unit, and about <see cref="MostSteps"/> equal steps before it.</summary>
    private static bool IsStep(long unit, int of) => unit == of || unit * MostSteps / of > (unit - 1) * MostSteps / of;

    private static ExperimentMeasurement Of(ArmCount control, ArmCount treatment, SequentialInterval difference, IReadOnlyList<SequentialInterval> path) => new(
        control, treatment, difference,
        difference.Lower > 0 ? ExperimentVerdict.TreatmentBetter : difference.Upper < 0 ? ExperimentVerdict.ControlBetter : ExperimentVerdict.Undecided, path);
}
