namespace BackCare.Ranking.Training;

/// <summary>The order of a group by falling score, equal scores by rising row number.</summary>
internal static class RankOrder
{
    /// <summary>Sorts an order that was right for slightly different scores: insertion while little moves, a full sort when much does.</summary>
    /// <param name="order">A permutation of the rows.</param>
    /// <param name="scores">One score a row, no NaN.</param>
    internal static void Restore(Span<int> order, ReadOnlySpan<double> scores)
    {
        long allowed = 8L * order.Length + 256;
        for (int i = 1; i < order.Length; i++)
        {
            int row = order[i];
            double score = scores[row];
            int j = i - 1;
            while (j >= 0 && Precedes(score, row, scores[order[j]], order[j]))
            {
                order[j + 1] = order[j];
                j--;
            }

            order[j + 1] = row;
            allowed -= i - j;
            if (allowed < 0)
            {
                order.Sort(new ByFallingScore(scores.ToArray()));
                return;
            }
        }
    }

    private static bool Precedes(double score, int row, double otherScore, int otherRow) =>
        score > otherScore || (score == otherScore && row < otherRow);

    private readonly struct ByFallingScore(double[] scores) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            int byScore = scores[y].CompareTo(scores[x]);
            return byScore != 0 ? byScore : x.CompareTo(y);
        }
    }
}
