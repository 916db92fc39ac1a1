using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

/// <summary>Every metric against plain textbook formulas averaged over all orders of the tied rows.</summary>
public class TieExpectationTests
{
    private static readonly string[] Metrics =
        ["ndcg", "ndcg@1", "ndcg@3", "mrr", "mrr@2", "map", "map@3", "err", "err@2", "recall@1", "recall@3"];

    [Fact]
    public void A_metric_is_the_mean_of_its_untied_values_over_all_orders_of_the_tied_rows()
    {
        Random random = new(7);
        for (int trial = 0; trial < 150; trial++)
        {
            (float[] grades, double[] scores) = Group(random, random.Next(1, 7));
            foreach (RankingMetric metric in Metrics.Select(RankingMetric.Parse))
            {
                double expected = Orders(scores).Average(order => Untied(metric, [.. order.Select(row => grades[row])]));
                Assert.Equal(expected, metric.Of(grades, scores), 1e-12);
            }
        }
    }

    [Fact]
    public void The_order_of_rows_in_a_group_changes_no_bit_of_any_metric()
    {
        Random random = new(11);
        for (int trial = 0; trial < 200; trial++)
        {
            (float[] grades, double[] scores) = Group(random, random.Next(2, 60));
            int[] order = [.. Enumerable.Range(0, grades.Length)];
            random.Shuffle(order);
            float[] otherGrades = [.. order.Select(row => grades[row])];
            double[] otherScores = [.. order.Select(row => scores[row])];
            foreach (RankingMetric metric in Metrics.Select(RankingMetric.Parse))
            {
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(metric.Of(grades, scores)),
                    BitConverter.DoubleToInt64Bits(metric.Of(otherGrades, otherScores)));
            }
        }
    }

    [Fact]
    public void A_large_tied_block_stays_exact()
    {
        // 2,000 rows tied, one relevant: it is at each position with chance 1/2,000.
        float[] grades = new float[2_000];
        grades[1_234] = 1;
        double harmonic = Enumerable.Range(1, 2_000).Sum(rank => 1.0 / rank) / 2_000;

        Assert.Equal(harmonic, MeanReciprocalRank.At(int.MaxValue, grades, new double[2_000]), 1e-13);
        Assert.Equal(harmonic, MeanAveragePrecision.At(int.MaxValue, grades, new double[2_000]), 1e-13);
        Assert.Equal(harmonic / 16, ExpectedReciprocalRank.At(int.MaxValue, grades, new double[2_000]), 1e-13);
        Assert.Equal(10 / 2_000.0, Recall.At(10, grades, new double[2_000]), 1e-13);
    }

    private static (float[] Grades, double[] Scores) Group(Random random, int rows)
    {
        // Few distinct scores, so that ties are common; half grades keep sums from being exact by luck.
        float[] grades = [.. Enumerable.Range(0, rows).Select(_ => random.Next(0, 9) is var g && g > 5 ? 0 : g * 0.7f)];
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(0, 4) / 3.0)];
        return (grades, scores);
    }

    /// <summary>All orders of the rows by falling score, one for each order of the tied rows.</summary>
    private static IEnumerable<int[]> Orders(double[] scores) =>
        Permutations([.. Enumerable.Range(0, scores.Length)], 0)
            .Where(order => order.Zip(order.Skip(1)).All(pair => scores[pair.First] >= scores[pair.Second]));

    private static IEnumerable<int[]> Permutations(int[] rows, int from)
    {
        if (from == rows.Length)
            yield return rows;
        for (int at = from; at < rows.Length; at++)
        {
            int[] next = [.. rows];
            (next[from], next[at]) = (next[at], next[from]);
            foreach (int[] order in Permutations(next, from + 1))
                yield return order;
        }
    }

    private static double Untied(RankingMetric metric, float[] ranked)
    {
        int relevant = ranked.Count(grade => grade > 0), depth = Math.Min(metric.Depth, ranked.Length);
        if (relevant == 0)
            return double.NaN;
        int first = Array.FindIndex(ranked, grade => grade > 0);
        return metric.Kind switch
        {
            MetricKind.Ndcg => Dcg(ranked, depth) / Dcg([.. ranked.OrderDescending()], depth),
            MetricKind.Mrr => first < depth ? 1.0 / (first + 1) : 0,
            MetricKind.Map => Enumerable.Range(0, depth).Where(p => ranked[p] > 0)
                .Sum(p => ranked.Take(p + 1).Count(grade => grade > 0) / (p + 1.0)) / Math.Min(relevant, metric.Depth),
            MetricKind.Err => Enumerable.Range(0, depth)
                .Sum(p => Stop(ranked[p]) / (p + 1) * ranked.Take(p).Aggregate(1.0, (on, grade) => on * (1 - Stop(grade)))),
            _ => ranked.Take(depth).Count(grade => grade > 0) / (double)relevant,
        };
    }

    private static double Dcg(float[] ranked, int depth) =>
        ranked.Take(depth).Select((grade, p) => (Math.Pow(2, grade) - 1) / Math.Log2(p + 2)).Sum();

    private static double Stop(float grade) => (Math.Pow(2, grade) - 1) / 16;
}
