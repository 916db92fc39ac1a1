using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.MLNet;

/// <summary>Made-up graded groups with a known preference, and rows placed where a forest decides.</summary>
internal static class GradedLists
{
    /// <summary>Groups of 4 to 12 rows; some columns are fine-grained, some hold few values, one is constant, one is negative.</summary>
    public static RankingData Make(int seed, int groups, bool weighted = false)
    {
        Random random = new(seed);
        List<float> cells = [], grades = [], weights = [];
        List<int> starts = [0];
        for (int group = 0; group < groups; group++)
        {
            for (int row = random.Next(4, 13); row > 0; row--)
            {
                float fine = random.NextSingle(), coarse = random.Next(4), negative = -10 * random.NextSingle(), price = MathF.Round(random.NextSingle() * 100, 2);
                cells.AddRange([fine, coarse, 7, negative, price]);
                double worth = 2 * fine + 0.5 * coarse + 0.1 * negative - price / 100 + random.NextDouble();
                grades.Add((float)Math.Clamp(Math.Floor(worth + 1), 0, 4));
                weights.Add(0.25f + random.Next(4));
            }

            starts.Add(grades.Count);
        }

        FeatureMatrix features = FeatureMatrix.FromRows(grades.Count, 5, cells.ToArray(), ["fine", "coarse", "constant", "negative", "price"]);
        return new RankingData(features, grades.ToArray(), starts.ToArray(), weighted ? weights.ToArray() : []);
    }

    /// <summary>The same lists with about a third of the values missing, and the same again with <paramref name="imputation"/> in their place.</summary>
    public static (RankingData Missing, RankingData Imputed) WithMissing(RankingData data, int seed, IReadOnlyList<float> imputation)
    {
        Random random = new(seed);
        int width = data.Features.Columns;
        float[] missing = new float[data.Rows * width];
        for (int row = 0; row < data.Rows; row++)
            data.Features.CopyRow(row, missing.AsSpan(row * width, width));
        for (int cell = 0; cell < missing.Length; cell++)
            missing[cell] = random.Next(3) == 0 ? float.NaN : missing[cell];
        return (With(missing), With(Impute(missing, imputation)));

        RankingData With(float[] cells) => new(FeatureMatrix.FromRows(data.Rows, width, cells, data.Features.FeatureNames), data.Grades, data.GroupStarts, data.Weights);
    }

    /// <summary>Rows with <paramref name="imputation"/> where they had no value.</summary>
    public static float[] Impute(float[] cells, IReadOnlyList<float> imputation) =>
        [.. cells.Select((value, cell) => float.IsNaN(value) ? imputation[cell % imputation.Count] : value)];

    /// <summary>Three rows a numerical node: one on its threshold and its two neighbouring floats, the rest of the row taken from <paramref name="like"/>.</summary>
    public static FeatureMatrix OnThresholds(FlatForest forest, FeatureMatrix like)
    {
        List<float> cells = [];
        float[] row = new float[like.Columns];
        int rows = 0;
        foreach (RegressionTree tree in forest.Trees)
        {
            for (int node = 0; node < tree.Nodes; node++)
            {
                float threshold = (float)tree.Threshold[node];
                foreach (float value in (float[])[MathF.BitDecrement(threshold), threshold, MathF.BitIncrement(threshold)])
                {
                    like.CopyRow(rows++ % like.Rows, row);
                    row[tree.SplitFeature[node]] = value;
                    cells.AddRange(row);
                }
            }
        }

        return FeatureMatrix.FromRows(rows, like.Columns, cells.ToArray(), like.FeatureNames);
    }

    /// <summary>Scores as a served page would see them after the cast that ML.NET makes.</summary>
    public static float[] Scores(FlatForest forest, FeatureMatrix rows)
    {
        double[] scores = new double[rows.Rows];
        ForestScorer.Score(forest, rows, scores);
        return [.. scores.Select(score => (float)score)];
    }
}
