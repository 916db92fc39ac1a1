using BackCare.Ranking.Data;

namespace BackCare.Ranking.Forest;

/// <summary>Scores rows with a forest. Scores are raw: no link function of the objective is applied.</summary>
public static class ForestScorer
{
    /// <summary>Scores every row of a row-major matrix.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="rows">Rows one after the other, <see cref="FlatForest.Features"/> values each; NaN is missing.</param>
    /// <param name="scores">One score per row; its length is the number of rows.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> does not hold <c>scores.Length</c> whole rows.</exception>
    public static void Score(FlatForest forest, ReadOnlySpan<float> rows, Span<double> scores)
    {
        int width = forest.Features;
        if (rows.Length != (long)scores.Length * width)
            throw new ArgumentException($"{scores.Length} rows of {width} features are {(long)scores.Length * width} values, not {rows.Length}.", nameof(rows));
        for (int row = 0; row < scores.Length; row++) scores[row] = ScoreRow(forest, rows.Slice(row * width, width));
    }

    /// <summary>Scores every row of a matrix.</summary>
    /// <exception cref="ArgumentException">The matrix has other columns than the forest, or <paramref name="scores"/> another length than its rows.</exception>
    public static void Score(FlatForest forest, FeatureMatrix rows, Span<double> scores)
    {
        if (rows.Columns != forest.Features)
            throw new ArgumentException($"The forest needs {forest.Features} features, the matrix has {rows.Columns} columns.", nameof(rows));
        if (scores.Length != rows.Rows)
            throw new ArgumentException($"The matrix has {rows.Rows} rows, there is room for {scores.Length} scores.", nameof(scores));
        float[] row = new float[rows.Columns];
        for (int index = 0; index < scores.Length; index++)
        {
            rows.CopyRow(index, row);
            scores[index] = ScoreRow(forest, row);
        }
    }

    /// <summary>The score of one row of <see cref="FlatForest.Features"/> values.</summary>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public static double ScoreRow(FlatForest forest, ReadOnlySpan<float> row)
    {
        if (row.Length != forest.Features)
            throw new ArgumentException($"A row has {forest.Features} features, not {row.Length}.", nameof(row));
        ForestNodes nodes = forest.Nodes;
        double sum = 0;
        for (int tree = 0; tree < forest.Trees.Length; tree++) sum += nodes.LeafValue[nodes.LeafOf(tree, row)];
        return forest.AverageOutput && forest.Trees.Length > 0 ? sum / forest.Trees.Length : sum;
    }
}
