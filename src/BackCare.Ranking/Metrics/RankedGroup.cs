using System.Buffers;

namespace BackCare.Ranking.Metrics;

/// <summary>One query group's grades in the order its scores put them, best score first, with the borders of tied blocks.</summary>
/// <remarks>
/// Inside a tied block the grades are sorted, highest first. That is the canonical form which makes every metric a function of the
/// multiset of (score, grade) pairs: two permutations of the same rows run through the same additions and give the same bits.
/// A NaN score counts as negative infinity, so such a row is last; 0.0 and -0.0 are one score.
/// </remarks>
internal readonly ref struct RankedGroup
{
    private readonly float[] grades;
    private readonly double[] negatedScores;
    private readonly int count;

    private RankedGroup(float[] grades, double[] negatedScores, int count)
    {
        this.grades = grades;
        this.negatedScores = negatedScores;
        this.count = count;
    }

    public ReadOnlySpan<float> Grades => grades.AsSpan(0, count);

    public static RankedGroup Of(ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        if (grades.Length != scores.Length)
            throw new ArgumentException($"A group has {grades.Length} grades but {scores.Length} scores; give one score per row.", nameof(scores));
        float[] ranked = ArrayPool<float>.Shared.Rent(grades.Length);
        double[] keys = ArrayPool<double>.Shared.Rent(grades.Length);
        grades.CopyTo(ranked);
        for (int row = 0; row < scores.Length; row++)
            keys[row] = double.IsNaN(scores[row]) ? double.PositiveInfinity : -scores[row];
        MemoryExtensions.Sort(keys.AsSpan(0, grades.Length), ranked.AsSpan(0, grades.Length));

        RankedGroup group = new(ranked, keys, grades.Length);
        for (int start = 0, end; start < grades.Length; start = end)
        {
            end = group.BlockEnd(start);
            if (end - start > 1)
                SortDescending(ranked.AsSpan(start, end - start));
        }
        return group;
    }

    /// <summary>Position after the last row whose score equals that of the row at <paramref name="start"/>.</summary>
    public int BlockEnd(int start)
    {
        int end = start + 1;
        while (end < count && negatedScores[end] == negatedScores[start])
            end++;
        return end;
    }

    public static void SortDescending(Span<float> values)
    {
        values.Sort();
        values.Reverse();
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(grades);
        ArrayPool<double>.Shared.Return(negatedScores);
    }
}
