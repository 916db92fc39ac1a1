namespace BackCare.Ranking.Metrics;

/// <summary>What the binary metrics call relevant: a grade above zero.</summary>
internal static class Relevance
{
    public static bool IsRelevant(float grade) => grade > 0;

    public static int Count(ReadOnlySpan<float> grades)
    {
        int relevant = 0;
        foreach (float grade in grades)
            relevant += IsRelevant(grade) ? 1 : 0;
        return relevant;
    }

    public static void CheckDepth(int k)
    {
        if (k < 1)
            throw new ArgumentOutOfRangeException(nameof(k), k, "A metric's depth is a number of positions, at least 1.");
    }
}
