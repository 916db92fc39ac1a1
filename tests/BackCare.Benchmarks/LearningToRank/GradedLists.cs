using BackCare.Ranking.Data;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>Seeded graded lists in the shapes learning to rank meets.</summary>
/// <param name="Groups">Query groups.</param>
/// <param name="Shortest">Fewest rows in a group.</param>
/// <param name="Longest">Most rows in a group.</param>
/// <param name="Features">Columns.</param>
/// <param name="Levels">Distinct values a feature is rounded to; 0 leaves it continuous.</param>
/// <param name="ZeroShare">Share of cells that are 0.</param>
/// <param name="Grades">Number of grades.</param>
/// <param name="Noise">Standard deviation of what no feature explains; the explained part has about 1.</param>
/// <param name="BarrenShare">Share of groups in which nothing is relevant.</param>
/// <param name="ScaledInGroup">Whether each feature is scaled to [0, 1] within its group, as the LETOR collections are.</param>
internal sealed record GradedLists(
    int Groups,
    int Shortest,
    int Longest,
    int Features,
    int Levels = 0,
    double ZeroShare = 0,
    int Grades = 5,
    double Noise = 0.7,
    double BarrenShare = 0,
    bool ScaledInGroup = false)
{
    internal RankingData Make(int seed)
    {
        Random random = new(seed);
        int[] sizes = [.. Enumerable.Range(0, Groups).Select(_ => random.Next(Shortest, Longest + 1))];
        int rows = sizes.Sum();
        float[][] columns = [.. Enumerable.Range(0, Features).Select(_ => new float[rows])];
        float[] grades = new float[rows];
        double[] row = new double[Features];
        int[] starts = RankingData.StartsFromSizes(sizes);
        for (int group = 0; group < Groups; group++)
        {
            double mood = Gaussian(random);
            bool barren = random.NextDouble() < BarrenShare;
            for (int r = starts[group]; r < starts[group + 1]; r++)
            {
                for (int f = 0; f < Features; f++)
                    columns[f][r] = (float)(row[f] = Cell(random, f, mood));
                grades[r] = barren ? 0 : Grade(Truth(row) + 0.4 * mood + Noise * Gaussian(random));
            }

            if (ScaledInGroup)
                Scale(columns, starts[group], starts[group + 1]);
        }

        return new RankingData(FeatureMatrix.OverColumns(rows, columns), grades, starts);
    }

    private double Cell(Random random, int feature, double mood)
    {
        if (random.NextDouble() < ZeroShare)
            return 0;
        double value = (feature % 4) switch
        {
            0 => Gaussian(random) + 0.5 * mood,
            1 => random.NextDouble(),
            2 => Math.Exp(0.8 * Gaussian(random)),
            _ => random.Next(0, 12),
        };
        return Levels > 0 ? Math.Round(value * Levels / 4) * 4 / Levels : Math.Round(value, 5);
    }

    /// <summary>Bends, steps and products of a third of the features; the others are noise.</summary>
    private static double Truth(double[] x)
    {
        double sum = 0;
        for (int f = 0; f < x.Length; f += 3)
        {
            double part = (f % 5) switch
            {
                0 => Math.Tanh(x[f]),
                1 => x[f] > 0.6 ? 0.8 : -0.2,
                2 => Math.Sin(x[f]),
                3 => x[f] * (f + 1 < x.Length ? Math.Tanh(x[f + 1]) : 1) * 0.3,
                _ => -Math.Abs(x[f] - 1) * 0.4,
            };
            sum += part / (1 + f / 12.0);
        }

        return sum - 0.3;
    }

    private float Grade(double value)
    {
        // About 55, 22, 13, 7 and 3 % of rows with five grades.
        double[] cuts = [0.45, 1.2, 1.9, 2.7];
        int grade = 0;
        while (grade < Grades - 1 && value > cuts[grade])
            grade++;
        return grade;
    }

    private static void Scale(float[][] columns, int start, int end)
    {
        foreach (float[] column in columns)
        {
            Span<float> part = column.AsSpan(start, end - start);
            float low = float.PositiveInfinity, high = float.NegativeInfinity;
            foreach (float value in part)
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            for (int i = 0; i < part.Length; i++)
                part[i] = high > low ? MathF.Round((part[i] - low) / (high - low), 6) : 0;
        }
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
