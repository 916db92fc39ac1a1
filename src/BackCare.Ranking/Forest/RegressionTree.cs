using System.Collections.Immutable;

namespace BackCare.Ranking.Forest;

/// <summary>One binary regression tree as flat arrays, with LightGBM's meaning of every field. Node 0 is the root.</summary>
/// <remarks>Arrays over nodes have <see cref="Nodes"/> entries, arrays over leaves <see cref="Leaves"/>; a tree of one leaf has no node.
/// Nothing is checked on construction: <see cref="FlatForest.FromTrees"/> refuses a tree that is not well formed.</remarks>
public sealed class RegressionTree
{
    /// <summary>Column each node splits on.</summary>
    public required ImmutableArray<int> SplitFeature { get; init; }

    /// <summary>Largest value that goes left; for a categorical node the index of its set (a whole number).</summary>
    public required ImmutableArray<double> Threshold { get; init; }

    /// <summary>Kind of split and handling of missing values, see <see cref="NodeDecision"/>.</summary>
    public required ImmutableArray<byte> DecisionType { get; init; }

    /// <summary>Left child of each node: a node when not negative, else leaf <c>~child</c>.</summary>
    public required ImmutableArray<int> LeftChild { get; init; }

    /// <summary>Right child of each node: a node when not negative, else leaf <c>~child</c>.</summary>
    public required ImmutableArray<int> RightChild { get; init; }

    /// <summary>Output of each leaf, shrinkage already applied.</summary>
    public required ImmutableArray<double> LeafValue { get; init; }

    /// <summary>Sum of hessians in each leaf.</summary>
    public required ImmutableArray<double> LeafWeight { get; init; }

    /// <summary>Training rows in each leaf.</summary>
    public required ImmutableArray<int> LeafCount { get; init; }

    /// <summary>Gain of each split.</summary>
    public required ImmutableArray<double> SplitGain { get; init; }

    /// <summary>Output each node would have as a leaf.</summary>
    public required ImmutableArray<double> InternalValue { get; init; }

    /// <summary>Sum of hessians under each node.</summary>
    public required ImmutableArray<double> InternalWeight { get; init; }

    /// <summary>Training rows under each node.</summary>
    public required ImmutableArray<int> InternalCount { get; init; }

    /// <summary>Set <c>s</c> occupies words <c>[CategoryStart[s], CategoryStart[s + 1])</c> of <see cref="CategoryBits"/>; empty without categorical nodes.</summary>
    public ImmutableArray<int> CategoryStart { get; init; } = [];

    /// <summary>The category sets, 32 categories a word.</summary>
    public ImmutableArray<uint> CategoryBits { get; init; } = [];

    /// <summary>Learning rate that was applied to the outputs; for the record only.</summary>
    public double Shrinkage { get; init; } = 1;

    /// <summary>Number of splits.</summary>
    public int Nodes => LeafValue.Length - 1;

    /// <summary>Number of leaves, at least 1.</summary>
    public int Leaves => LeafValue.Length;

    /// <summary>Number of category sets.</summary>
    public int CategorySets => Math.Max(0, CategoryStart.Length - 1);

    /// <summary>A tree of one leaf.</summary>
    public static RegressionTree Constant(double value, int count = 0, double weight = 0, double shrinkage = 1) => new()
    {
        SplitFeature = [],
        Threshold = [],
        DecisionType = [],
        LeftChild = [],
        RightChild = [],
        LeafValue = [value],
        LeafWeight = [weight],
        LeafCount = [count],
        SplitGain = [],
        InternalValue = [],
        InternalWeight = [],
        InternalCount = [],
        Shrinkage = shrinkage,
    };

    /// <summary>True when <paramref name="value"/> goes left at <paramref name="node"/>.</summary>
    public bool GoesLeft(int node, double value) => NodeDecision.IsCategorical(DecisionType[node])
        ? NodeDecision.CategoricalGoesLeft(value, CategorySet((int)Threshold[node]))
        : NodeDecision.NumericalGoesLeft(value, Threshold[node], DecisionType[node]);

    /// <summary>The leaf a row falls into. The row is indexed by column.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        if (Nodes == 0) return 0;
        int node = 0;
        while (node >= 0) node = GoesLeft(node, row[SplitFeature[node]]) ? LeftChild[node] : RightChild[node];
        return ~node;
    }

    /// <summary>Words of one category set.</summary>
    public ReadOnlySpan<uint> CategorySet(int set) => CategoryBits.AsSpan(CategoryStart[set]..CategoryStart[set + 1]);
}
