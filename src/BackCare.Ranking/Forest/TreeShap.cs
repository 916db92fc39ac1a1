using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Forest;

/// <summary>Exact, path-dependent Shapley contributions of each feature to a score (Lundberg, Erion and Lee 2018, "Consistent individualized
/// feature attribution for tree ensembles"): they sum to the score minus <see cref="ExpectedValue"/>.</summary>
/// <remarks>
/// A leaf whose way tests m distinct features adds <c>value · (o − z) · Σ k!(m−1−k)!/m! · c(k)</c> to a feature, where o is 1 when the row
/// passes the feature's tests and else 0, z is the share of training rows that pass them, and c(k) are the coefficients of the polynomial
/// <c>Π (z + o·y)</c> over the other features. The weight is the integral of <c>tᵏ(1−t)^(m−1−k)</c> over [0, 1], so the sum is the integral of
/// <c>Π (z(1−t) + o·t)</c>: a polynomial of degree m − 1 that Gauss–Legendre points integrate exactly. All points of an edge fit a vector and
/// all leaves under an edge share its factor, so a tree costs a few vector operations an edge, all of them on positive numbers.
/// Immutable and safe for concurrent use.
/// </remarks>
public sealed class TreeShap
{
    /// <summary>Distinct features on the way to one leaf that are explained at most.</summary>
    public const int MostFeaturesOnAPath = 1024;

    private const int Lanes = 8;

    private readonly FlatForest _forest;
    private readonly ShapTree[] _trees;
    private readonly GaussLegendre?[] _rules;
    private readonly int _mostEdges;

    /// <summary>Prepares a forest for explanations.</summary>
    /// <exception cref="ArgumentException">The trees carry no leaf counts, or a path tests more than <see cref="MostFeaturesOnAPath"/> features.</exception>
    public TreeShap(FlatForest forest)
    {
        _forest = forest;
        _trees = [.. forest.Trees.Select(tree => new ShapTree(tree))];
        int most = _trees.Select(tree => tree.MostFeatures).DefaultIfEmpty().Max();
        if (most > MostFeaturesOnAPath)
            throw new ArgumentException($"A path tests {most} features; at most {MostFeaturesOnAPath} are explained.", nameof(forest));
        _mostEdges = _trees.Select(tree => tree.Edges.Length).DefaultIfEmpty().Max();
        _rules = new GaussLegendre[Vectors(most) + 1];
        foreach (ShapTree tree in _trees) _rules[Vectors(tree.MostFeatures)] ??= new GaussLegendre(Vectors(tree.MostFeatures) * Lanes);
        ExpectedValue = _trees.Sum(tree => tree.ExpectedValue) / Divisor;
    }

    /// <summary>Mean score over the rows the forest was trained with.</summary>
    public double ExpectedValue { get; }

    private double Divisor => _forest.AverageOutput ? Math.Max(1, _trees.Length) : 1;

    /// <summary>Explains rows, one after the other.</summary>
    /// <param name="rows">Row-major, <see cref="FlatForest.Features"/> values a row; NaN is missing.</param>
    /// <param name="contributions">Row-major, one contribution per feature and row, in the score's unit.</param>
    /// <exception cref="ArgumentException">The lengths differ or are not whole rows.</exception>
    public unsafe void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        int width = _forest.Features;
        if (rows.Length != contributions.Length || rows.Length % width != 0)
            throw new ArgumentException($"Rows and contributions need {width} values a row, not {rows.Length} and {contributions.Length} in all.", nameof(rows));
        // Per feature eight lanes; per edge a product and a sum of eight lanes, one flag, and half a flag for its node.
        double[] scratch = ArrayPool<double>.Shared.Rent((width + 1) * Lanes + _mostEdges * (2 * Lanes + 2));
        fixed (double* pinned = scratch)
        {
            // Vectors that straddle two cache lines would be slow to read back.
            Vector512<double>* aligned = (Vector512<double>*)(((nuint)pinned + 63) & ~(nuint)63);
            Span<Vector512<double>> totals = new(aligned, width);
            Span<Vector512<double>> products = new(aligned + width, _mostEdges), sums = new(aligned + width + _mostEdges, _mostEdges);
            Span<double> passes = new(aligned + width + 2 * _mostEdges, 2 * _mostEdges);
            for (int start = 0; start < rows.Length; start += width)
            {
                totals.Clear();
                for (int tree = 0; tree < _trees.Length; tree++) AddTree(tree, rows.Slice(start, width), passes, products, sums, totals);
                for (int feature = 0; feature < width; feature++) contributions[start + feature] = Vector512.Sum(totals[feature]) / Divisor;
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    private static int Vectors(int features) => (features + 2 * Lanes - 1) / (2 * Lanes);

    private void AddTree(
        int tree,
        ReadOnlySpan<float> row,
        Span<double> passes,
        Span<Vector512<double>> products,
        Span<Vector512<double>> sums,
        Span<Vector512<double>> totals)
    {
        ReadOnlySpan<ShapEdge> edges = _trees[tree].Edges;
        if (edges.Length == 1) return;
        int nodeStart = _forest.Nodes.NodeStart[tree], vectors = Vectors(_trees[tree].MostFeatures);
        (passes[0], sums[0]) = (1, Vector512<double>.Zero);
        // Rows turn unpredictably, so what follows from a decision is computed and not branched on.
        Span<double> right = passes[edges.Length..];
        for (int node = 0; node < edges.Length / 2; node++)
            right[node] = 1 - Unsafe.BitCast<bool, byte>(_forest.Nodes.GoesLeft(nodeStart + node, row[_forest.Nodes.SplitFeature[nodeStart + node]]));
        for (int edge = 1; edge < edges.Length; edge++)
            passes[edge] = passes[edges[edge].Before] * (1 - Math.Abs(edges[edge].Side - right[edges[edge].Node]));

        GaussLegendre rule = _rules[vectors]!;
        for (int vector = 0; vector < vectors; vector++)
        {
            Vector512<double> point = Vector512.Create(rule.Point, vector * Lanes), rest = Vector512.Create(rule.Rest, vector * Lanes);
            products[0] = Vector512.Create(rule.Weight, vector * Lanes);
            Descend(edges, passes, point, rest, products, sums);
            Ascend(edges, passes, point, rest, products, sums, totals);
        }
    }

    /// <summary>For each edge the product, over the features tested so far, of their factors at each point.</summary>
    private static void Descend(
        ReadOnlySpan<ShapEdge> edges,
        ReadOnlySpan<double> passes,
        Vector512<double> point,
        Vector512<double> rest,
        Span<Vector512<double>> products,
        Span<Vector512<double>> sums)
    {
        for (int edge = 1; edge < edges.Length; edge++)
        {
            ref readonly ShapEdge at = ref edges[edge];
            Vector512<double> product = products[at.Parent] * Factor(at.Share, passes[edge], point, rest);
            if (at.Before > 0) product *= Inverse(Factor(edges[at.Before].Share, passes[at.Before], point, rest));
            products[edge] = product;
            sums[edge] = Vector512.Create(at.LeafValue);
        }
    }

    /// <summary>Sums leaf outputs upwards, each times the factors below the edge, and gives every edge's part to its feature. Where the
    /// feature was tested above, this edge's factor takes the place of the earlier one, and so does its part.</summary>
    private static void Ascend(
        ReadOnlySpan<ShapEdge> edges,
        ReadOnlySpan<double> passes,
        Vector512<double> point,
        Vector512<double> rest,
        ReadOnlySpan<Vector512<double>> products,
        Span<Vector512<double>> sums,
        Span<Vector512<double>> totals)
    {
        for (int edge = edges.Length - 1; edge > 0; edge--)
        {
            ref readonly ShapEdge at = ref edges[edge];
            double pass = passes[edge];
            Vector512<double> factor = Factor(at.Share, pass, point, rest), others = products[at.Parent];
            if (at.Before == 0)
            {
                totals[at.Feature] += Vector512.Create(pass - at.Share) * (others * sums[edge]);
            }
            else
            {
                double earlier = edges[at.Before].Share, passedEarlier = passes[at.Before];
                Vector512<double> inverse = Inverse(Factor(earlier, passedEarlier, point, rest));
                factor *= inverse;
                Vector512<double> part = others * inverse * sums[edge];
                totals[at.Feature] += Vector512.Create(pass - at.Share) * part - Vector512.Create(passedEarlier - earlier) * (part * factor);
            }

            sums[at.Parent] += factor * sums[edge];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Factor(double share, double pass, Vector512<double> point, Vector512<double> rest) =>
        Vector512.Create(share) * rest + Vector512.Create(pass) * point;

    /// <summary>One over a factor; 0 for 0: then the later factor is 0 too and the feature has no part in these leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Inverse(Vector512<double> factor) =>
        Vector512.ConditionalSelect(Vector512.Equals(factor, Vector512<double>.Zero), factor, Vector512<double>.One / factor);
}
