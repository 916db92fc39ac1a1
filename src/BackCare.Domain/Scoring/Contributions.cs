using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Scoring;

/// <summary>What each shown score is made of. Parts sum to the score that is shown.</summary>
internal static class Contributions
{
    /// <summary>Part that every score of the ranker starts from.</summary>
    public const string Start = "start";

    /// <summary>Part of boosts and buries.</summary>
    public const string Rules = "merchandising_rules";

    /// <summary>Part that keeps a chain item below the weakest direct one.</summary>
    public const string Below = "chain_below_direct";

    /// <summary>The parts of every item shown, largest first, parts of nothing left out; null when the ranker cannot tell.</summary>
    /// <param name="shown">Items by place.</param>
    /// <param name="candidates">The candidates that were scored.</param>
    /// <param name="rows">Their feature rows.</param>
    /// <param name="scores">The ranker's scores.</param>
    /// <param name="moved">The same with boosts and buries.</param>
    /// <param name="ranker">The ranker.</param>
    public static ScoreContribution[][]? Of(
        IReadOnlyList<Scored> shown, IReadOnlyList<Candidate> candidates, ReadOnlySpan<float> rows, ReadOnlySpan<double> scores, ReadOnlySpan<double> moved, IRanker ranker)
    {
        int width = FeatureSchema.Current.Width;
        float[] own = new float[shown.Count * width];
        for (int i = 0; i < shown.Count; i++)
            rows.Slice(shown[i].Index * width, width).CopyTo(own.AsSpan(i * width));
        double[] parts = new double[own.Length];
        if (ranker.Explain(new CandidateRows([.. shown.Select(s => candidates[s.Index])], own, width), parts) is not { } start)
            return null;
        var explained = new ScoreContribution[shown.Count][];
        for (int i = 0; i < explained.Length; i++)
        {
            Scored item = shown[i];
            explained[i] = Parts(
                own.AsSpan(i * width, width), parts.AsSpan(i * width, width), start, moved[item.Index] - scores[item.Index], item.Score - moved[item.Index]);
        }

        return explained;
    }

    /// <summary>Sums per group, largest first.</summary>
    public static ScoreGroupPart[] Grouped(IEnumerable<ScoreContribution> parts, string? language) =>
    [
        .. parts.GroupBy(p => GroupOf(p.Feature)).Select(g => new ScoreGroupPart(g.Key, ScoreGroups.Name(g.Key, language), g.Sum(p => p.Contribution)))
            .OrderByDescending(g => Math.Abs(g.Contribution)).ThenBy(g => g.Group),
    ];

    private static ScoreGroup GroupOf(string part) => part switch
    {
        Start => ScoreGroup.Start,
        Rules or Below => ScoreGroup.Rules,
        _ => ScoreGroups.Of(part),
    };

    private static ScoreContribution[] Parts(ReadOnlySpan<float> row, ReadOnlySpan<double> contributions, double start, double rules, double below)
    {
        IReadOnlyList<string> names = FeatureSchema.Current.Names;
        List<ScoreContribution> parts = [new(Start, null, start), new(Rules, null, rules), new(Below, null, below)];
        for (int i = 0; i < names.Count; i++)
            parts.Add(new ScoreContribution(names[i], float.IsNaN(row[i]) ? null : row[i], contributions[i]));
        return [.. parts.Where(p => p.Contribution != 0).OrderByDescending(p => Math.Abs(p.Contribution))];
    }
}
