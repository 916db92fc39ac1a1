using System.Diagnostics;
using BackCare.Ranking.Forest;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary><c>forest-scoring</c>: rows × 300 trees × 31 leaves × 40 features on one thread in batches of 1, 20, 100 and 1,000, every path of
/// the scorer beside a naive walk in the same run; then contributions of 20 rows.</summary>
/// <remarks>Every batch takes other rows of a pool, so that no branch predictor can learn them by heart. The variants take turns; the best and
/// the median of all rounds are printed.</remarks>
internal static class ForestScoring
{
    private const int PoolRows = 20_000;

    private static readonly int[] Batches = [1, 20, 100, 1000];

    private delegate void Scorer(ReadOnlySpan<float> rows, Span<double> scores);

    internal static int Run(Arguments arguments)
    {
        int rounds = arguments.Number("rounds", 40);
        Random random = new(arguments.Number("seed", 1));
        FlatForest forest = arguments.Text("model") is { } path ? Read(path) : Generate(random, trees: 300, leaves: 31, features: 40);
        float[] pool = Pool(random, forest);
        Console.WriteLine($"{forest.Trees.Length} trees, {forest.Trees.Max(tree => tree.Leaves)} leaves, {forest.Features} features; fastest path here: {ForestScorer.FastestPath}");
        NaiveWalk naive = new(forest);
        List<(string Name, Scorer Score)> variants = [("naive walk", naive.Score)];
        foreach (ScoringPath scoring in Enum.GetValues<ScoringPath>().Where(p => p <= ForestScorer.FastestPath))
            variants.Add(($"{scoring}", (rows, scores) => ForestScorer.Score(forest, rows, scores, scoring)));
        variants.Add(("as served", (rows, scores) => ForestScorer.Score(forest, rows, scores)));
        CheckEqual(variants, forest.Features, pool);
        foreach (int batch in Batches) Compare(variants, forest.Features, pool, batch, rounds);
        Explain(forest, pool, rounds);
        return 0;
    }

    private static FlatForest Read(string path)
    {
        using StreamReader file = new(path);
        return LightGbmText.Read(file);
    }

    private static void CheckEqual(List<(string Name, Scorer Score)> variants, int features, float[] pool)
    {
        double[] expected = new double[1000], scores = new double[1000];
        variants[0].Score(pool.AsSpan(0, 1000 * features), expected);
        foreach ((string name, Scorer score) in variants)
        {
            score(pool.AsSpan(0, 1000 * features), scores);
            Console.WriteLine($"{name,-12} {(expected.AsSpan().SequenceEqual(scores) ? "same bits as" : "DIFFERS from")} the naive walk on 1,000 rows");
        }
    }

    private static void Compare(List<(string Name, Scorer Score)> variants, int features, float[] pool, int batch, int rounds)
    {
        double[][] times = [.. variants.Select(_ => new double[rounds])];
        double[] scores = new double[batch];
        int calls = Math.Max(1, 1000 / batch), place = 0;
        for (int round = -rounds / 2; round < rounds; round++)
        {
            for (int variant = 0; variant < variants.Count; variant++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int call = 0; call < calls; call++)
                {
                    place = (place + batch) % (PoolRows - batch);
                    variants[variant].Score(pool.AsSpan(place * features, batch * features), scores);
                }

                if (round >= 0) times[variant][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
            }
        }

        for (int variant = 0; variant < variants.Count; variant++)
        {
            (double best, double median) = (times[variant].Min(), times[variant].Order().ElementAt(rounds / 2));
            Console.WriteLine(FormattableString.Invariant(
                $"batch {batch,4}  {variants[variant].Name,-12} best {best,9:F1} us  median {median,9:F1} us  {best / batch,7:F3} us a row"));
        }
    }

    private static void Explain(FlatForest forest, float[] pool, int rounds)
    {
        const int rows = 20;
        long preparing = Stopwatch.GetTimestamp();
        TreeShap shap = new(forest);
        double preparation = Stopwatch.GetElapsedTime(preparing).TotalMilliseconds;
        double[] contributions = new double[rows * forest.Features], scores = new double[rows], times = new double[rounds];
        double worst = 0;
        for (int round = -rounds; round < rounds; round++)
        {
            ReadOnlySpan<float> taken = pool.AsSpan((round + rounds) * rows * forest.Features, contributions.Length);
            long start = Stopwatch.GetTimestamp();
            shap.Explain(taken, contributions);
            if (round >= 0) times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            ForestScorer.Score(forest, taken, scores);
            for (int row = 0; row < rows; row++)
            {
                double sum = shap.ExpectedValue;
                foreach (double part in contributions.AsSpan(row * forest.Features, forest.Features)) sum += part;
                worst = Math.Max(worst, Math.Abs(sum - scores[row]));
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"TreeSHAP of {rows} rows: best {times.Min():F2} ms, median {times.Order().ElementAt(rounds / 2):F2} ms; sums differ from score - expected value by at most {worst:E1}; prepared once in {preparation:F1} ms"));
    }

    /// <summary>Trees grown by always splitting one of the fuller leaves, as leaf-wise training does; values are uniform in [0, 1).</summary>
    private static FlatForest Generate(Random random, int trees, int leaves, int features)
    {
        List<RegressionTree> grown = [];
        while (grown.Count < trees)
        {
            TreeBuilder builder = new(leaves);
            double[] low = new double[leaves * features], high = new double[leaves * features];
            int[] rows = new int[leaves];
            Array.Fill(high, 1, 0, features);
            rows[0] = 100_000;
            builder.SetLeaf(0, 0, rows[0], rows[0]);
            while (builder.Leaves < leaves)
            {
                int leaf = Enumerable.Range(0, builder.Leaves).MaxBy(l => rows[l] * random.NextDouble()), feature = random.Next(features);
                int right = builder.Leaves, at = leaf * features;
                double share = 0.2 + 0.6 * random.NextDouble(), cut = low[at + feature] + share * (high[at + feature] - low[at + feature]);
                builder.Split(leaf, feature, cut, MissingType.None, defaultLeft: false, gain: 1);
                low.AsSpan(at, features).CopyTo(low.AsSpan(right * features));
                high.AsSpan(at, features).CopyTo(high.AsSpan(right * features));
                high[at + feature] = low[right * features + feature] = cut;
                rows[right] = rows[leaf] - (int)(share * rows[leaf]);
                rows[leaf] -= rows[right];
                builder.SetLeaf(leaf, random.NextDouble() - 0.5, rows[leaf], rows[leaf]);
                builder.SetLeaf(right, random.NextDouble() - 0.5, rows[right], rows[right]);
            }

            builder.Shrink(0.1);
            grown.Add(builder.Build());
        }

        string[] names = [.. Enumerable.Range(0, features).Select(f => $"f{f}")];
        return FlatForest.FromTrees(names, [.. names.Select(_ => "[0:1]")], grown);
    }

    /// <summary>Uniform values; for a model from a file, values between neighbouring thresholds of each feature.</summary>
    private static float[] Pool(Random random, FlatForest forest)
    {
        double[][] cuts = [.. Enumerable.Range(0, forest.Features).Select(f => Cuts(forest, f))];
        float[] pool = new float[PoolRows * forest.Features];
        for (int i = 0; i < pool.Length; i++)
        {
            double[] own = cuts[i % forest.Features];
            int at = random.Next(own.Length - 1);
            pool[i] = (float)(own[at] + random.NextDouble() * (own[at + 1] - own[at]));
        }

        return pool;
    }

    private static double[] Cuts(FlatForest forest, int feature)
    {
        List<double> cuts = [0, 1];
        foreach (RegressionTree tree in forest.Trees)
        {
            for (int node = 0; node < tree.Nodes; node++)
            {
                if (tree.SplitFeature[node] == feature) cuts.Add(tree.Threshold[node]);
            }
        }

        return [.. cuts.Order()];
    }
}
