using System.Collections.Immutable;

namespace BackCare.Ranking.Forest;

/// <summary>What is needed to walk rows through all trees, as arrays over all nodes and all leaves of the forest.</summary>
/// <remarks>Children keep the numbering of their own tree: add <see cref="NodeStart"/> or <see cref="LeafStart"/>.</remarks>
public sealed class ForestNodes
{
    private readonly int[] _nodeStart, _leafStart, _splitFeature, _left, _right, _setStart, _setEnd;
    private readonly double[] _threshold, _leafValue;
    private readonly byte[] _decisionType;
    private readonly uint[] _bits;

    internal ForestNodes(ImmutableArray<RegressionTree> trees)
    {
        _nodeStart = new int[trees.Length + 1];
        _leafStart = new int[trees.Length + 1];
        int[] wordStart = new int[trees.Length + 1];
        for (int t = 0; t < trees.Length; t++)
        {
            _nodeStart[t + 1] = _nodeStart[t] + trees[t].Nodes;
            _leafStart[t + 1] = _leafStart[t] + trees[t].Leaves;
            wordStart[t + 1] = wordStart[t] + trees[t].CategoryBits.Length;
        }

        int nodes = _nodeStart[^1];
        (_splitFeature, _left, _right) = (new int[nodes], new int[nodes], new int[nodes]);
        (_setStart, _setEnd) = (new int[nodes], new int[nodes]);
        (_threshold, _decisionType) = (new double[nodes], new byte[nodes]);
        (_leafValue, _bits) = (new double[_leafStart[^1]], new uint[wordStart[^1]]);
        for (int t = 0; t < trees.Length; t++) Copy(trees[t], _nodeStart[t], _leafStart[t], wordStart[t]);
    }

    /// <summary>First node of each tree, and the number of all nodes at the end.</summary>
    public ReadOnlySpan<int> NodeStart => _nodeStart;

    /// <summary>First leaf of each tree, and the number of all leaves at the end.</summary>
    public ReadOnlySpan<int> LeafStart => _leafStart;

    /// <summary>Column each node splits on.</summary>
    public ReadOnlySpan<int> SplitFeature => _splitFeature;

    /// <summary>Largest value that goes left; without meaning for categorical nodes.</summary>
    public ReadOnlySpan<double> Threshold => _threshold;

    /// <summary>See <see cref="NodeDecision"/>.</summary>
    public ReadOnlySpan<byte> DecisionType => _decisionType;

    /// <summary>Left child within its tree: a node, or leaf <c>~child</c>.</summary>
    public ReadOnlySpan<int> LeftChild => _left;

    /// <summary>Right child within its tree: a node, or leaf <c>~child</c>.</summary>
    public ReadOnlySpan<int> RightChild => _right;

    /// <summary>Output of each leaf.</summary>
    public ReadOnlySpan<double> LeafValue => _leafValue;

    /// <summary>Words of the category set of a categorical node; empty for others.</summary>
    public ReadOnlySpan<uint> CategorySet(int node) => _bits.AsSpan(_setStart[node].._setEnd[node]);

    /// <summary>True when <paramref name="value"/> goes left at <paramref name="node"/>.</summary>
    public bool GoesLeft(int node, double value) => NodeDecision.IsCategorical(_decisionType[node])
        ? NodeDecision.CategoricalGoesLeft(value, CategorySet(node))
        : NodeDecision.NumericalGoesLeft(value, _threshold[node], _decisionType[node]);

    /// <summary>The leaf of one tree, counted over the forest, that a row falls into.</summary>
    public int LeafOf(int tree, ReadOnlySpan<float> row)
    {
        int start = _nodeStart[tree];
        if (_nodeStart[tree + 1] == start) return _leafStart[tree];
        int child = 0;
        do
        {
            int node = start + child;
            child = GoesLeft(node, row[_splitFeature[node]]) ? _left[node] : _right[node];
        }
        while (child >= 0);
        return _leafStart[tree] + ~child;
    }

    private void Copy(RegressionTree tree, int node, int leaf, int word)
    {
        tree.SplitFeature.CopyTo(_splitFeature, node);
        tree.Threshold.CopyTo(_threshold, node);
        tree.DecisionType.CopyTo(_decisionType, node);
        tree.LeftChild.CopyTo(_left, node);
        tree.RightChild.CopyTo(_right, node);
        tree.LeafValue.CopyTo(_leafValue, leaf);
        tree.CategoryBits.CopyTo(_bits, word);
        for (int n = 0; n < tree.Nodes; n++)
        {
            if (!NodeDecision.IsCategorical(tree.DecisionType[n])) continue;
            int set = (int)tree.Threshold[n];
            _setStart[node + n] = word + tree.CategoryStart[set];
            _setEnd[node + n] = word + tree.CategoryStart[set + 1];
        }
    }
}
