using BackCare.Ranking.Data;

namespace BackCare.Tests.Ranking.Training;

/// <summary>Small seeded data sets to train on.</summary>
internal static class GradedExamples
{
    /// <summary>Grades follow a bent function of the first three of <paramref name="features"/> features; some values are 0, some missing.</summary>
    internal static RankingData Make(int groups, int features, int seed, bool withMissing = false)
    {
        Random random = new(seed);
        int[] sizes = [.. Enumerable.Range(0, groups).Select(_ => random.Next(2, 30))];
        int rows = sizes.Sum();
        float[][] columns = [.. Enumerable.Range(0, features).Select(_ => new float[rows])];
        float[] grades = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < features; f++)
            {
                double draw = random.NextDouble();
                columns[f][row] = draw < 0.1 ? 0 : withMissing && f == 1 && draw < 0.3 ? float.NaN : (float)Math.Round(4 * draw - 2, f % 2 == 0 ? 4 : 1);
            }

            double second = float.IsNaN(columns[1][row]) ? 1.5 : columns[1][row];
            double value = columns[0][row] + second * (features > 2 ? columns[2][row] : 1) + 0.5 * random.NextDouble();
            grades[row] = value > 2 ? 3 : value > 1 ? 2 : value > 0 ? 1 : 0;
        }

        return new RankingData(FeatureMatrix.OverColumns(rows, columns), grades, RankingData.StartsFromSizes(sizes));
    }
}
