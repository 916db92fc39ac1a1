namespace BackCare.Ranking.OffPolicy;

/// <summary>What a logging policy showed and what came of it, one entry per shown item, in columns.</summary>
/// <remarks>Columns are checked once here; the estimators then trust them.</remarks>
public sealed class OffPolicyLog
{
    /// <summary>Takes and checks the columns.</summary>
    /// <param name="rewards">Observed reward of each shown item; any finite number.</param>
    /// <param name="propensities">Probability with which the logging policy chose the item (at its position), in (0, 1].</param>
    /// <param name="targets">Probability with which the evaluated policy would choose the same item (at the same position), in [0, 1].</param>
    /// <param name="estimates">For the doubly robust estimator: a model's expected reward of the shown item. Null when there is no model.</param>
    /// <param name="targetValues">For the doubly robust estimator: the model's expected reward under the evaluated policy. Null when there is no model.</param>
    /// <param name="lists">For the slate form: which served list the entry belongs to, numbered 0, 1, … in order of first appearance. Null when each entry stands alone.</param>
    /// <exception cref="ArgumentException">A column has another length, or a value out of range; the message names the entry, counted from 1.</exception>
    public OffPolicyLog(
        IReadOnlyList<double> rewards,
        IReadOnlyList<double> propensities,
        IReadOnlyList<double> targets,
        IReadOnlyList<double>? estimates = null,
        IReadOnlyList<double>? targetValues = null,
        IReadOnlyList<int>? lists = null)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(propensities);
        ArgumentNullException.ThrowIfNull(targets);
        Count = rewards.Count;
        if (Count == 0)
            throw new ArgumentException("The log is empty; off-policy values need at least one shown item.", nameof(rewards));
        if ((estimates is null) != (targetValues is null))
            throw new ArgumentException("The doubly robust estimator needs both the estimate and the target value of every entry, or neither.", nameof(estimates));
        Rewards = Checked(rewards, nameof(rewards), double.IsFinite, "a finite number");
        Propensities = Checked(propensities, nameof(propensities), p => p is > 0 and <= 1, "a probability above 0 and at most 1");
        Targets = Checked(targets, nameof(targets), p => p is >= 0 and <= 1, "a probability from 0 to 1");
        if (estimates is not null && targetValues is not null)
        {
            Estimates = Checked(estimates, nameof(estimates), double.IsFinite, "a finite number");
            TargetValues = Checked(targetValues, nameof(targetValues), double.IsFinite, "a finite number");
        }
        if (lists is not null)
            (Lists, ListCount) = CheckedLists(lists);
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    /// <summary>Number of served lists; 0 when entries stand alone.</summary>
    public int ListCount { get; }

    /// <summary>Whether the model's values for the doubly robust estimator are there.</summary>
    public bool HasModel => Estimates is not null;

    internal double[] Rewards { get; }

    internal double[] Propensities { get; }

    internal double[] Targets { get; }

    internal double[]? Estimates { get; }

    internal double[]? TargetValues { get; }

    internal int[]? Lists { get; }

    private double[] Checked(IReadOnlyList<double> values, string name, Predicate<double> holds, string wanted)
    {
        if (values.Count != Count)
            throw new ArgumentException($"There are {Count} rewards but {values.Count} values of {name}.", name);
        double[] column = [.. values];
        int wrong = Array.FindIndex(column, value => !holds(value));
        return wrong < 0 ? column : throw new ArgumentException(
            FormattableString.Invariant($"Entry {wrong + 1} has {name} {column[wrong]}; it must be {wanted}."), name);
    }

    private (int[] Lists, int Count) CheckedLists(IReadOnlyList<int> lists)
    {
        if (lists.Count != Count)
            throw new ArgumentException($"There are {Count} rewards but {lists.Count} list numbers.", nameof(lists));
        int next = 0;
        for (int entry = 0; entry < Count; entry++)
        {
            if (lists[entry] < 0 || lists[entry] > next)
                throw new ArgumentException($"Entry {entry + 1} has list number {lists[entry]}; lists are numbered 0, 1, … in order of first appearance.", nameof(lists));
            next += lists[entry] == next ? 1 : 0;
        }
        return ([.. lists], next);
    }
}
