using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

/// <summary>Seeded forests and rows with everything that decides a split in them.</summary>
internal static class RandomForests
{
    private static readonly float[] OddValues =
    [
        float.NaN, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue,
        float.Epsilon, -float.Epsilon, 1e-35f, -1e-35f, MathF.BitIncrement(1e-35f), 1e-36f, 31f, 32f, 63f, 64f, -1f, -0.5f, 3e9f, 2.5f,
    ];

    public static FlatForest Forest(Random random, int trees, int mostLeaves, int features, bool average = false) => FlatForest.FromTrees(
        [.. Enumerable.Range(0, features).Select(f => $"f{f}")],
        [.. Enumerable.Repeat("none", features)],
        [.. Enumerable.Range(0, trees).Select(_ => Tree(random, mostLeaves, features))],
        averageOutput: average,
        parameters: ["[seed: 1]"]);

    public static RegressionTree Tree(Random random, int mostLeaves, int features)
    {
        int leaves = random.Next(1, mostLeaves + 1);
        TreeBuilder builder = new(Math.Max(2, leaves));
        int[] rows = new int[leaves + 1];
        rows[0] = 1000 + leaves;
        builder.SetLeaf(0, random.NextDouble() - 0.5, rows[0] / 4.0, rows[0]);
        while (builder.Leaves < leaves)
        {
            int leaf = random.Next(builder.Leaves);
            if (rows[leaf] < 2) continue;
            int right = Split(random, builder, leaf, random.Next(features));
            rows[right] = random.Next(1, rows[leaf]);
            rows[leaf] -= rows[right];
            builder.SetLeaf(leaf, random.NextDouble() - 0.5, rows[leaf] / 4.0, rows[leaf]);
            builder.SetLeaf(right, random.NextDouble() - 0.5, rows[right] / 4.0, rows[right]);
        }

        builder.Shrink(0.1);
        return builder.Build();
    }

    public static float[] Row(Random random, FlatForest forest)
    {
        float[] row = new float[forest.Features];
        for (int feature = 0; feature < row.Length; feature++)
        {
            row[feature] = random.Next(3) switch
            {
                0 => OddValues[random.Next(OddValues.Length)],
                1 when forest.Nodes.Threshold.Length > 0 => Beside((float)forest.Nodes.Threshold[random.Next(forest.Nodes.Threshold.Length)], random),
                _ => random.Next(-8, 40) / 4f,
            };
        }

        return row;
    }

    public static float[] Rows(Random random, FlatForest forest, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(_ => Row(random, forest))];

    private static int Split(Random random, TreeBuilder builder, int leaf, int feature)
    {
        MissingType missing = (MissingType)random.Next(3);
        double gain = random.Next(5) == 0 ? 0 : random.NextDouble() * 10;
        if (random.Next(4) == 0)
        {
            uint[] set = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (uint)random.NextInt64(1L << 32))];
            return builder.SplitCategorical(leaf, feature, set, missing, gain);
        }

        double threshold = random.Next(6) switch
        {
            0 => OddValues[1 + random.Next(OddValues.Length - 1)],
            1 => random.NextDouble() * 1e300 * (random.Next(2) - 0.5),
            2 => 1.0000000180025095e-35 * (random.Next(3) - 1),
            _ => random.Next(-8, 40) / 4.0 + (random.Next(3) - 1) * 1e-12,
        };
        return builder.Split(leaf, feature, threshold, missing, random.Next(2) == 0, gain);
    }

    private static float Beside(float threshold, Random random) => random.Next(3) switch
    {
        0 => MathF.BitIncrement(threshold),
        1 => MathF.BitDecrement(threshold),
        _ => threshold,
    };
}
