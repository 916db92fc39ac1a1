using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BackCare.Ranking.Data;

namespace BackCare.Ranking.Forest;

/// <summary>Scores rows with a forest. Scores are raw: no link function of the objective is applied.</summary>
/// <remarks>Nothing is allocated per call; the layout for vectors is made at the first call and kept with the forest. Safe for concurrent use.</remarks>
public static unsafe class ForestScorer
{
    /// <summary>Columns for which the block of rows has its place on the stack.</summary>
    private const int StackColumns = 64;

    /// <summary>Rows for which one narrow vector does.</summary>
    private const int NarrowRows = 8;

    /// <summary>Floats to a cache line: blocks start at one.</summary>
    private const int LineFloats = 16;

    /// <summary>The fastest path on this machine.</summary>
    public static ScoringPath FastestPath { get; } =
        BlockScorer512.IsSupported ? ScoringPath.Vector512 : BlockScorer256.IsSupported ? ScoringPath.Vector256 : ScoringPath.Walk;

    /// <summary>Scores every row of a row-major matrix.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="rows">Rows one after the other, <see cref="FlatForest.Features"/> values each; NaN is missing.</param>
    /// <param name="scores">One score per row; its length is the number of rows.</param>
    /// <param name="path">The path to take; null for the fastest.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> does not hold <c>scores.Length</c> whole rows.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine does not have the path asked for.</exception>
    public static void Score(FlatForest forest, ReadOnlySpan<float> rows, Span<double> scores, ScoringPath? path = null)
    {
        int width = forest.Features;
        if (rows.Length != (long)scores.Length * width)
            throw new ArgumentException($"{scores.Length} rows of {width} features are {(long)scores.Length * width} values, not {rows.Length}.", nameof(rows));
        Score(forest, new RowSource(rows, width), scores, Checked(path), path is null);
    }

    /// <summary>Scores every row of a matrix.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="rows">As many columns as the forest has features; NaN is missing.</param>
    /// <param name="scores">One score per row.</param>
    /// <param name="path">The path to take; null for the fastest.</param>
    /// <exception cref="ArgumentException">The matrix has other columns than the forest, or <paramref name="scores"/> another length than its rows.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine does not have the path asked for.</exception>
    public static void Score(FlatForest forest, FeatureMatrix rows, Span<double> scores, ScoringPath? path = null)
    {
        if (rows.Columns != forest.Features)
            throw new ArgumentException($"The forest needs {forest.Features} features, the matrix has {rows.Columns} columns.", nameof(rows));
        if (scores.Length != rows.Rows)
            throw new ArgumentException($"The matrix has {rows.Rows} rows, there is room for {scores.Length} scores.", nameof(scores));
        Score(forest, new RowSource(rows), scores, Checked(path), path is null);
    }

    /// <summary>The score of one row of <see cref="FlatForest.Features"/> values.</summary>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public static double ScoreRow(FlatForest forest, ReadOnlySpan<float> row)
    {
        double score = 0;
        Score(forest, row, new Span<double>(ref score));
        return score;
    }

    private static ScoringPath Checked(ScoringPath? path) => path is not { } asked ? FastestPath : asked <= FastestPath
        ? asked
        : throw new PlatformNotSupportedException($"This machine scores with {FastestPath} at best, not with {asked}.");

    [SkipLocalsInit]
    private static void Score(FlatForest forest, RowSource source, Span<double> scores, ScoringPath path, bool free)
    {
        ScoringLayout layout = forest.Layout;
        int floats = layout.Features.Length * ScoringLayout.BlockRows + LineFloats;
        float[]? rented = null;
        Span<float> memory = floats <= StackColumns * ScoringLayout.BlockRows + LineFloats
            ? stackalloc float[StackColumns * ScoringLayout.BlockRows + LineFloats]
            : rented = ArrayPool<float>.Shared.Rent(floats);
        double* sums = stackalloc double[ScoringLayout.BlockRows];
        fixed (float* start = memory)
        {
            float* block = (float*)(((nuint)start + 63) & ~(nuint)63);
            for (int first = 0; first < scores.Length; first += ScoringLayout.BlockRows)
            {
                int rows = Math.Min(ScoringLayout.BlockRows, scores.Length - first);
                // Lanes beyond the rows are computed too: zeros there, not what happened to lie in memory.
                if (rows < ScoringLayout.BlockRows) new Span<float>(block, floats - LineFloats).Clear();
                source.Fill(layout, first, rows, block);
                bool anyNaN = AnyNaN(block, floats - LineFloats);
                new Span<double>(sums, ScoringLayout.BlockRows).Clear();
                // The wide path works on whole blocks, so a handful of rows is faster on the narrow one.
                if (path == ScoringPath.Vector512 && !(free && rows <= NarrowRows)) BlockScorer512.Add(layout, block, rows, anyNaN, sums);
                else if (path >= ScoringPath.Vector256) BlockScorer256.Add(layout, block, rows, anyNaN, sums);
                else BlockWalk.AddAll(layout, block, rows, sums);
                new Span<double>(sums, rows).CopyTo(scores[first..]);
            }
        }

        if (rented is not null) ArrayPool<float>.Shared.Return(rented);
        if (!forest.AverageOutput || forest.Trees.IsEmpty) return;
        foreach (ref double score in scores) score /= forest.Trees.Length;
    }

    /// <summary>True when a block, whose length is a multiple of a vector's, holds a NaN: the only value that does not equal itself.</summary>
    private static bool AnyNaN(float* block, int floats)
    {
        Vector256<float> same = Vector256<float>.AllBitsSet;
        for (int at = 0; at < floats; at += Vector256<float>.Count)
        {
            Vector256<float> values = Vector256.Load(block + at);
            same &= Vector256.Equals(values, values);
        }

        return !Vector256.EqualsAll(same.AsUInt32(), Vector256<uint>.AllBitsSet);
    }

    /// <summary>Rows from either kind of matrix, copied block by block to columns of <see cref="ScoringLayout.BlockRows"/> floats.</summary>
    private readonly ref struct RowSource
    {
        private readonly ReadOnlySpan<float> _rows;
        private readonly int _width;
        private readonly FeatureMatrix? _matrix;

        public RowSource(ReadOnlySpan<float> rows, int width)
        {
            _rows = rows;
            _width = width;
        }

        public RowSource(FeatureMatrix matrix) => _matrix = matrix;

        public void Fill(ScoringLayout layout, int first, int rows, float* block)
        {
            int[] features = layout.Features;
            if (_matrix is not null)
            {
                for (int slot = 0; slot < features.Length; slot++)
                    _matrix.Column(features[slot]).Slice(first, rows).CopyTo(new Span<float>(block + slot * ScoringLayout.BlockRows, rows));
                return;
            }

            for (int row = 0; row < rows; row++)
            {
                ref float values = ref MemoryMarshal.GetReference(_rows.Slice((first + row) * _width, _width));
                for (int slot = 0; slot < features.Length; slot++)
                    block[slot * ScoringLayout.BlockRows + row] = Unsafe.Add(ref values, features[slot]);
            }
        }
    }
}
