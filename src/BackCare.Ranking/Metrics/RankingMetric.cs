using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BackCare.Ranking.Data;

namespace BackCare.Ranking.Metrics;

/// <summary>A family of ranking metrics; higher is better for all of them.</summary>
public enum MetricKind
{
    /// <summary>Normalised discounted cumulative gain.</summary>
    Ndcg,

    /// <summary>Mean reciprocal rank.</summary>
    Mrr,

    /// <summary>Mean average precision.</summary>
    Map,

    /// <summary>Expected reciprocal rank.</summary>
    Err,

    /// <summary>Recall.</summary>
    Recall,
}

/// <summary>A metric and the depth it is cut at, written <c>ndcg@10</c>; without a depth the whole group counts.</summary>
/// <param name="Kind">Which metric.</param>
/// <param name="Depth">Number of positions, at least 1; <see cref="int.MaxValue"/> means the whole group.</param>
public sealed record RankingMetric(MetricKind Kind, int Depth)
{
    /// <summary>Reads <c>ndcg@10</c>, <c>map</c>, <c>mrr@5</c>, <c>err@20</c>, <c>recall@10</c>; case does not matter.</summary>
    /// <exception cref="FormatException">The text names no known metric or depth; the message says which are known.</exception>
    public static RankingMetric Parse(string text) =>
        TryParse(text, out RankingMetric? metric, out string? problem) ? metric : throw new FormatException(problem);

    /// <summary>As <see cref="Parse"/>, with the refusal as a value.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RankingMetric? metric, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        metric = null;
        problem = null;
        string[] parts = text.Trim().Split('@', 2);
        int depth = int.MaxValue;
        if (!char.IsLetter(parts[0].FirstOrDefault()) || !Enum.TryParse(parts[0], ignoreCase: true, out MetricKind kind))
            problem = $"Unknown metric '{text}'; use ndcg, mrr, map, err or recall, with a depth as in ndcg@10.";
        else if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out depth) || depth < 1))
            problem = $"Metric '{text}' has a bad depth; write a whole number from 1 after the @, as in ndcg@10.";
        else if (parts.Length == 1 && kind == MetricKind.Recall)
            problem = "Recall over the whole group is always 1; give it a depth, as in recall@10.";
        else
            metric = new RankingMetric(kind, depth);
        return metric is not null;
    }

    /// <summary>Value of one query group; NaN when it has no relevant row and must be skipped.</summary>
    /// <param name="grades">One grade per row.</param>
    /// <param name="scores">One score per row, higher is better.</param>
    public double Of(ReadOnlySpan<float> grades, ReadOnlySpan<double> scores) => Kind switch
    {
        MetricKind.Ndcg => Ndcg.At(Depth, grades, scores),
        MetricKind.Mrr => MeanReciprocalRank.At(Depth, grades, scores),
        MetricKind.Map => MeanAveragePrecision.At(Depth, grades, scores),
        MetricKind.Err => ExpectedReciprocalRank.At(Depth, grades, scores),
        MetricKind.Recall => Recall.At(Depth, grades, scores),
        _ => throw new InvalidOperationException($"Unhandled metric {Kind}."),
    };

    /// <summary>Mean over groups; groups without a relevant row are skipped and counted.</summary>
    /// <param name="grades">One grade per row of the whole data.</param>
    /// <param name="groupStarts">First row of each group and, last, the number of rows: groups + 1 values.</param>
    /// <param name="scores">One score per row of the whole data.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together.</exception>
    public MetricValues Evaluate(ReadOnlySpan<float> grades, ReadOnlySpan<int> groupStarts, ReadOnlySpan<double> scores)
    {
        if (grades.Length != scores.Length)
            throw new ArgumentException($"There are {grades.Length} grades but {scores.Length} scores; give one score per row.", nameof(scores));
        if (groupStarts.Length < 1 || groupStarts[0] != 0 || groupStarts[^1] != grades.Length)
            throw new ArgumentException($"Group starts must run from 0 to the number of rows, {grades.Length}.", nameof(groupStarts));
        double[] perGroup = new double[groupStarts.Length - 1];
        for (int group = 0; group < perGroup.Length; group++)
        {
            Range rows = groupStarts[group]..groupStarts[group + 1];
            perGroup[group] = Of(grades[rows], scores[rows]);
        }
        return MetricValues.From(perGroup);
    }

    /// <summary>Mean over the groups of a data set.</summary>
    /// <param name="data">Graded groups.</param>
    /// <param name="scores">One score per row.</param>
    /// <exception cref="ArgumentException">There is not one score per row.</exception>
    public MetricValues Evaluate(RankingData data, ReadOnlySpan<double> scores)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Evaluate(data.Grades, data.GroupStarts, scores);
    }

    /// <summary>The form <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        string name = Kind.ToString().ToLowerInvariant();
        return Depth == int.MaxValue ? name : string.Create(CultureInfo.InvariantCulture, $"{name}@{Depth}");
    }
}
