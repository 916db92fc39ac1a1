namespace BackCare.Ranking.Data;

/// <summary>Graded rows in query groups: the products of one served list are one group of consecutive rows. Immutable.</summary>
public sealed class RankingData
{
    /// <summary>The highest grade; its gain 2^31 − 1 still fits LightGBM's default gain table.</summary>
    public const float HighestGrade = 30;

    private readonly float[] _grades;
    private readonly int[] _groupStarts;
    private readonly float[] _weights;

    /// <summary>Copies grades, group starts and weights; keeps the matrix.</summary>
    /// <param name="features">One row of inputs a graded row.</param>
    /// <param name="grades">Relevance grades, one a row, in [0, <see cref="HighestGrade"/>]; the gain of a grade g is 2^g − 1.</param>
    /// <param name="groupStarts">First row of each group, then the row count: strictly rising, from 0, one longer than there are groups.</param>
    /// <param name="weights">Row weights (for example inverse propensities), finite and at least 0; empty means 1 for every row.</param>
    /// <exception cref="ArgumentException">A length, grade, start or weight does not fit; the message names the place and the value.</exception>
    public RankingData(FeatureMatrix features, ReadOnlySpan<float> grades, ReadOnlySpan<int> groupStarts, ReadOnlySpan<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckGrades(grades, features.Rows);
        CheckGroups(groupStarts, features.Rows);
        CheckWeights(weights, features.Rows);
        Features = features;
        _grades = grades.ToArray();
        _groupStarts = groupStarts.ToArray();
        _weights = weights.ToArray();
    }

    /// <summary>The model inputs.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Features.Rows;

    /// <summary>Number of query groups.</summary>
    public int Groups => _groupStarts.Length - 1;

    /// <summary>Relevance grades, one a row.</summary>
    public ReadOnlySpan<float> Grades => _grades;

    /// <summary>First row of each group, then the row count (one longer than <see cref="Groups"/>).</summary>
    public ReadOnlySpan<int> GroupStarts => _groupStarts;

    /// <summary>Row weights, or empty when every row weighs 1.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Group starts from group sizes, as a <c>.query</c> file lists them.</summary>
    public static int[] StartsFromSizes(ReadOnlySpan<int> sizes)
    {
        int[] starts = new int[sizes.Length + 1];
        for (int group = 0; group < sizes.Length; group++)
            starts[group + 1] = checked(starts[group] + sizes[group]);
        return starts;
    }

    private static void CheckGrades(ReadOnlySpan<float> grades, int rows)
    {
        if (grades.Length != rows)
            throw new ArgumentException($"{grades.Length} grades were given for {rows} rows.", nameof(grades));
        for (int row = 0; row < grades.Length; row++)
        {
            if (!(grades[row] >= 0 && grades[row] <= HighestGrade))
                throw new ArgumentException(FormattableString.Invariant($"Row {row} has grade {grades[row]}; grades lie in 0 to {HighestGrade}."), nameof(grades));
        }
    }

    private static void CheckGroups(ReadOnlySpan<int> groupStarts, int rows)
    {
        if (groupStarts.Length < 1 || groupStarts[0] != 0 || groupStarts[^1] != rows)
            throw new ArgumentException($"Group starts begin with 0 and end with the row count {rows}.", nameof(groupStarts));
        for (int group = 1; group < groupStarts.Length; group++)
        {
            if (groupStarts[group] <= groupStarts[group - 1])
                throw new ArgumentException($"Group {group - 1} has no row (starts {groupStarts[group - 1]}, next {groupStarts[group]}); leave empty groups out.", nameof(groupStarts));
        }
    }

    private static void CheckWeights(ReadOnlySpan<float> weights, int rows)
    {
        if (weights.Length != 0 && weights.Length != rows)
            throw new ArgumentException($"{weights.Length} weights were given for {rows} rows; give one a row or none.", nameof(weights));
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
                throw new ArgumentException(FormattableString.Invariant($"Row {row} has weight {weights[row]}; weights are finite and at least 0."), nameof(weights));
        }
    }
}
