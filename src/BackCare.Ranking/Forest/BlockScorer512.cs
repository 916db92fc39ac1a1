using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackCare.Ranking.Forest;

/// <summary>Adds the leaf outputs of every tree to the sums of a block of rows, 16 rows a vector, with AVX-512.</summary>
internal static unsafe class BlockScorer512
{
    private const int Lanes = 16;

    public static bool IsSupported => Avx512CD.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>Scores <paramref name="rows"/> rows of a block (see <see cref="ScoringLayout.BlockRows"/>); lanes beyond are computed and ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ScoringLayout layout, float* block, int rows, bool anyNaN, double* sums)
    {
        uint* start = stackalloc uint[4 * Lanes];
        double* chosen = stackalloc double[4 * Lanes];
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
                    Vector512<uint> a, b, c, d;
                    if (word.Special == word.End)
                    {
                        a = b = c = d = Vector512.Create(word.Present);
                    }
                    else
                    {
                        BlockWalk.Test(layout, word, block, rows, start);
                        (a, b, c, d) = (Vector512.Load(start), Vector512.Load(start + 16), Vector512.Load(start + 32), Vector512.Load(start + 48));
                    }

                    // Without NaN both kinds of test say the same, and one loop of a steady length is easier to foresee.
                    int test = word.NanLeft, ordered = anyNaN ? word.NanRight : word.Special;
                    for (; test < ordered; test++)
                    {
                        float* column = block + tests[test].Offset;
                        Vector512<float> threshold = Vector512.Create(tests[test].Threshold);
                        Vector512<uint> keep = Vector512.Create(tests[test].Keep);
                        a = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(column), threshold).AsUInt32(), a & keep, a);
                        b = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(column + 16), threshold).AsUInt32(), b & keep, b);
                        c = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(column + 32), threshold).AsUInt32(), c & keep, c);
                        d = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(column + 48), threshold).AsUInt32(), d & keep, d);
                    }

                    for (; test < word.Special; test++)
                    {
                        float* column = block + tests[test].Offset;
                        Vector512<float> threshold = Vector512.Create(tests[test].Threshold);
                        Vector512<uint> keep = Vector512.Create(tests[test].Keep);
                        a = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(Vector512.Load(column), threshold).AsUInt32(), a, a & keep);
                        b = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(Vector512.Load(column + 16), threshold).AsUInt32(), b, b & keep);
                        c = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(Vector512.Load(column + 32), threshold).AsUInt32(), c, c & keep);
                        d = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(Vector512.Load(column + 48), threshold).AsUInt32(), d, d & keep);
                    }

                    LeafTable table = new(leaves + index * ScoringLayout.WordLeaves);
                    if (first == last)
                    {
                        table.Add(a, sums);
                        table.Add(b, sums + 16);
                        table.Add(c, sums + 32);
                        table.Add(d, sums + 48);
                    }
                    else
                    {
                        table.Choose(a, chosen);
                        table.Choose(b, chosen + 16);
                        table.Choose(c, chosen + 32);
                        table.Choose(d, chosen + 48);
                    }
                }

                if (last > first) AddChosen(chosen, sums, 4 * Lanes);
            }
        }
    }

    private static void AddChosen(double* chosen, double* sums, int rows)
    {
        for (int row = 0; row < rows; row += 8) (Vector512.Load(sums + row) + Vector512.Load(chosen + row)).Store(sums + row);
    }

    /// <summary>The 32 outputs of a word in four registers.</summary>
    private readonly struct LeafTable(double* leaves)
    {
        private readonly Vector512<double> _a = Vector512.Load(leaves), _b = Vector512.Load(leaves + 8);
        private readonly Vector512<double> _c = Vector512.Load(leaves + 16), _d = Vector512.Load(leaves + 24);

        /// <summary>Adds the output of the leftmost possible leaf.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<uint> possible, double* sums)
        {
            (Vector512<ulong> low, Vector512<ulong> high) = Vector512.Widen(Avx512CD.LeadingZeroCount(possible));
            (Vector512.Load(sums) + Pick(low)).Store(sums);
            (Vector512.Load(sums + 8) + Pick(high)).Store(sums + 8);
        }

        /// <summary>Writes the output of the leftmost possible leaf where there is one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Choose(Vector512<uint> possible, double* chosen)
        {
            (Vector512<ulong> low, Vector512<ulong> high) = Vector512.Widen(Avx512CD.LeadingZeroCount(possible));
            Vector512<ulong> none = Vector512.Create(32ul);
            Vector512.ConditionalSelect(Vector512.Equals(low, none).AsDouble(), Vector512.Load(chosen), Pick(low)).Store(chosen);
            Vector512.ConditionalSelect(Vector512.Equals(high, none).AsDouble(), Vector512.Load(chosen + 8), Pick(high)).Store(chosen + 8);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<double> Pick(Vector512<ulong> leaf)
        {
            Vector512<double> left = Avx512F.PermuteVar8x64x2(_a, leaf.AsInt64(), _b), right = Avx512F.PermuteVar8x64x2(_c, leaf.AsInt64(), _d);
            return Vector512.ConditionalSelect(Vector512.LessThan(leaf, Vector512.Create(16ul)).AsDouble(), left, right);
        }
    }
}
