using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Forest;

/// <summary>Adds the leaf outputs of every tree to the sums of a block of rows, 8 rows a vector, on any machine with vectors.</summary>
internal static unsafe class BlockScorer256
{
    private const int Lanes = 8;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <summary>Scores <paramref name="rows"/> rows of a block (see <see cref="ScoringLayout.BlockRows"/>); lanes beyond are computed and ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ScoringLayout layout, float* block, int rows, bool anyNaN, double* sums)
    {
        uint* possible = stackalloc uint[ScoringLayout.BlockRows];
        double* chosen = stackalloc double[ScoringLayout.BlockRows];
        fixed (LeafTest* tests = layout.Tests)
        fixed (LeafWord* words = layout.Words)
        fixed (double* leaves = layout.LeafValues)
        fixed (int* wordStart = layout.WordStart)
        {
            for (int tree = 0; tree < layout.WordStart.Length - 1; tree++)
            {
                int first = wordStart[tree], last = wordStart[tree + 1] - 1;
                if (last < first) BlockWalk.Add(layout, tree, block, rows, sums);
                for (int index = last; index >= first; index--)
                {
                    LeafWord word = words[index];
                    if (word.Special < word.End) BlockWalk.Test(layout, word, block, rows, possible);
                    else new Span<uint>(possible, ScoringLayout.BlockRows).Fill(word.Present);
                    // Without NaN both kinds of test say the same, and one loop of a steady length is easier to foresee.
                    int row = 0, ordered = anyNaN ? word.NanRight : word.Special;
                    for (; row + 3 * Lanes < rows; row += 4 * Lanes) TestFourVectors(tests, word, ordered, block + row, possible + row);
                    for (; row < rows; row += Lanes) TestOneVector(tests, word, ordered, block + row, possible + row);
                    double* table = leaves + index * ScoringLayout.WordLeaves;
                    if (first == last) AddLeaves(table, possible, rows, sums);
                    else ChooseLeaves(table, possible, rows, chosen);
                }

                if (last <= first) continue;
                for (int row = 0; row < rows; row++) sums[row] += chosen[row];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddLeaves(double* table, uint* possible, int rows, double* sums)
    {
        for (int row = 0; row < rows; row++) sums[row] += table[BitOperations.LeadingZeroCount(possible[row])];
    }

    private static void ChooseLeaves(double* table, uint* possible, int rows, double* chosen)
    {
        for (int row = 0; row < rows; row++)
        {
            if (possible[row] != 0) chosen[row] = table[BitOperations.LeadingZeroCount(possible[row])];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TestOneVector(LeafTest* tests, LeafWord word, int ordered, float* block, uint* possible)
    {
        Vector256<uint> a = Vector256.Load(possible);
        int test = word.NanLeft;
        for (; test < ordered; test++)
        {
            Vector256<float> threshold = Vector256.Create(tests[test].Threshold);
            Vector256<uint> lost = Vector256.Create(~tests[test].Keep);
            a = Vector256.AndNot(a, Vector256.GreaterThan(Vector256.Load(block + tests[test].Offset), threshold).AsUInt32() & lost);
        }

        for (; test < word.Special; test++)
        {
            Vector256<float> threshold = Vector256.Create(tests[test].Threshold);
            Vector256<uint> keep = Vector256.Create(tests[test].Keep);
            a &= Vector256.LessThanOrEqual(Vector256.Load(block + tests[test].Offset), threshold).AsUInt32() | keep;
        }

        a.Store(possible);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TestFourVectors(LeafTest* tests, LeafWord word, int ordered, float* block, uint* possible)
    {
        Vector256<uint> a = Vector256.Load(possible), b = Vector256.Load(possible + 8);
        Vector256<uint> c = Vector256.Load(possible + 16), d = Vector256.Load(possible + 24);
        int test = word.NanLeft;
        for (; test < ordered; test++)
        {
            float* column = block + tests[test].Offset;
            Vector256<float> threshold = Vector256.Create(tests[test].Threshold);
            Vector256<uint> lost = Vector256.Create(~tests[test].Keep);
            a = Vector256.AndNot(a, Vector256.GreaterThan(Vector256.Load(column), threshold).AsUInt32() & lost);
            b = Vector256.AndNot(b, Vector256.GreaterThan(Vector256.Load(column + 8), threshold).AsUInt32() & lost);
            c = Vector256.AndNot(c, Vector256.GreaterThan(Vector256.Load(column + 16), threshold).AsUInt32() & lost);
            d = Vector256.AndNot(d, Vector256.GreaterThan(Vector256.Load(column + 24), threshold).AsUInt32() & lost);
        }

        for (; test < word.Special; test++)
        {
            float* column = block + tests[test].Offset;
            Vector256<float> threshold = Vector256.Create(tests[test].Threshold);
            Vector256<uint> keep = Vector256.Create(tests[test].Keep);
            a &= Vector256.LessThanOrEqual(Vector256.Load(column), threshold).AsUInt32() | keep;
            b &= Vector256.LessThanOrEqual(Vector256.Load(column + 8), threshold).AsUInt32() | keep;
            c &= Vector256.LessThanOrEqual(Vector256.Load(column + 16), threshold).AsUInt32() | keep;
            d &= Vector256.LessThanOrEqual(Vector256.Load(column + 24), threshold).AsUInt32() | keep;
        }

        a.Store(possible);
        b.Store(possible + 8);
        c.Store(possible + 16);
        d.Store(possible + 24);
    }
}
